import { beforeEach, describe, expect, it } from "vitest";
import type { CommandSender } from "../../../src/background/answer-commands.ts";
import { type CommandName, commands } from "../../../src/protocol/commands.ts";
import { requests } from "../../fixtures/command-requests.ts";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

const page: CommandSender = { kind: "pages", frame: undefined };
const content: CommandSender = { kind: "content", frame: { tabId: 7, frameId: 0 } };
const id = "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b";
const leg = { owner: "nobody/here", conversationId: id, participantId: id };

/** Requests of a wrong shape for each command. */
const misshapen: Record<CommandName, unknown[]> = {
  "save-settings": [
    {},
    { region: 5, clientId: "x" },
    { region: "mypurecloud.de", clientId: "", dialect: "conversations" },
    { region: "mypurecloud.de", clientId: "x", dialect: "soap" },
  ],
  "set-notify": [{}, { notify: "yes" }],
  "set-preferences": [
    undefined,
    { appearance: "pink" },
    { historyDays: -1 },
    { historyDays: 1.5 },
    { historyDays: 1e9 },
  ],
  "check-connection": [undefined, null, "now"],
  "sign-in": [undefined, null, "now", []],
  "sign-out": [{}, { everywhere: "yes" }],
  "select-call": [{}, { conversationId: "../../users/me" }, { conversationId: `${id}/participants` }],
  "show-conversation": [{}, { conversationId: "../../users/me" }, { conversationId: `https://x/${id}` }],
  refresh: [undefined, null, 5, { tryNow: "yes" }],
  save: [
    { conversationId: id, participantId: id, edits: [{ name: "a", value: "b", base: null }] },
    { ...leg, edits: [] },
    { ...leg, conversationId: "../..", edits: [{ name: "a", value: "b", base: null }] },
    { ...leg, participantId: `${id}?x`, edits: [{ name: "a", value: "b", base: null }] },
    { ...leg, edits: [{ name: "a", value: null, base: null }] },
    { ...leg, edits: [{ name: "a", value: "b" }] },
    { ...leg, edits: { name: "a", value: "b", base: null } },
  ],
  "reveal-value": [{}, { ...leg, name: "a" }, { ...leg, value: "b" }, { name: "a", value: "b" }],
  "undo-save": [
    {},
    leg,
    { conversationId: id, participantId: id, id: 1 },
    { ...leg, id: "1" },
    { ...leg, participantId: "", id: 1 },
  ],
  "read-history": [undefined, null, {}],
  "clear-history": [undefined, null, {}],
  discard: [
    { ...leg },
    { ...leg, names: "a" },
    { names: ["a"] },
    { conversationId: id, participantId: id, names: ["a"] },
  ],
  "import-configuration": [{}, { configuration: "x" }, { configuration: [] }],
  "export-configuration": [undefined, null],
  "ask-source": [{}, { conversationId: "x", source: "CRM" }, { conversationId: id }],
  "choose-contact": [
    { conversationId: id, source: "CRM" },
    { conversationId: id, source: "CRM", contactId: "" },
  ],
  "apply-source": [
    { conversationId: id, participantId: id, source: "CRM", edits: [{ name: "a", value: "b", base: null }] },
    { ...leg, source: "CRM", edits: [] },
    { ...leg, source: "CRM", edits: [{ name: "a", value: "b" }] },
    { ...leg, source: "CRM", edits: [{ name: "a", base: null }] },
    { ...leg, edits: [{ name: "a", value: "b", base: null }] },
  ],
  "undo-source": [{}, leg, { conversationId: id, participantId: id, source: "CRM" }, { ...leg, source: 5 }],
  "dismiss-source": [{}, { source: "CRM" }],
  "frame-is": [{}, { visibility: "elsewhere" }, { visibility: true }],
};

const names = Object.keys(commands).filter((name): name is CommandName => Object.hasOwn(requests, name));
const refused = { ok: false, error: { kind: "refused-sender" } };
const unknown = { ok: false, error: { kind: "unknown-command" } };

let place: Workplace;
let before: string;

async function state(): Promise<string> {
  await place.clock.settle();
  return JSON.stringify([await place.seat.state(), [...place.seat.database.records]]);
}
/** The request as a page of the person sends it who is signed in. */
async function asSignedIn(request: unknown): Promise<unknown> {
  const { account } = await place.seat.state();
  const owner = account.status === "signed-in" ? account.owner : "";
  return typeof request === "object" && request !== null && "owner" in request ? { ...request, owner } : request;
}
async function ask(message: unknown, sender: CommandSender | null): Promise<unknown> {
  return place.seat.background().answer(message, sender);
}

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
  before = await state();
});

describe.each(names)("The command “%s”", (command) => {
  const allowed = commands[command].from === "pages" ? page : content;
  const other = commands[command].from === "pages" ? content : page;

  it("is refused to everybody but its sender, without a word more, and does nothing", async () => {
    expect(await ask({ command, request: requests[command] }, null)).toEqual(refused);
    expect(await ask({ command, request: requests[command] }, other)).toEqual(refused);
    expect(await state()).toBe(before);
    expect(place.requests()).toEqual([]);
  });

  it("in a wrong shape is refused, and does nothing", async () => {
    for (const request of misshapen[command]) expect(await ask({ command, request }, allowed)).toEqual(unknown);
    expect(await state()).toBe(before);
    expect(place.requests()).toEqual([]);
  });

  it("answers in the shape that the contract gives it, with the token nowhere", async () => {
    const session = JSON.stringify(place.seat.stored.session.items.get("session"));
    const token = /"token":"(?<token>[^"]+)"/.exec(session)?.groups?.token ?? "?";
    const answer = JSON.stringify(await ask({ command, request: await asSignedIn(requests[command]) }, allowed));
    expect(answer).toMatch(/^\{"ok":(true,"value"|false,"error"):/);
    expect(answer).not.toContain(token);
  });
});

describe("What is asked for another person than the one who is signed in", () => {
  it.each(["save", "undo-save", "discard", "apply-source"] as const)(
    "by “%s” is refused, and not done",
    async (name) => {
      const answer = await ask({ command: name, request: requests[name] }, page);
      expect(answer).toEqual({ ok: false, error: { kind: "other-person" } });
      expect(await state()).toBe(before);
      expect(place.requests()).toEqual([]);
    },
  );
});

describe("Any other message", () => {
  it.each([
    undefined,
    null,
    "sign-out",
    5,
    [],
    {},
    { command: 5, request: {} },
    { command: "token", request: {} },
    { command: "constructor", request: {} },
    { command: "__proto__", request: {} },
    { command: "hasOwnProperty", request: {} },
    { command: "", request: {} },
  ])("%j is refused from a page and from a content script", async (message) => {
    expect(await ask(message, page)).toEqual(unknown);
    expect(await ask(message, content)).toEqual(unknown);
    expect(await ask(message, null)).toEqual(refused);
    expect(await state()).toBe(before);
  });
});

describe("Before anybody signed in", () => {
  it("a save is refused, and nothing is sent", async () => {
    const fresh = await createWorkplace();
    expect(await fresh.save("CallerType", "Provider", "Member")).toEqual({
      ok: false,
      error: { kind: "sign-in-needed" },
    });
    expect(fresh.requests()).toEqual([]);
  });

  it("a refresh asks nothing of Genesys", async () => {
    const fresh = await createWorkplace();
    await fresh.seat.command("refresh", {});
    expect(fresh.requests()).toEqual([]);
  });
});
