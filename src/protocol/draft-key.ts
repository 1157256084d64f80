/** Drafts stand in `storage.session`, one key each, written by the page that is typed in (product.md, "State"). */
export const draftKeyPrefix = "draft/";

interface Leg {
  readonly conversationId: string;
  readonly participantId: string;
}
interface Place extends Leg {
  readonly name: string;
}

/** One attribute of one leg: `<conversation>/<participant>/<name>`. Ids hold no slash, so the name may. */
export function placeKey({ conversationId, participantId, name }: Place): string {
  return `${conversationId}/${participantId}/${name}`;
}

/** `draft/<organization>/<user>/` and the place: what one person typed is never written over by another (issue "Nothing lost", section 2). */
export function draftKey(draft: Place & { readonly owner: string }): string {
  return `${draftKeyPrefix}${draft.owner}/${placeKey(draft)}`;
}

/** What was begun in "Add attribute", one item a leg; it has no name yet that could be a draft's. */
export const addingKeyPrefix = "adding/";

/** `adding/<organization>/<user>/<conversation>/<participant>`: as a draft, each person's is their own. */
export function addingKey({ owner, conversationId, participantId }: Leg & { readonly owner: string }): string {
  return `${addingKeyPrefix}${owner}/${conversationId}/${participantId}`;
}

/** The leg that a key of `addingKey` names. */
export function legOfAddingKey(key: string): Leg {
  const [participantId = "", conversationId = ""] = key.split("/").toReversed();
  return { conversationId, participantId };
}

/** What a person filters by: a text under their own key. */
export const filterKeyPrefix = "filter/";
