import * as z from "zod/mini";
import { dialectSchema } from "../attributes/dialect.ts";
import { findingSchema } from "../attributes/policy/schema.ts";
import { configurationSchema } from "./configuration.ts";
import { connectionFindingSchema } from "./connection.ts";
import { historyEntrySchema } from "./history.ts";
import { longestHintText } from "./page-hint.ts";
import { appearanceSchema, historyDaysSchema, languageChoiceSchema } from "./settings.ts";
import { uuidPattern } from "./uuid.ts";

/** `pages`: popup, panel, options of this very extension. `content`: the content script in a Genesys frame. */
export type Sender = "pages" | "content";

const nothing = z.object({});
/** What is done for a person names them as the published state does: one page may be behind, and another person signed in. */
const ofPerson = { owner: z.string() };
const uuid = z.string().check(z.regex(uuidPattern));
const leg = { ...ofPerson, conversationId: uuid, participantId: uuid };

/** One edit of a save: `base` is the value from which it began; `null` if the attribute did not exist. */
export const editSchema = z.object({ name: z.string(), value: z.string(), base: z.nullable(z.string()) });
export type Edit = z.infer<typeof editSchema>;

const hintText = z.nullable(z.string().check(z.maxLength(longestHintText)));
/** `PageHint`, from a page that may be hostile: ids only as UUID, texts of bounded length. */
const pageHintSchema = z.object({
  conversationId: z.nullable(uuid),
  name: hintText,
  queue: hintText,
  isRinging: z.boolean(),
  hasSelectors: z.boolean(),
});

interface Command {
  readonly request: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  readonly from: Sender;
}

/**
 * The whole contract between the contexts: what may be asked, what is answered, and who may ask. No reply has room for
 * the token. What pages show comes from the published state, not from replies.
 */
export const commands = {
  "save-settings": {
    request: z.object({
      region: z.string(),
      clientId: z.string().check(z.minLength(1), z.maxLength(100)),
      dialect: dialectSchema,
    }),
    reply: nothing,
    from: "pages",
  },
  /** Notifications of the system, on or off; the page has asked the browser for the permission before. */
  "set-notify": { request: z.object({ notify: z.boolean() }), reply: nothing, from: "pages" },
  "set-preferences": {
    request: z.object({
      appearance: z.optional(appearanceSchema),
      language: z.optional(languageChoiceSchema),
      historyDays: z.optional(historyDaysSchema),
    }),
    reply: nothing,
    from: "pages",
  },
  /** Takes a configuration file over, whole; with findings, nothing of it. */
  "import-configuration": {
    request: z.object({ configuration: configurationSchema }),
    reply: z.object({ findings: z.array(findingSchema) }),
    from: "pages",
  },
  /** Settings, and what was imported and rolled out, as a configuration file. */
  "export-configuration": {
    request: nothing,
    reply: z.object({ text: z.string() }),
    from: "pages",
  },
  /** Tries everything between this browser and Genesys Cloud. */
  "check-connection": {
    request: nothing,
    reply: z.object({ findings: z.array(connectionFindingSchema) }),
    from: "pages",
  },
  "sign-in": { request: nothing, reply: nothing, from: "pages" },
  /** `everywhere` also ends the login session of Genesys in this browser. */
  "sign-out": { request: z.object({ ...ofPerson, everywhere: z.boolean() }), reply: nothing, from: "pages" },
  "select-call": { request: z.object({ conversationId: uuid }), reply: nothing, from: "pages" },
  /** A pasted call, which the person need not be on. */
  "show-conversation": { request: z.object({ conversationId: uuid }), reply: nothing, from: "pages" },
  /** `tryNow`: also what Genesys told to wait for long, as the person was offered; how much is left of it may be little by now. */
  refresh: { request: z.object({ tryNow: z.optional(z.boolean()) }), reply: nothing, from: "pages" },
  /** Goes to the conversation and participant on which the edits began, and nowhere else. */
  save: {
    request: z.object({ ...leg, edits: z.array(editSchema).check(z.minLength(1)) }),
    /** Conflicts are set aside: their drafts stay where they are. */
    reply: z.object({
      accepted: z.array(z.string()),
      conflicts: z.array(z.string()),
      /** What stands from now on for accepted values that are masked: who types on begins on it. */
      masked: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
    }),
    from: "pages",
  },
  /** "Reveal": the value behind one that is published masked, as it is published. To the asking page alone; nothing is kept of it. */
  "reveal-value": {
    request: z.object({ conversationId: uuid, participantId: uuid, name: z.string(), value: z.string() }),
    reply: z.object({ value: z.string() }),
    from: "pages",
  },
  /**
   * Writes back what the last save replaced, by the same path: somebody else's later value is a conflict. Does nothing if
   * that save is not the last one any more.
   */
  "undo-save": {
    request: z.object({ ...leg, id: z.number() }),
    reply: z.object({ accepted: z.array(z.string()), conflicts: z.array(z.string()) }),
    from: "pages",
  },
  /** One's own changes, newest first. */
  "read-history": {
    request: z.object(ofPerson),
    reply: z.object({ entries: z.array(historyEntrySchema) }),
    from: "pages",
  },
  "clear-history": { request: z.object(ofPerson), reply: nothing, from: "pages" },
  /** Drops changes that were not sent: failed, waiting, or in conflict. */
  discard: { request: z.object({ ...leg, names: z.array(z.string()) }), reply: nothing, from: "pages" },
  /** Asks a source about the call, also once more. What comes is published. */
  "ask-source": {
    request: z.object({ conversationId: uuid, source: z.string() }),
    reply: nothing,
    from: "pages",
  },
  /** Says which of several contacts is speaking. */
  "choose-contact": {
    request: z.object({ conversationId: uuid, source: z.string(), contactId: z.string().check(z.minLength(1)) }),
    reply: nothing,
    from: "pages",
  },
  /** Saves values that a source proposed, as the page shows them; if the source says something else by now, none of them. */
  "apply-source": {
    request: z.object({
      ...leg,
      source: z.string(),
      edits: z.array(editSchema).check(z.minLength(1)),
    }),
    /** `refused`: by the policy, or for want of room; the reason is published with the value. */
    reply: z.object({
      accepted: z.array(z.string()),
      conflicts: z.array(z.string()),
      refused: z.array(z.string()),
    }),
    from: "pages",
  },
  /** Takes back what a source wrote by itself, by the same path; does nothing for another caller's leg. */
  "undo-source": {
    request: z.object({ ...leg, source: z.string() }),
    reply: z.object({ accepted: z.array(z.string()), conflicts: z.array(z.string()) }),
    from: "pages",
  },
  "dismiss-source": {
    request: z.object({ conversationId: uuid, source: z.string() }),
    reply: nothing,
    from: "pages",
  },
  /** What a content script says: a Genesys frame is there, seen or not, or goes away; and, if it is seen, what it shows. */
  "frame-is": {
    request: z.object({
      visibility: z.enum(["visible", "hidden", "gone"]),
      isFocused: z._default(z.boolean(), false),
      hint: z._default(z.nullable(pageHintSchema), null),
    }),
    reply: nothing,
    from: "content",
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;
export type Request<Name extends CommandName> = z.infer<(typeof commands)[Name]["request"]>;
export type ReplyValue<Name extends CommandName> = z.infer<(typeof commands)[Name]["reply"]>;

/** What travels over `runtime.sendMessage`. */
export const messageSchema = z.object({ command: z.string(), request: z.unknown() });
