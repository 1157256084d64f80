import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { commands } from "../../../src/protocol/commands.ts";
import { draftKey, draftKeyPrefix } from "../../../src/protocol/draft-key.ts";
import { problemSchema, replySchema } from "../../../src/protocol/problem.ts";
import { publishedStateSchema } from "../../../src/protocol/published-state.ts";

type Command = keyof typeof commands;
const table = Object.entries(commands);

/** Names of all members that a schema lets through, however deep; `*` where it lets anything through. */
function membersOf(schema: z.core.$ZodType): string[] {
  const { def } = schema._zod as unknown as { def: Record<string, unknown> };
  const inner = (part: unknown): string[] => membersOf(part as z.core.$ZodType);
  switch (def.type) {
    case "object":
      return Object.entries(def.shape as Record<string, unknown>).flatMap(([name, part]) => [name, ...inner(part)]);
    case "array":
      return inner(def.element);
    case "union":
      return (def.options as unknown[]).flatMap(inner);
    case "nullable":
    case "optional":
    case "catch":
    case "default":
      return inner(def.innerType);
    case "string":
    case "number":
    case "boolean":
    case "enum":
    case "literal":
      return [];
    default:
      return ["*"];
  }
}
const secret = /token|secret|verifier|code$|connecturi|\*/i;

describe("The contract between the contexts", () => {
  it("says for each command who may send it", () => {
    const senders = Object.fromEntries(table.map(([name, { from }]) => [name, from]));
    expect(senders).toEqual({
      "save-settings": "pages",
      "set-notify": "pages",
      "set-preferences": "pages",
      "check-connection": "pages",
      "sign-in": "pages",
      "sign-out": "pages",
      "select-call": "pages",
      "show-conversation": "pages",
      refresh: "pages",
      save: "pages",
      "reveal-value": "pages",
      "undo-save": "pages",
      "read-history": "pages",
      "clear-history": "pages",
      discard: "pages",
      "import-configuration": "pages",
      "export-configuration": "pages",
      "ask-source": "pages",
      "choose-contact": "pages",
      "apply-source": "pages",
      "undo-source": "pages",
      "dismiss-source": "pages",
      "frame-is": "content",
    } satisfies Record<Command, "pages" | "content">);
  });

  it.each(table)("has no room for a token in the reply to “%s”", (_, { reply }) => {
    expect(membersOf(reply).filter((name) => secret.test(name))).toEqual([]);
  });

  it("answers a content script with nothing at all", () => {
    const replies = table.filter(([, { from }]) => from === "content").map(([, { reply }]) => membersOf(reply));
    expect(replies).toEqual([[]]);
  });

  it("has no room for a token in any problem", () => {
    expect(membersOf(problemSchema).filter((name) => secret.test(name))).toEqual([]);
  });

  it("has no room for a token in the published state", () => {
    const members = membersOf(publishedStateSchema);
    expect(members).toContain("attributes");
    expect(members.filter((name) => secret.test(name))).toEqual([]);
  });

  it("strips from a reply what it does not know", () => {
    const reply = replySchema(commands.save.reply);
    const parsed = reply.parse({ ok: true, token: "t", value: { accepted: [], conflicts: [], token: "t" } });
    expect(JSON.stringify(parsed)).not.toContain("token");
  });
});

describe("The request", () => {
  const id = "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b";
  const owner = "o/u";
  const edits = [{ name: "ANI ", value: "", base: null }];

  it("of a save takes names and values as they are, byte for byte", () => {
    const exact = [{ name: " a/b.c\u0000 ", value: "x\r\n\ud83d", base: "" }];
    expect(commands.save.request.parse({ owner, conversationId: id, participantId: id, edits: exact }).edits).toEqual(
      exact,
    );
  });

  it.each(["", "x", "../..", `${id}/x`, ` ${id}`, `${id}\n`, id.slice(1), 5, null])(
    "of a save with the id %j is refused: ids become part of an address",
    (bad) => {
      expect(commands.save.request.safeParse({ owner, conversationId: bad, participantId: id, edits }).success).toBe(
        false,
      );
      expect(commands.save.request.safeParse({ owner, conversationId: id, participantId: bad, edits }).success).toBe(
        false,
      );
      expect(commands["select-call"].request.safeParse({ conversationId: bad }).success).toBe(false);
    },
  );

  it("of settings takes a client ID of 1 to 100 characters", () => {
    const isTaken = (length: number): boolean =>
      commands["save-settings"].request.safeParse({
        region: "r",
        clientId: "x".repeat(length),
        dialect: "conversations",
      }).success;
    expect([0, 1, 100, 101].map(isTaken)).toEqual([false, true, true, false]);
  });
});

describe("The key of a draft", () => {
  const leg = { owner: "o/u", conversationId: "c", participantId: "p" };

  it("holds the name as it is, slashes and spaces too", () => {
    expect(draftKey({ ...leg, name: " a/b/ " })).toBe("draft/o/u/c/p/ a/b/ ");
    expect(draftKey({ ...leg, name: "" })).toBe("draft/o/u/c/p/");
  });

  it("is another one for every attribute, whatever slashes its name has", () => {
    const names = ["a", "a/", "/a", "a/b", "b", "", "/", "p/a", "A", "a "];
    expect(new Set(names.map((name) => draftKey({ ...leg, name }))).size).toBe(names.length);
  });

  it("begins with what drafts begin with", () => {
    expect(draftKey({ ...leg, name: "a" }).startsWith(draftKeyPrefix)).toBe(true);
  });
});
