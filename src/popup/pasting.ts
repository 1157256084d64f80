import { signal } from "@preact/signals";

/** The link that somebody is about to paste or types: the field stands here or there as calls come and go, the text is one. */
export function createPasting() {
  return {
    text: signal(""),
    /** Beside calls the field shows when it is asked for. */
    isOpen: signal(false),
    /** The field went from under somebody's hands: the one that stands there now goes on with it. */
    isTaken: signal(false),
  };
}
