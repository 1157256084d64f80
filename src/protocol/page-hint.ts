/** What a Genesys page in view shows. A hint, nothing more: the API decides what there is and what may be seen. */
export interface PageHint {
  /** The conversation whose detail page it is. */
  readonly conversationId: string | null;
  /** Caller and queue of the selected roster item, as the page words them. */
  readonly name: string | null;
  readonly queue: string | null;
  /** An alerting interaction can be answered. */
  readonly isRinging: boolean;
  /** Any selector that Calltag knows was found; none in an agent desktop means that Genesys changed it. */
  readonly hasSelectors: boolean;
}

/** Longest name or queue that a hint may carry; what a page shows is cut to it. */
export const longestHintText = 200;

export const noHint: PageHint = {
  conversationId: null,
  name: null,
  queue: null,
  isRinging: false,
  hasSelectors: false,
};
