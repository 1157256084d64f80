import * as z from "zod/mini";

/**
 * A configuration file: the policy's shape (product.md, "Policy"), not yet judged. What a person imported stands in `storage.local`:
 * rules, no secret and no customer's value.
 */
export const configurationSchema = z.record(z.string(), z.unknown());
export type Configuration = z.infer<typeof configurationSchema>;
export const configurationKey = "configuration";
