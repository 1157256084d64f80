import { type Draft, draftSchema, isOpen } from "../../src/attributes/draft.ts";
import { mergeRule, rebased } from "../../src/attributes/reconcile.ts";
import { valueOf } from "../../src/attributes/attribute.ts";
import { readItem, readItems } from "../../src/platform/stored.ts";
import { draftKeyPrefix } from "../../src/protocol/draft-key.ts";
import { type PublishedState, publishedStateKey, publishedStateSchema } from "../../src/protocol/published-state.ts";
import type { MemoryArea } from "./memory-stored.ts";

function isDone(draft: Draft, { account, calls, changes, tags }: PublishedState): boolean {
  if (account.status !== "signed-in" || account.owner !== draft.owner) return false;
  const call = calls.list.find(({ conversationId }) => conversationId === draft.conversationId);
  const leg = call?.participants.find(({ id }) => id === draft.participantId);
  if (!leg) return false;
  const change = changes.findLast(
    ({ participantId, name }) => participantId === draft.participantId && name === draft.name,
  );
  const reference = { server: valueOf(leg.attributes, draft.name), pending: change?.value };
  const edit = rebased(draft, mergeRule(tags, draft.name), reference);
  return !edit || !isOpen(edit, reference);
}

/** Removes drafts that are there already, or on their way. */
export async function tidyDrafts(session: MemoryArea): Promise<void> {
  const state = await readItem(session, publishedStateKey, publishedStateSchema);
  if (!state) return;
  const drafts = await readItems(session, draftKeyPrefix, draftSchema);
  await session.remove([...drafts].flatMap(([key, draft]) => (isDone(draft, state) ? [key] : [])));
}

/** What an open page of Calltag does whenever there is news (src/popup/draft-store.ts, saving.ts). */
export function tidyPage(session: MemoryArea): () => void {
  void tidyDrafts(session);
  return session.onChanged((keys) => {
    if (keys.includes(publishedStateKey)) void tidyDrafts(session);
  });
}
