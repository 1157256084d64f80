import * as z from "zod/mini";
import { typeNames } from "./types.ts";

/** Why a value may not be saved; the sentence is made from it where it is shown. */
export const valueProblemSchema = z.discriminatedUnion("reason", [
  z.object({ reason: z.literal("required") }),
  z.object({ reason: z.literal("type"), type: z.enum(typeNames) }),
  z.object({ reason: z.literal("values"), values: z.array(z.string()) }),
  /** In characters. */
  z.object({ reason: z.literal("too-long"), most: z.number() }),
  z.object({ reason: z.literal("pattern") }),
]);
export type ValueProblem = z.infer<typeof valueProblemSchema>;
