import type { Conversation } from "../../genesys/conversation.ts";
import type { ShownSource } from "../../protocol/sources.ts";
import type { Replaced } from "../last-save.ts";
import type { Outbox } from "../outbox.ts";
import type { ValueApplier } from "./apply-values.ts";
import type { SourceEntry } from "./source-entry.ts";
import { standing } from "./standing.ts";

interface Circumstances {
  readonly conversation: Conversation;
  readonly outbox: Pick<Outbox, "of" | "pending">;
  /** Does the policy let it write by itself? */
  readonly isAutomatic: boolean;
  readonly problemOf: ValueApplier["problemOf"];
}

/** A source as pages are told of it: what it wrote and what stands in its way as it is now. */
export function showSource(
  entry: SourceEntry,
  { conversation, outbox, isAutomatic, problemOf }: Circumstances,
): ShownSource {
  const { conversationId, participantId, name, contacts, progress } = entry;
  const replaced = standing(entry, outbox, conversation);
  const source = { conversationId, participantId, name, contacts, isUndoable: isAutomatic && replaced.length > 0 };
  if (progress.status !== "answered") return { ...source, progress, written: [] };
  const values = progress.values.map((value) => ({ ...value, problem: problemOf(entry, value) ?? value.problem }));
  const isProposed = (edit: Replaced): boolean =>
    values.some(({ name, value }) => name === edit.name && value === edit.after);
  const written = replaced.filter(isProposed).map((edit) => edit.name);
  return { ...source, progress: { ...progress, values }, written };
}
