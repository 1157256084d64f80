import type { Calls } from "./calls.ts";
import type { Delivery } from "./delivery.ts";
import type { Drafts } from "./drafts.ts";
import type { ExternalTag } from "./external-tag.ts";
import type { LastSave } from "./last-save.ts";
import type { Masks } from "./masks.ts";
import type { Outbox } from "./outbox.ts";
import type { Selection } from "./selection.ts";
import type { Sources } from "./sources/sources.ts";
import type { Watch } from "./watch.ts";

interface PutAwayParts {
  readonly outbox: Outbox;
  readonly watch: Watch;
  readonly drafts: Drafts;
  readonly calls: Calls;
  readonly selection: Selection;
  readonly lastSave: LastSave;
  readonly sources: Sources;
  readonly delivery: Delivery;
  readonly externalTag: ExternalTag;
  readonly masks: Masks;
}

/** What one person left, waits for them, and is never sent or shown under another name. */
export function createPutAway({
  outbox,
  watch,
  drafts,
  calls,
  selection,
  lastSave,
  sources,
  delivery,
  externalTag,
  masks,
}: PutAwayParts) {
  return async (): Promise<void> => {
    outbox.putAway();
    await Promise.all([
      watch.forget(),
      drafts.putAway().then(() => masks.clear()),
      calls.clear(),
      selection.clear(),
      lastSave.forget(),
      sources.clear(),
      delivery.stop(),
      externalTag.clear(),
    ]);
  };
}
