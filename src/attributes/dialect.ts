import * as z from "zod/mini";

/** Which HTTP API reads and writes attributes: the published one, or that of the source document (genesys-platform-api.md 1.3). */
export const dialectSchema = z.enum(["conversations", "interactions"]);
export type Dialect = z.infer<typeof dialectSchema>;
