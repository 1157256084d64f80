import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { languageCodes } from "../../src/attributes/languages.ts";
import { filesBelow } from "./project-files.ts";

const messageSchema = z.object({ message: z.string(), placeholders: z.optional(z.record(z.string(), z.unknown())) });
const messages = z
  .record(z.string(), messageSchema)
  .parse(JSON.parse(readFileSync("public/_locales/en/messages.json", "utf8")));
const manifest = readFileSync("manifest.json", "utf8");
const sources = filesBelow("src", ".ts", ".tsx", ".html");

function isUsed(key: string): boolean {
  return manifest.includes(`__MSG_${key}__`) || sources.some((file) => file.text.includes(`"${key}"`));
}

describe("The languages", () => {
  it("are those that have a folder, and each says by which tag its dates and numbers are written", () => {
    expect(readdirSync("public/_locales").toSorted()).toEqual(languageCodes.toSorted());
    const tags = languageCodes.map((code) => {
      const file: unknown = JSON.parse(readFileSync(`public/_locales/${code}/messages.json`, "utf8"));
      return z.record(z.string(), messageSchema).parse(file).languageTag?.message;
    });
    expect(tags).toEqual(languageCodes.map((code) => code.replace("_", "-")));
  });

  it("name what is filled in by number alone: a chosen language knows no other placeholders", () => {
    expect(Object.entries(messages).filter(([, { placeholders }]) => placeholders !== undefined)).toEqual([]);
  });
});

describe("The English messages", () => {
  it("hold every key that src and the manifest use", () => {
    const calls = sources.flatMap((file) => [...file.text.matchAll(/\b(?:getMessage|message)\(\s*"(\w+)"/g)]);
    const used = [...calls, ...manifest.matchAll(/__MSG_(\w+?)__/g)].map(([, key = ""]) => key);
    expect(used.filter((key) => !(key in messages))).toEqual([]);
  });

  it("hold no key that nothing uses", () => {
    expect(Object.keys(messages).filter((key) => !isUsed(key))).toEqual([]);
  });

  it("are not empty", () => {
    expect(Object.entries(messages).filter(([, { message }]) => message.trim() === "")).toEqual([]);
  });
});
