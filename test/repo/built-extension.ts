import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import * as z from "zod/mini";

export const targets = ["chrome", "firefox"] as const;
export type Target = (typeof targets)[number];

const manifestSchema = z.object({
  key: z.optional(z.string()),
  permissions: z.array(z.string()),
  optional_permissions: z.optional(z.array(z.string())),
  commands: z.record(z.string(), z.object({ suggested_key: z.object({ default: z.string(), mac: z.string() }) })),
  host_permissions: z.array(z.string()),
  optional_host_permissions: z.optional(z.array(z.string())),
  content_scripts: z.array(z.object({ matches: z.array(z.string()) })),
  content_security_policy: z.object({ extension_pages: z.string() }),
  web_accessible_resources: z.optional(z.unknown()),
  browser_specific_settings: z.optional(z.object({ gecko: z.object({ id: z.string() }) })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Builds for a browser in a checkout of the project, as `npm run build` does; resolves to the folder of the result. */
export async function buildIn(checkout: string, target: Target): Promise<string> {
  // Vitest's own NODE_ENV would give a development build.
  const env = { ...process.env, BROWSER: target, NODE_ENV: "production" };
  const vite = resolve("node_modules/vite/bin/vite.js");
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: checkout, env });
  return join(checkout, "dist", target);
}

/** The folder of a built extension: as `npm test` has just built it, or built now if there is none. */
export async function builtExtension(target: Target): Promise<string> {
  const folder = join("dist", target);
  if (!existsSync(join(folder, "manifest.json"))) await buildIn(".", target);
  return folder;
}

/** The manifest of a built extension. */
export async function builtManifest(target: Target): Promise<Manifest> {
  const path = join(await builtExtension(target), "manifest.json");
  return manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}
