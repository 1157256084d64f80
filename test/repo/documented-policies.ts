import { type Element, Window } from "happy-dom";
import * as z from "zod/mini";
import { chromeId, geckoId } from "../browsers/extension-ids.ts";

const members = z.record(z.string(), z.unknown());

/** The fenced blocks of a document that are in this language. */
export function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map(([, block = ""]) => block);
}

const chromeFile = z.object({ "3rdparty": z.object({ extensions: z.record(z.literal(chromeId), members) }) });
const firefoxFile = z.object({
  policies: z.object({ "3rdparty": z.object({ Extensions: z.record(z.literal(geckoId), members) }) }),
});
const consoleForm = z.record(z.string(), z.strictObject({ Value: z.unknown() }));

/** The policy in a JSON file of an administrator: Chrome's on Linux, Firefox's, the Admin console's, or by itself. */
export function policyInJson(json: string): unknown {
  const parsed: unknown = JSON.parse(json);
  const chrome = chromeFile.safeParse(parsed);
  if (chrome.success) return chrome.data["3rdparty"].extensions[chromeId];
  const firefox = firefoxFile.safeParse(parsed);
  if (firefox.success) return firefox.data.policies["3rdparty"].Extensions[geckoId];
  const wrapped = consoleForm.safeParse(parsed);
  if (wrapped.success) return Object.fromEntries(Object.entries(wrapped.data).map(([key, { Value }]) => [key, Value]));
  return parsed;
}

/** A text of the registry that Chrome reads as JSON where the schema wants an object or a list. */
function fromRegistry(text: string): unknown {
  const unescaped = text.replaceAll('\\"', '"').replaceAll("\\\\", "\\");
  return /^[[{]/.test(unescaped) ? JSON.parse(unescaped) : unescaped;
}

/** The values below a key of a `.reg` file. */
export function registryValues(reg: string, key: string): Record<string, unknown> {
  const [, section = ""] = reg.split(`[${key}]\n`);
  const lines = section.split("\n[")[0] ?? "";
  const values = [...lines.matchAll(/^"(?<name>[^"]+)"="(?<text>.*)"$/gm)];
  return Object.fromEntries(values.map(([, name = "", text = ""]) => [name, fromRegistry(text)]));
}

function fromPlist(element: Element): unknown {
  const children = [...element.children];
  switch (element.tagName.toLowerCase()) {
    case "dict":
      return Object.fromEntries(
        children.flatMap((child, index) => {
          const value = children[index + 1];
          return child.tagName.toLowerCase() === "key" && value ? [[child.textContent, fromPlist(value)]] : [];
        }),
      );
    case "array":
      return children.map(fromPlist);
    case "integer":
      return Number(element.textContent);
    case "true":
      return true;
    case "false":
      return false;
    default:
      return element.textContent;
  }
}

const profile = z.object({ PayloadContent: z.array(z.looseObject({ PayloadType: z.string() })) });

/** What the payload of a type in a configuration profile sets, without what every payload has. */
export function profilePayload(xml: string, type: string): Record<string, unknown> {
  const window = new Window();
  const dict = new window.DOMParser().parseFromString(xml, "text/xml").querySelector("plist > dict");
  const { PayloadContent } = profile.parse(dict && fromPlist(dict));
  const payload = PayloadContent.find(({ PayloadType }) => PayloadType === type) ?? {};
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !key.startsWith("Payload")));
}
