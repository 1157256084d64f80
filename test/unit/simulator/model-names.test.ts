import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { annaId, at, drive, textAt, type Driven, type Listener } from "./driven-simulator.ts";
import type { Json } from "../../simulator/json.ts";

const root = dirname(createRequire(import.meta.url).resolve("purecloud-platform-client-v2/package.json"));
const declarations = readFileSync(join(root, "index.d.ts"), "utf8");

/** The member names of a model, from the SDK's own type declarations. */
function members(model: string): Set<string> {
  const body = new RegExp(`export interface ${model} \\{([^]*?)\\n\\t\\}`).exec(declarations)?.[1];
  if (body === undefined) throw new Error(`the SDK has no model ${model}`);
  return new Set(Array.from(body.matchAll(/^\t\t"([^"]+)"\??:/gm), (match) => match[1] ?? ""));
}

function unknownNames(model: string, value: Json): string[] {
  const known = members(model);
  // Real frames hold this junk: genesys-platform-api.md 7.3 [OBS].
  known.add("additionalProperties");
  return Object.keys(value ?? {}).filter((name) => !known.has(name));
}

function list(value: Json): Json[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error("nothing to check");
  return value;
}

function busyCall() {
  const driven = drive();
  const topics = [`v2.users.${annaId}.conversations.calls`, `v2.users.${annaId}.conversations`];
  const listener = driven.listen(driven.tokenOf("anna"), topics);
  driven.control.placeCall({ missedAlerts: 1, externalContactId: "33333333-0000-4000-8000-0000000000bb" });
  driven.control.supervise({ kind: "monitor" });
  driven.control.transfer({ to: "ben", kind: "consult" });
  driven.control.end();
  driven.wait(20);
  return { driven, listener, ...driven.control.conversation() };
}

/** Calls of every other kind, each with what its legs can have. */
function everyKind(): { driven: Driven; listener: Listener; ids: string[] } {
  const driven = drive();
  const topics = [`v2.users.${annaId}.conversations.calls`, `v2.users.${annaId}.conversations`];
  const listener = driven.listen(driven.tokenOf("anna"), topics);
  const ids = (["outbound", "internal", "callback", "campaign"] as const).map(
    (kind) => driven.control.placeCall({ kind }).conversationId,
  );
  const { conversationId } = driven.control.placeCall({ moreCallers: [{}], recording: "paused" });
  driven.control.end();
  driven.control.finishWrapup({ code: "done" });
  driven.wait(20);
  return { driven, listener, ids: [...ids, conversationId] };
}

describe("no answer has a member that Genesys' model lacks:", () => {
  const { driven, listener, id } = busyCall();
  const token = driven.tokenOf("sara");
  const get = (path: string): Json => driven.send("GET", path, { token }).json;

  it("the calls listing and CallConversation", () => {
    const anna = driven.tokenOf("anna");
    const listing = driven.send("GET", "/api/v2/conversations/calls", { token: anna }).json;
    const [call] = list(at(listing, "entities"));
    expect(unknownNames("CallConversationEntityListing", listing)).toEqual([]);
    expect(unknownNames("CallConversation", call ?? null)).toEqual([]);
    for (const leg of list(at(call ?? null, "participants")))
      expect(unknownNames("CallMediaParticipant", leg)).toEqual([]);
  });

  it("the generic Conversation", () => {
    const conversation = get(`/api/v2/conversations/${id}`);
    expect(unknownNames("Conversation", conversation)).toEqual([]);
    for (const leg of list(at(conversation, "participants"))) {
      expect(unknownNames("Participant", leg)).toEqual([]);
      expect(unknownNames("Call", at(leg, "calls", 0))).toEqual([]);
    }
  });

  it("UserMe, TokenInfo, Channel", () => {
    expect(unknownNames("UserMe", get("/api/v2/users/me?expand=authorization,organization,token"))).toEqual([]);
    expect(unknownNames("TokenInfo", get("/api/v2/tokens/me"))).toEqual([]);
    expect(unknownNames("Channel", driven.send("POST", "/api/v2/notifications/channels", { token }).json)).toEqual([]);
  });

  it("ExternalContact and what is in it", () => {
    const lookup = get(
      "/api/v2/externalcontacts/reversewhitepageslookup?lookupVal=%2B4930555010&expand=externalOrganization",
    );
    expect(unknownNames("ReverseWhitepagesLookupResult", lookup)).toEqual([]);
    const [contact] = list(at(lookup, "contacts"));
    expect(unknownNames("ExternalContact", contact ?? null)).toEqual([]);
    for (const [model, ...path] of [
      ["PhoneNumber", "cellPhone"],
      ["ExternalOrganization", "externalOrganization"],
      ["ExternalId", "externalIds", 0],
      ["ContactIdentifier", "identifiers", 0],
    ] as const) {
      const part = at(contact ?? null, ...path);
      expect(part).not.toBeNull();
      expect(unknownNames(model, part)).toEqual([]);
    }
  });

  it("ErrorBody", () => {
    expect(unknownNames("ErrorBody", get("/api/v2/nothing"))).toEqual([]);
  });

  it("calls of every kind", () => {
    const all = everyKind();
    const token = all.driven.tokenOf("sara");
    all.driven.control.assume({ readByOutsider: "accepted" });
    for (const kind of all.ids) {
      const flat = all.driven.send("GET", `/api/v2/conversations/calls/${kind}`, { token }).json;
      for (const leg of list(at(flat, "participants"))) expect(unknownNames("CallMediaParticipant", leg)).toEqual([]);
      const generic = all.driven.send("GET", `/api/v2/conversations/${kind}`, { token }).json;
      expect(unknownNames("Conversation", generic)).toEqual([]);
      for (const leg of list(at(generic, "participants"))) {
        expect(unknownNames("Participant", leg)).toEqual([]);
        expect(unknownNames("Call", at(leg, "calls", 0))).toEqual([]);
        expect(unknownNames("Callback", at(leg, "callbacks", 0))).toEqual([]);
        expect(unknownNames("Wrapup", at(leg, "wrapup"))).toEqual([]);
      }
    }
    expect(all.listener.frames).toHaveLength(14);
    checkEvents(all.listener.frames);
  });

  it("the events of both topics", () => {
    checkEvents(listener.frames);
    expect(listener.frames).toHaveLength(8);
  });
});

function checkEvents(frames: readonly Json[]): void {
  for (const frame of frames) {
    const body = at(frame, "eventBody");
    const isFlat = textAt(frame, "topicName").endsWith(".calls");
    const models = isFlat
      ? {
          conversation: "ConversationCallEventTopicCallConversation",
          leg: "ConversationCallEventTopicCallMediaParticipant",
        }
      : { conversation: "ConversationEventTopicConversation", leg: "ConversationEventTopicParticipant" };
    expect(unknownNames(models.conversation, body)).toEqual([]);
    for (const leg of list(at(body, "participants"))) {
      expect(unknownNames(models.leg, leg)).toEqual([]);
      expect(unknownNames("ConversationCallEventTopicWrapup", at(leg, "wrapup"))).toEqual([]);
      if (isFlat) continue;
      expect(unknownNames("ConversationEventTopicCall", at(leg, "calls", 0))).toEqual([]);
      expect(unknownNames("ConversationEventTopicCallback", at(leg, "callbacks", 0))).toEqual([]);
    }
  }
}
