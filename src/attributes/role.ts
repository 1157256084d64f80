import * as z from "zod/mini";

/** What a person is on a call (product.md, "Policy": Roles). */
export const roleSchema = z.enum(["agent", "supervisor"]);
export type Role = z.infer<typeof roleSchema>;
