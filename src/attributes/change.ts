import * as z from "zod/mini";

/**
 * Where a change stands on its way to the server:
 * `waiting` in the outbox, `sending` a request is under way, `sent` accepted (202) and not yet seen in a snapshot,
 * `unseen` accepted, and not shown by the last read either, `failed` the server refused it, `conflict` the server shows a
 * third value.
 */
export const changeStatusSchema = z.enum(["waiting", "sending", "sent", "unseen", "failed", "conflict"]);
export type ChangeStatus = z.infer<typeof changeStatusSchema>;
