import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtExtension, type Target } from "./built-extension.ts";

/** The whole manifest of a built extension but for its version, one value a line: `permissions[] storage`. */
export async function manifestLines(target: Target): Promise<string> {
  const manifest: unknown = JSON.parse(readFileSync(join(await builtExtension(target), "manifest.json"), "utf8"));
  const lines = linesOf(manifest, "").filter((line) => !line.startsWith("version "));
  return `${lines.join("\n")}\n`;
}

function linesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => linesOf(item, `${path}[]`));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([name, member]) => linesOf(member, path === "" ? name : `${path}.${name}`));
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return path.startsWith("content_security_policy.") ? sourcesOf(text, path) : [`${path} ${text}`];
}

/** `… connect-src https://api.mypurecloud.com`: a source a line. */
function sourcesOf(policy: string, path: string): string[] {
  return policy.split(";").flatMap((directive) => {
    const [name = "", ...sources] = directive.trim().split(/\s+/);
    return sources.map((source) => `${path} ${name} ${source}`);
  });
}
