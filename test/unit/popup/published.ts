import { defaultTagsPolicy } from "../../../src/attributes/tags-policy.ts";
import { noPolicy } from "../../../src/attributes/policy/schema.ts";
import type {
  PublishedState,
  ShownCall,
  ShownChange,
  ShownParticipant,
} from "../../../src/protocol/published-state.ts";

export const conversationId = "11111111-1111-4111-8111-111111111111";
export const participantId = "22222222-2222-4222-8222-222222222222";

export const signedIn = {
  status: "signed-in",
  owner: "organization/anna",
  userName: "Dana Example",
  organizationName: "Example Health",
  signInNeeded: false,
} as const;

type Values = Readonly<Record<string, string>>;

export const someValues: Values = { CallerType: "Member", "ANI ": "tel:+16065550123", Skills: "", DNIS: "1350017" };

export function shownCall(values: Values = someValues, more: Partial<ShownCall> = {}): ShownCall {
  return {
    conversationId,
    phase: "connected",
    role: "agent",
    caller: "+1 606 555 0123",
    queue: "Members",
    direction: "inbound",
    since: 0,
    callerId: participantId,
    setting: null,
    details: { ani: null, dnis: null, startTime: null, endTime: null, recording: null, externalContactId: null },
    participants: [
      shownLeg({
        id: participantId,
        label: "+1 606 555 0123",
        attributes: Object.entries(values).map(([name, value]) => ({ name, value, kind: "string" })),
      }),
    ],
    ...more,
  };
}

/** A leg, the caller's unless said otherwise. */
export function shownLeg(leg: Partial<ShownParticipant> & Pick<ShownParticipant, "id">): ShownParticipant {
  const role = leg.role ?? "caller";
  return {
    purpose: role === "caller" ? "customer" : "agent",
    role,
    label: "",
    phase: "connected",
    successorId: null,
    since: null,
    editable: role === "caller",
    attributes: [],
    ...leg,
  };
}

export function publishedState(calls: ShownCall[] = [shownCall()], more: Partial<PublishedState> = {}): PublishedState {
  return {
    settings: {
      region: "mypurecloud.de",
      clientId: "1b4c8f2a-90d7-4e35-a6c1-7f02d9e8b3a4",
      dialect: "conversations",
      notify: false,
    },
    account: signedIn,
    calls: {
      ...{ status: "ready", problem: null, refused: null },
      ...{ list: calls, selectedId: calls[0]?.conversationId ?? null },
    },
    changes: [],
    undo: null,
    tags: defaultTagsPolicy,
    sources: [],
    tagProblems: [],
    limits: { totalBytes: 10_240 },
    policy: noPolicy,
    findings: [],
    channel: "open",
    ...more,
  };
}

export function shownChange(
  change: Partial<ShownChange> & Pick<ShownChange, "name" | "value" | "status">,
): ShownChange {
  return { conversationId, participantId, base: null, problem: null, retryAt: null, ...change };
}
