import * as z from "zod/mini";
import { noHint, type PageHint } from "../protocol/page-hint.ts";

export interface FrameAddress {
  readonly tabId: number;
  readonly frameId: number;
}

/** A Genesys frame as it is kept over the death of the background. Names of callers are not kept: they are said again. */
export const frameSchema = z.object({
  tabId: z.number(),
  frameId: z.number(),
  isVisible: z.boolean(),
  conversationId: z.nullable(z.string()),
  /** Grows with every tab that came to the front. */
  turn: z.number(),
  /** Was anything that Calltag knows of the page found in it, when it was last seen? */
  isKnown: z._default(z.boolean(), false),
});
export interface Frame extends z.infer<typeof frameSchema> {
  readonly hint: PageHint;
}

export function kept({ tabId, frameId, isVisible, conversationId, turn, isKnown }: Frame): z.infer<typeof frameSchema> {
  return { tabId, frameId, isVisible, conversationId, turn, isKnown };
}

export function isSameFrame(a: FrameAddress, b: FrameAddress): boolean {
  return a.tabId === b.tabId && a.frameId === b.frameId;
}

/**
 * What the person has before their eyes: of the tabs that are seen, the one that came to the front last. No permission and no
 * event of the browser is needed for that (product.md, "Finding the call"). The shell's own route counts before that of a
 * frame within it, which may be an old view. In a tab that is not Genesys' own, as the browser says (frame 0), no route counts:
 * any site can put a frame of Genesys' into its page. Nothing in front: no hint.
 */
export function frontOf(frames: readonly Frame[]): PageHint {
  const seen = frames.filter(({ isVisible }) => isVisible);
  const turn = Math.max(...seen.map((frame) => frame.turn));
  const front = seen.find((frame) => frame.turn === turn);
  const tab = seen.filter(({ tabId }) => tabId === front?.tabId).toSorted((a, b) => a.frameId - b.frameId);
  const roster = tab.find(({ hint }) => hint.hasSelectors)?.hint ?? noHint;
  const isGenesysTab = frames.some(({ tabId, frameId }) => tabId === front?.tabId && frameId === 0);
  const routed = isGenesysTab ? tab.find((frame) => frame.conversationId !== null) : undefined;
  const conversationId = routed?.conversationId ?? null;
  return { ...roster, conversationId, isRinging: tab.some(({ hint }) => hint.isRinging) };
}
