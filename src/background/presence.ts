import * as z from "zod/mini";
import { readItem } from "../platform/stored.ts";
import type { Request } from "../protocol/commands.ts";
import { noHint, type PageHint } from "../protocol/page-hint.ts";
import { coalesce } from "./coalesce.ts";
import { type Frame, type FrameAddress, frameSchema, frontOf, isSameFrame, kept } from "./front.ts";
import { noLongerThan } from "./no-longer-than.ts";
import type { BackgroundParts } from "./parts.ts";

const framesKey = "frames";
const framesSchema = z.array(frameSchema);

/** However fast frames report, what follows from it is done no more often. */
const actEvery = 250;

/** A frame that lives answers at once. */
const answersWithin = 2_000;

/** A tab of the agent UI has a handful of frames; one that makes hundreds is not heard in all of them. */
const framesOfTab = 30;

/** Who would see the news: Genesys frames in which a content script lives, and open pages of Calltag. */
export interface Presence {
  restore(): Promise<void>;
  isAnyoneThere(): boolean;
  /** Is a Genesys frame there? */
  isGenesysOpen(): boolean;
  /** Was anything of it that Calltag knows found on one, when it was last seen? */
  isPageKnown(): boolean;
  /** Is a page of Calltag open, in which somebody may be typing? */
  isViewOpen(): boolean;
  /** What the Genesys tab in front shows; a hint that anybody may have forged. */
  front(): PageHint;
  frameIs(frame: FrameAddress, report: Request<"frame-is">): Promise<void>;
  /** A page opened; call the answer when it closes. */
  viewOpened(): () => void;
  /** Asks every frame whether it lives, and what it shows: a tab that crashed said no good-bye. */
  check(): Promise<void>;
}

interface PresenceListener {
  /** Somebody came or went. */
  peopleChanged(): void;
  /** Another page is in front, or it shows something else. */
  frontChanged(): Promise<void>;
}

export function createPresence(
  { stored, browser, clock }: Pick<BackgroundParts, "stored" | "browser" | "clock">,
  listener: PresenceListener,
): Presence {
  let frames: readonly Frame[] = [];
  let stopWatching: (() => void) | undefined;
  let views = 0;
  let front = JSON.stringify(noHint);

  const act = coalesce(clock, actEvery, async () => {
    await stored.session.set({ [framesKey]: frames.map(kept) });
    listener.peopleChanged();
    const next = JSON.stringify(frontOf(frames));
    if (next === front) return;
    front = next;
    await listener.frontChanged();
  });

  function keep(next: readonly Frame[]): void {
    frames = next;
    if (frames.length === 0) {
      stopWatching?.();
      stopWatching = undefined;
    } else stopWatching ??= browser.onTabClosed((tabId) => void drop((frame) => frame.tabId === tabId));
  }

  async function drop(isGone: (frame: Frame) => boolean): Promise<void> {
    const left = frames.filter((frame) => !isGone(frame));
    if (left.length === frames.length) return;
    keep(left);
    await act();
  }

  function isChange(frame: Frame, before: Frame | undefined): boolean {
    return JSON.stringify(frame) !== JSON.stringify(before);
  }

  return {
    async restore() {
      const known = (await readItem(stored.session, framesKey, framesSchema)) ?? [];
      keep(known.map((frame) => ({ ...frame, hint: noHint })));
      front = JSON.stringify(frontOf(frames));
    },
    isAnyoneThere: () => frames.length > 0 || views > 0,
    isGenesysOpen: () => frames.length > 0,
    isPageKnown: () => frames.some(({ isKnown }) => isKnown),
    isViewOpen: () => views > 0,
    front: () => frontOf(frames),
    async frameIs({ tabId, frameId }, { visibility, isFocused, hint }) {
      const before = frames.find((frame) => isSameFrame(frame, { tabId, frameId }));
      const others = frames.filter((frame) => frame !== before);
      if (visibility === "gone") return drop((frame) => frame === before);
      if (!before && others.filter((frame) => frame.tabId === tabId).length >= framesOfTab) return;
      const isVisible = visibility === "visible";
      const last = Math.max(0, ...frames.map(({ turn }) => turn));
      const isAhead = frames.some((frame) => frame.tabId === tabId && frame.isVisible && frame.turn === last);
      const comesToFront = isVisible && !isAhead && (isFocused || !before?.isVisible);
      const next: Frame = {
        ...{ tabId, frameId, isVisible },
        conversationId: hint?.conversationId?.toLowerCase() ?? null,
        turn: comesToFront ? last + 1 : (before?.turn ?? 0),
        isKnown: hint?.hasSelectors ?? before?.isKnown ?? false,
        hint: hint ?? noHint,
      };
      if (!isChange(next, before)) return;
      keep([...others, next]);
      await act();
    },
    viewOpened() {
      views += 1;
      listener.peopleChanged();
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        views -= 1;
        listener.peopleChanged();
      };
    },
    async check() {
      const asked = frames;
      // A frame that is frozen, or stopped by a dialog, says nothing for as long as that lasts: it is there.
      const alive = await Promise.all(
        asked.map((frame) => noLongerThan(clock, answersWithin, browser.isFrameAlive(frame))),
      );
      const dead = asked.filter((_, index) => alive[index] === false);
      await drop((frame) => dead.some((other) => isSameFrame(frame, other)));
    },
  };
}
