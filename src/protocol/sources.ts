import * as z from "zod/mini";
import { problemSchema } from "./problem.ts";

/** An external contact to choose among several with one number. */
export const contactChoiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  organization: z.string(),
  title: z.string(),
});
export type ContactChoice = z.infer<typeof contactChoiceSchema>;

/** One value that a source proposes. */
const sourceValueSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** What stood there, or was on its way, when the source answered; `null` if the attribute did not exist. */
  base: z.nullable(z.string()),
  /** Chosen unless the person says otherwise: it was new or empty then, or the policy lets it overwrite. */
  isByRule: z.boolean(),
  /** What keeps it from being written: the policy, or the room that is left. */
  problem: z.nullable(problemSchema),
});

/** Opens the contact or record. */
const recordLinkSchema = z.nullable(z.object({ url: z.string(), host: z.string() }));

/** How far a source has come with a call. */
export const sourceProgressSchema = z.discriminatedUnion("status", [
  /** Asked only when the person wants it, or not any more by itself. */
  z.object({ status: z.literal("not-asked") }),
  /** The policy's map is empty: whatever it answered, nothing would come of it. */
  z.object({ status: z.literal("unmapped") }),
  /** The call lacks what the source is asked with: placeholders of its input. */
  z.object({ status: z.literal("no-input"), missing: z.array(z.string()) }),
  z.object({ status: z.literal("asking") }),
  /** The background was ended while it asked: nobody hears the answer. */
  z.object({ status: z.literal("interrupted") }),
  z.object({ status: z.literal("failed"), problem: problemSchema }),
  /** It knows nobody; or, where `isKnown`, nothing of them that the map asks for. */
  z.object({
    status: z.literal("nothing"),
    milliseconds: z.number(),
    isKnown: z.boolean(),
    link: recordLinkSchema,
  }),
  /** Several contacts have the number. */
  z.object({ status: z.literal("choice"), milliseconds: z.number() }),
  z.object({
    status: z.literal("answered"),
    milliseconds: z.number(),
    values: z.array(sourceValueSchema),
    isDismissed: z.boolean(),
    /** What kept all values from being saved. */
    problem: z.nullable(problemSchema),
    link: recordLinkSchema,
  }),
]);
export type SourceProgress = z.infer<typeof sourceProgressSchema>;

export const shownSourceSchema = z.object({
  conversationId: z.string(),
  /** The caller's leg, whose attributes are proposed for. */
  participantId: z.string(),
  name: z.string(),
  progress: sourceProgressSchema,
  /** Everybody with this number, where there are several. */
  contacts: z.array(contactChoiceSchema),
  /** Names of what it proposes that it wrote and that stands there, or is on its way: by `auto` or by the person. */
  written: z.array(z.string()),
  /** It wrote by itself what can be taken back. */
  isUndoable: z.boolean(),
});
export type ShownSource = z.infer<typeof shownSourceSchema>;
