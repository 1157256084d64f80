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
export const sourceValueSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** What stood there when the source answered; `null` if the attribute did not exist. */
  base: z.nullable(z.string()),
  /** Chosen unless the person says otherwise: it was new or empty then, or the policy lets it overwrite. */
  isByRule: z.boolean(),
  /** May this person write it at all? */
  isAllowed: z.boolean(),
});

/** How far a source has come with a call. */
export const sourceProgressSchema = z.discriminatedUnion("status", [
  /** Asked only when the person wants it. */
  z.object({ status: z.literal("not-asked") }),
  /** The call lacks what the source is asked with: placeholders of its input. */
  z.object({ status: z.literal("no-input"), missing: z.array(z.string()) }),
  z.object({ status: z.literal("asking") }),
  z.object({ status: z.literal("failed"), problem: problemSchema }),
  /** It knows nobody, or nothing that the map asks for. */
  z.object({ status: z.literal("nothing"), milliseconds: z.number() }),
  z.object({ status: z.literal("choice"), milliseconds: z.number(), contacts: z.array(contactChoiceSchema) }),
  z.object({
    status: z.literal("answered"),
    milliseconds: z.number(),
    values: z.array(sourceValueSchema),
    /** Names that were handed to Save, by `auto` or by the person. */
    written: z.array(z.string()),
    isAutomatic: z.boolean(),
    isDismissed: z.boolean(),
    /** What kept the values from being saved. */
    problem: z.nullable(problemSchema),
    /** Opens the contact or record. */
    link: z.nullable(z.object({ url: z.string(), host: z.string() })),
  }),
]);
export type SourceProgress = z.infer<typeof sourceProgressSchema>;

export const shownSourceSchema = z.object({
  conversationId: z.string(),
  /** The caller's leg, whose attributes are proposed for. */
  participantId: z.string(),
  name: z.string(),
  progress: sourceProgressSchema,
});
export type ShownSource = z.infer<typeof shownSourceSchema>;
