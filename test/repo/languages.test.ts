import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { filesBelow } from "./project-files.ts";

const catalogueSchema = z.record(z.string(), z.strictObject({ message: z.string() }));
const catalogues = filesBelow("public/_locales", "messages.json").map(({ path }) => ({
  language: path.split("/")[2] ?? "",
  path,
}));
const english = readFileSync("public/_locales/en/messages.json", "utf8");
const texts = z.record(z.string(), z.object({ message: z.string() })).parse(JSON.parse(english));

/** `$1`, `$2` …, and `$$`, sorted. */
function placeholders(text: string): string[] {
  return (text.match(/\$[1-9$]/g) ?? []).sort();
}

/** About how many Latin letters wide: an ideograph takes two. */
function width(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}

/**
 * What stands on one line that cannot grow, in letters, at 280 px (about 40 letters of 13 px), the narrowest panel.
 * Three buttons beside each other; a state beside the attribute's name; a phase beside the caller's; a tag, a menu's line, and a table's cell.
 */
const rooms: readonly { readonly keys: RegExp; readonly most: number }[] = [
  { keys: /^(save|discard|undo|add)$/, most: 12 },
  { keys: /^state[A-Z]/, most: 18 },
  { keys: /^phase[A-Z]/, most: 16 },
  { keys: /^(callDetails|showRow|dismiss|tryNow|goToCall|tryAgain)$/, most: 18 },
  { keys: /^(effect[A-Z]|proposal[A-Z])/, most: 18 },
  { keys: /^tag[A-Z]/, most: 24 },
  { keys: /^(keepMine|takeTheirs)$/, most: 18 },
  { keys: /^(signOut|signOutEverywhere|settings|myChanges|dock|shortcuts|pin|unpin|copyPair|copyValue)$/, most: 28 },
];

/** Everything else may take another line; a text of twice its length would push out of the window what stands below. */
function roomOf(key: string, text: string): number {
  const room = rooms.find(({ keys }) => keys.test(key));
  return room?.most ?? Math.round(1.6 * text.length) + 14;
}

it("Calltag speaks seven languages", () => {
  expect(catalogues.map(({ language }) => language)).toEqual(["de", "en", "es", "fr", "it", "ja", "pt_BR"]);
});

describe.each(catalogues.filter(({ language }) => language !== "en"))("The messages in $language", ({ path }) => {
  // Descriptions are for translators, and stand in the English file alone.
  const catalogue = catalogueSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const entries = Object.entries(texts).flatMap(([key, { message }]) => {
    const translated = catalogue[key];
    return translated ? [{ key, original: message, translated: translated.message }] : [];
  });

  it("are the English ones, each of them and no other, in their order", () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(texts));
  });

  it("have the same placeholders", () => {
    const others = entries.filter(
      ({ original, translated }) => placeholders(original).join("") !== placeholders(translated).join(""),
    );
    expect(others).toEqual([]);
  });

  it("are written out, with nothing around them", () => {
    expect(entries.filter(({ translated }) => translated === "" || translated !== translated.trim())).toEqual([]);
  });

  it("are no longer than the layout holds", () => {
    const long = entries.filter(({ key, original, translated }) => width(translated) > roomOf(key, original));
    expect(long.map(({ key, original, translated }) => `${key}: ${original} → ${translated}`)).toEqual([]);
  });
});
