import { parseJson } from "../encoding.ts";

/** A JSON list of texts, as the `interactions` dialect may have it. */
function jsonItems(stored: string): string[] | null {
  const json = stored.startsWith("[") ? parseJson(stored) : undefined;
  const items = Array.isArray(json) ? json.filter((item) => typeof item === "string") : [];
  return Array.isArray(json) && items.length === json.length ? items : null;
}

/** The items of a list: joined by commas, as Architect and scripts have it (genesys-platform-api.md 3 [DOC S14]), or JSON. */
export function itemsOf(stored: string): string[] {
  return jsonItems(stored) ?? stored.split(",").map((item) => item.trim());
}

/** One item a line, in the form of the text before: joined by commas, or a JSON list. */
export function encodeItems(shown: string, before: string): string {
  const lines = shown.split(/\r?\n/).map((line) => line.trim());
  if (jsonItems(before)) return JSON.stringify(lines.filter((line) => line !== ""));
  return lines
    .flatMap(itemsOf)
    .filter((item) => item !== "")
    .join(",");
}

/** One item a line; an item that itself has several lines cannot be shown so. */
export function decodeItems(stored: string): string | null {
  const items = itemsOf(stored);
  return items.some((item) => /[\r\n]/.test(item)) ? null : items.join("\n");
}
