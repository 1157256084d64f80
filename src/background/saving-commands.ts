import type { Handlers } from "./answer-commands.ts";
import { isOf } from "./change-record.ts";
import type { HandlerParts } from "./command-handlers.ts";

/** Saving, taking back, dropping. */
export function savingCommands({
  saveEdits,
  takeBack,
  outbox,
  delivery,
  lastSave,
  masks,
  publish,
}: Pick<HandlerParts, "saveEdits" | "takeBack" | "outbox" | "delivery" | "lastSave" | "masks" | "publish">): Pick<
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
      const outcome = await takeBack(leg, last.edits);
      if ("value" in outcome && lastSave.current() === last) await lastSave.forget();
      // What was to wake the background for what is gone now, need not.
      void delivery.run();
      await publish();
      return outcome;
    },
    async discard({ conversationId, participantId, names }) {
      await outbox.discard({ conversationId, participantId }, names);
      void delivery.run();
      await publish();
      return { value: {} };
    },
  };
}
