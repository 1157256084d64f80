/** Drafts stand in `storage.session`, one key each, written by the page that is typed in (product.md, "State"). */
export const draftKeyPrefix = "draft/";

/** `draft/<conversation>/<participant>/<name>`: ids hold no slash, so the name may. */
export function draftKey(draft: { conversationId: string; participantId: string; name: string }): string {
  return `${draftKeyPrefix}${draft.conversationId}/${draft.participantId}/${draft.name}`;
}

/** What was begun in "Add attribute", one item a leg; it has no name yet that could be a draft's. */
export const addingKeyPrefix = "adding/";

export function addingKey(leg: { conversationId: string; participantId: string }): string {
  return `${addingKeyPrefix}${leg.conversationId}/${leg.participantId}`;
}

/** The leg that a key of `addingKey` names. */
export function legOfAddingKey(key: string): { conversationId: string; participantId: string } {
  const [conversationId = "", participantId = ""] = key.slice(addingKeyPrefix.length).split("/");
  return { conversationId, participantId };
}

/** What a person filters by: a text under their own key. */
export const filterKeyPrefix = "filter/";
