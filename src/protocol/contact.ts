import * as z from "zod/mini";

/** The port by which an open page tells that it is there; the background keeps the channel open as long. */
export const viewPortName = "view";

/** What an open page says by that port: whether anybody can see it. */
export const viewMessageSchema = z.object({ isVisible: z.boolean() });

/** The background asks a content script whether it lives; the answer is `true`. */
export const areYouThere = "are-you-there";
