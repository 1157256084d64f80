import * as z from "zod/mini";
import { attributeSchema } from "../attributes/attribute.ts";
import { findingSchema, shownPolicySchema } from "../attributes/policy/schema.ts";
import { changeStatusSchema } from "../attributes/change.ts";
import { roleSchema } from "../attributes/role.ts";
import { tagsPolicySchema } from "../attributes/tags-policy.ts";
import { problemSchema } from "./problem.ts";
import { settingsSchema } from "./settings.ts";
import { shownSourceSchema } from "./sources.ts";

/** The one key in `storage.session` that the background publishes and the pages paint from. */
export const publishedStateKey = "state";

/** `ended` is read-only; everything else can be edited. */
export const callPhaseSchema = z.enum(["ringing", "connected", "held", "after-call-work", "ended"]);
export type CallPhase = z.infer<typeof callPhaseSchema>;
export const legPhaseSchema = z.enum(["ringing", "connected", "held", "ended"]);

/** What there is to know of a call besides attributes; times in milliseconds since 1970. */
export const callDetailsSchema = z.object({
  /** Numbers as people read them. */
  ani: z.nullable(z.string()),
  dnis: z.nullable(z.string()),
  startTime: z.nullable(z.number()),
  endTime: z.nullable(z.number()),
  recording: z.nullable(z.enum(["none", "active", "paused"])),
  externalContactId: z.nullable(z.string()),
});

/** What a leg is to the person who looks. `other` is told by its purpose. */
export const legRoleSchema = z.enum(["caller", "you", "agent", "supervisor", "ivr", "queue", "other"]);
export type LegRole = z.infer<typeof legRoleSchema>;

/** One leg of a call whose attributes are shown. `editable` is false for legs that are not the caller's. */
export const shownParticipantSchema = z.object({
  id: z.string(),
  purpose: z.string(),
  role: legRoleSchema,
  phase: legPhaseSchema,
  /** The leg that the caller has instead of this one: what was typed for this one belongs there. */
  successorId: z.nullable(z.string()),
  /** When the leg was connected, else began, in milliseconds since 1970. */
  since: z.nullable(z.number()),
  /** Name or number, as a person would say it; empty if the call has neither. */
  label: z.string(),
  editable: z.boolean(),
  attributes: z.array(attributeSchema),
  /** Bytes that attributes take of which the person does not learn, as UTF-8 JSON; not there: none. */
  hiddenBytes: z.optional(z.number()),
});
export type ShownParticipant = z.infer<typeof shownParticipantSchema>;

export const shownCallSchema = z.object({
  conversationId: z.string(),
  phase: callPhaseSchema,
  /** What the person is on this call. */
  role: roleSchema,
  /** The caller's name or number. */
  caller: z.string(),
  queue: z.nullable(z.string()),
  /** `internal`: among colleagues, without a caller. */
  direction: z.nullable(z.enum(["inbound", "outbound", "internal"])),
  /** Who is together, if more than caller and agent. */
  setting: z.nullable(z.enum(["consultation", "conference"])),
  /** When this phase began, or the call was connected, in milliseconds since 1970. */
  since: z.nullable(z.number()),
  /** The caller's leg: the one whose attributes are edited by default. */
  callerId: z.nullable(z.string()),
  details: callDetailsSchema,
  participants: z.array(shownParticipantSchema),
});
export type ShownCall = z.infer<typeof shownCallSchema>;

/** A change in the outbox, as the pages show it. */
export const shownChangeSchema = z.object({
  conversationId: z.string(),
  participantId: z.string(),
  name: z.string(),
  base: z.nullable(z.string()),
  value: z.string(),
  status: changeStatusSchema,
  problem: z.nullable(problemSchema),
  /** When a waiting change is tried next, in milliseconds since 1970. */
  retryAt: z.nullable(z.number()),
});
export type ShownChange = z.infer<typeof shownChangeSchema>;

export const accountSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("setup-needed") }),
  z.object({ status: z.literal("signed-out"), problem: z.nullable(problemSchema) }),
  z.object({ status: z.literal("signing-in") }),
  z.object({
    status: z.literal("signed-in"),
    /** Whose drafts are written now; says nothing to people. */
    owner: z.string(),
    userName: z.string(),
    organizationName: z.string(),
    /** The token lapsed and only the person can get a new one: drafts and changes wait. */
    signInNeeded: z.boolean(),
  }),
]);
export type Account = z.infer<typeof accountSchema>;

/** What keeps the tags of a call from being set as its external tag as well. */
const tagProblemSchema = z.object({
  conversationId: z.string(),
  problem: problemSchema,
  /** It is tried again. */
  isRetried: z.boolean(),
});
export type TagProblem = z.infer<typeof tagProblemSchema>;

export const publishedStateSchema = z.object({
  settings: settingsSchema,
  account: accountSchema,
  calls: z.object({
    /** `loading` until the first answer; `failed` if there is no list and no way to get one now. */
    status: z.enum(["loading", "ready", "failed"]),
    problem: z.nullable(problemSchema),
    list: z.array(shownCallSchema),
    selectedId: z.nullable(z.string()),
    /** A call that the person looks at without being on it, and that cannot be shown. */
    refused: z.nullable(z.object({ conversationId: z.string(), problem: problemSchema })),
  }),
  changes: z.array(shownChangeSchema),
  /** The last save, which can be undone: what it wrote. */
  undo: z.nullable(
    z.object({ id: z.number(), conversationId: z.string(), participantId: z.string(), names: z.array(z.string()) }),
  ),
  tags: tagsPolicySchema,
  tagProblems: z.array(tagProblemSchema),
  /** What the policy's sources say of the calls on screen. */
  sources: z.array(shownSourceSchema),
  /** What the organization decided, as far as it can be applied, and what is wrong with it. */
  policy: shownPolicySchema,
  findings: z.array(findingSchema),
  /** Bytes that a participant's whole map may have, as UTF-8 JSON. */
  limits: z.object({ totalBytes: z.number() }),
  /** The notification channel: `lost` means that what is on screen may be old. */
  channel: z.enum(["closed", "connecting", "open", "lost"]),
});
export type PublishedState = z.infer<typeof publishedStateSchema>;
