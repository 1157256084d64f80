import type { Handlers } from "./answer-commands.ts";
import { isOf } from "./change-record.ts";
import type { HandlerParts } from "./command-handlers.ts";
import { undoing } from "./last-save.ts";
import type { SaveOutcome } from "./save-edits.ts";

/** Saving, taking back, dropping. */
export function savingCommands({
  saveEdits,
  outbox,
  lastSave,
  masks,
  publish,
}: Pick<HandlerParts, "saveEdits" | "outbox" | "lastSave" | "masks" | "publish">): Pick<
  Handlers,
  "save" | "undo-save" | "discard"
> {
  return {
    async save({ edits, conversationId, participantId }) {
      const outcome = await saveEdits({ conversationId, participantId }, edits);
      if (!("value" in outcome)) return outcome;
      const accepted = edits.filter(({ name }) => outcome.value.accepted.includes(name));
      const masked = accepted.flatMap(({ name, value }) =>
        masks.isMasked(name, value) ? [{ name, value: masks.mask(name, value) }] : [],
      );
      return { value: masked.length > 0 ? { ...outcome.value, masked } : outcome.value };
    },
    async "undo-save"({ id, conversationId, participantId }) {
      const leg = { conversationId, participantId };
      const last = lastSave.current();
      // What the person saw is not what was saved last: the newer save was never offered to them.
      if (last?.id !== id || !isOf(leg, last)) return { value: { accepted: [], conflicts: [] } };
      // What has not been sent is taken back; what has, is written over.
      const unsent = outbox.of(leg).filter(({ status, isUnclear }) => status === "waiting" && !isUnclear);
      const takenBack = last.edits.filter(({ name, after }) =>
        unsent.some((change) => change.name === name && change.value === after),
      );
      const namesTakenBack = takenBack.map(({ name }) => name);
      const edits = undoing({ edits: last.edits.filter((edit) => !takenBack.includes(edit)) });
      const nothing: SaveOutcome = { value: { accepted: [], conflicts: [] } };
      // Undone once: what this writes is not to be undone in its turn, that would be doing it again.
      const [outcome] = await Promise.all([
        edits.length > 0 ? saveEdits(leg, edits, false) : nothing,
        outbox.discard(leg, namesTakenBack),
      ]);
      if ("value" in outcome && lastSave.current() === last) await lastSave.forget();
      await publish();
      if (!("value" in outcome)) return outcome;
      const { accepted, conflicts } = outcome.value;
      const isTold = (name: string): boolean => !last.edits.some((edit) => edit.isStamp && edit.name === name);
      return { value: { accepted: [...accepted, ...namesTakenBack].filter(isTold), conflicts } };
    },
    async discard({ conversationId, participantId, names }) {
      await outbox.discard({ conversationId, participantId }, names);
      await publish();
      return { value: {} };
    },
  };
}
