import * as z from "zod/mini";
import { readItem } from "../platform/stored.ts";
import type { BackgroundParts } from "./parts.ts";

const framesKey = "frames";
const frameSchema = z.object({ tabId: z.number(), frameId: z.number(), isVisible: z.boolean() });
type Frame = z.infer<typeof frameSchema>;
const framesSchema = z.array(frameSchema);

/** Who would see the news: Genesys frames in which a content script lives, and open pages of Calltag. */
export interface Presence {
  restore(): Promise<void>;
  isAnyoneThere(): boolean;
  /** Is a Genesys frame there? */
  isGenesysOpen(): boolean;
  /** Is a page of Calltag open, in which somebody may be typing? */
  isViewOpen(): boolean;
  frameIs(frame: { tabId: number; frameId: number }, visibility: "visible" | "hidden" | "gone"): Promise<void>;
  /** A page opened; call the answer when it closes. */
  viewOpened(): () => void;
  /** Asks every frame whether it lives: a tab that crashed said no good-bye. */
  check(): Promise<void>;
}

export function createPresence(
  { stored, browser }: Pick<BackgroundParts, "stored" | "browser">,
  changed: () => void,
): Presence {
  let frames: Frame[] = [];
  let views = 0;

  async function keep(next: Frame[]): Promise<void> {
    frames = next;
    await stored.session.set({ [framesKey]: next });
    changed();
  }

  return {
    async restore() {
      frames = (await readItem(stored.session, framesKey, framesSchema)) ?? [];
    },
    isAnyoneThere: () => frames.length > 0 || views > 0,
    isGenesysOpen: () => frames.length > 0,
    isViewOpen: () => views > 0,
    async frameIs({ tabId, frameId }, visibility) {
      const others = frames.filter((frame) => frame.tabId !== tabId || frame.frameId !== frameId);
      await keep(visibility === "gone" ? others : [...others, { tabId, frameId, isVisible: visibility === "visible" }]);
    },
    viewOpened() {
      views += 1;
      changed();
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        views -= 1;
        changed();
      };
    },
    async check() {
      const asked = frames;
      const alive = await Promise.all(asked.map((frame) => browser.isFrameAlive(frame)));
      const dead = new Set(asked.filter((_, index) => !alive[index]));
      if (dead.size > 0) await keep(frames.filter((frame) => !dead.has(frame)));
    },
  };
}
