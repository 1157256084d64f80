/** The port by which an open page tells that it is there; the background keeps the channel open as long. */
export const viewPortName = "view";

/** The background asks a content script whether it lives; the answer is `true`. */
export const areYouThere = "are-you-there";
