import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
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

  it("explain each placeholder that they name", () => {
    const unexplained = Object.entries(messages).filter(([, { message, placeholders = {} }]) =>
      [...message.matchAll(/\$([a-z_]\w*)\$/gi)].some(([, name = ""]) => !(name.toLowerCase() in placeholders)),
    );
    expect(unexplained).toEqual([]);
  });
});
