import * as z from "zod/mini";
import { disconnectTypes } from "./call.ts";
import { jsonSchema } from "./json.ts";

const conversation = { conversationId: z.optional(z.string()) };
const conversationAndUser = { ...conversation, user: z.optional(z.string()) };
const attributes = z.record(z.string(), jsonSchema);
const why = z.optional(z.enum(disconnectTypes));
const caller = z.object({
  purpose: z.optional(z.enum(["customer", "external"])),
  direction: z.optional(z.enum(["inbound", "outbound"])),
  number: z.optional(z.string()),
  name: z.optional(z.string()),
  externalContactId: z.optional(z.string()),
  attributes: z.optional(attributes),
  state: z.optional(z.enum(["dialing", "connected"])),
});

/** What each control function takes; `control-client.ts` and the HTTP control API use the very same names. See README.md. */
export const controlInputs = {
  placeCall: z.object({
    kind: z.optional(z.enum(["inbound", "outbound", "internal", "callback", "campaign"])),
    fixture: z.optional(z.number()),
    attributes: z.optional(attributes),
    queue: z.optional(z.nullable(z.string())),
    ani: z.optional(z.string()),
    dnis: z.optional(z.string()),
    callerName: z.optional(z.string()),
    callerPurpose: z.optional(z.enum(["customer", "external"])),
    externalContactId: z.optional(z.string()),
    moreCallers: z.optional(z.array(caller)),
    agents: z.optional(z.array(z.string())),
    state: z.optional(z.enum(["waiting", "ringing", "dialing", "connected"])),
    recording: z.optional(z.enum(["active", "paused", "none"])),
    missedAlerts: z.optional(z.number()),
    wrapup: z.optional(z.boolean()),
  }),
  ring: z.object({ ...conversationAndUser }),
  answer: z.object({ ...conversationAndUser }),
  missAlert: z.object({ ...conversationAndUser, why }),
  callerAnswers: z.object({ ...conversation }),
  setRecording: z.object({ ...conversation, state: z.enum(["active", "paused", "none"]) }),
  hold: z.object({ ...conversationAndUser }),
  unhold: z.object({ ...conversationAndUser }),
  mute: z.object({ ...conversationAndUser }),
  unmute: z.object({ ...conversationAndUser }),
  transfer: z.object({
    ...conversation,
    from: z.optional(z.string()),
    to: z.optional(z.string()),
    toQueue: z.optional(z.string()),
    kind: z.enum(["blind", "consult"]),
    newCallerLeg: z.optional(z.boolean()),
    wrapup: z.optional(z.boolean()),
  }),
  completeTransfer: z.object({
    ...conversation,
    newCallerLeg: z.optional(z.boolean()),
    wrapup: z.optional(z.boolean()),
  }),
  cancelTransfer: z.object({ ...conversation }),
  addCaller: z.object({ ...conversation, caller }),
  removeCaller: z.object({ ...conversation, participantId: z.optional(z.string()), why }),
  leave: z.object({ ...conversationAndUser, wrapup: z.optional(z.boolean()) }),
  end: z.object({ ...conversation, wrapup: z.optional(z.boolean()) }),
  finishWrapup: z.object({ ...conversationAndUser, code: z.optional(z.string()), notes: z.optional(z.string()) }),
  replaceCaller: z.object({ ...conversation, attributes: z.optional(attributes) }),
  setAttributes: z.object({
    ...conversation,
    participantId: z.optional(z.string()),
    attributes: z.optional(attributes),
    remove: z.optional(z.array(z.string())),
  }),
  supervise: z.object({
    ...conversationAndUser,
    kind: z.enum(["monitor", "coach", "barge"]),
    target: z.optional(z.string()),
    participantId: z.optional(z.string()),
  }),
  stopSupervising: z.object({ ...conversationAndUser }),
  addPerson: z.object({ name: z.string(), role: z.enum(["agent", "supervisor"]) }),
  setPermissions: z.object({ user: z.string(), permissions: z.array(z.string()) }),
  registerClient: z.object({
    clientId: z.optional(z.string()),
    redirectUris: z.array(z.string()),
    scopes: z.optional(z.array(z.string())),
  }),
  issueToken: z.object({ user: z.string(), clientId: z.optional(z.string()), region: z.optional(z.string()) }),
  setTokenLifetime: z.object({ seconds: z.number() }),
  setHomeRegion: z.object({ region: z.optional(z.string()) }),
  expireTokens: z.object({ user: z.optional(z.string()) }),
  revokeTokens: z.object({ user: z.optional(z.string()) }),
  endLogins: z.object({ user: z.optional(z.string()) }),
  dropSockets: z.object({ user: z.optional(z.string()) }),
  sendSocketClosing: z.object({ user: z.optional(z.string()) }),
  sendFrame: z.object({ user: z.optional(z.string()), text: z.string() }),
  removeChannels: z.object({
    user: z.optional(z.string()),
    why: z.optional(z.enum(["removed", "expired", "evicted"])),
  }),
  openChannels: z.object({ user: z.string(), count: z.optional(z.number()), connected: z.optional(z.boolean()) }),
  silenceSockets: z.object({ user: z.optional(z.string()), what: z.optional(z.enum(["everything", "heartbeats"])) }),
  refuseSockets: z.object({ status: z.optional(z.number()), times: z.optional(z.number()) }),
  fault: z.object({
    method: z.optional(z.string()),
    path: z.optional(z.string()),
    host: z.optional(z.string()),
    times: z.optional(z.number()),
    answer: z.union([
      z.enum(["drop-before", "drop-after", "malformed"]),
      z.object({ status: z.number(), body: z.optional(jsonSchema), retryAfterSeconds: z.optional(z.number()) }),
      z.object({ delayMs: z.number() }),
    ]),
  }),
  clearFaults: z.object({}),
  received: z.object({
    kind: z.optional(z.enum(["request", "socket", "text"])),
    method: z.optional(z.string()),
    path: z.optional(z.string()),
  }),
  clearReceived: z.object({}),
  conversation: z.object({ ...conversation }),
  state: z.object({}),
  reset: z.object({}),
} as const;

/** What a control function takes. */
export type ControlInput<Name extends keyof typeof controlInputs> = z.infer<(typeof controlInputs)[Name]>;
