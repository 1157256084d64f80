import type { Request } from "../protocol/commands.ts";
import { areYouThere } from "../protocol/contact.ts";
import { noHint, type PageHint } from "../protocol/page-hint.ts";
import { interactionOnPage, isAmongItsOwn, mayHoldRoster } from "./interaction-page.ts";
import { readRoster } from "./read-roster.ts";
import { throttled } from "./throttle.ts";
import { watchPage } from "./watch-page.ts";

export type FrameReport = Request<"frame-is">;
type Answer = (message: unknown) => Promise<true> | undefined;

interface Reporter {
  readonly page: Window;
  readonly send: (report: FrameReport) => Promise<unknown>;
  readonly isOrphan: () => boolean;
  readonly onMessage: {
    readonly addListener: (answer: Answer) => void;
    readonly removeListener: (answer: Answer) => void;
  };
}

/** A newer copy of this script announces itself on the page, and the older one ends. */
const newerCopy = "calltag:newer-copy";

/** However fast a page changes, it is read no more often. */
const readEvery = 250;

/**
 * Tells the background that a Genesys frame is there, whether it is seen, and when it goes: as long as one is there, the
 * notification channel is worth its while. While it is seen, also what it shows. Changes nothing in the page; a hidden
 * one is not read.
 */
export function reportPresence({ page, send, isOrphan, onMessage }: Reporter): AbortController {
  const life = new AbortController();
  const { signal } = life;
  let sight: AbortController | undefined;
  let attend: () => void = () => undefined;
  let last = "";
  let hasLeft = false;

  /** What was said already is not said again. */
  function report(visibility: FrameReport["visibility"], hint: PageHint | null): void {
    if (signal.aborted || hasLeft) return;
    if (isOrphan()) {
      life.abort();
      return;
    }
    const next: FrameReport = { visibility, isFocused: hint !== null && page.document.hasFocus(), hint };
    const said = JSON.stringify(next);
    if (said === last) return;
    last = said;
    void send(next);
  }
  function read(): PageHint {
    // A frame that its page does not show (an old analytics view, say) shows nothing.
    if (page.innerWidth === 0 || page.innerHeight === 0) return noHint;
    const { href } = page.location;
    const roster = mayHoldRoster(href) ? readRoster(page.document) : noHint;
    return { ...roster, conversationId: isAmongItsOwn(page) ? interactionOnPage(href) : null };
  }
  function look(): void {
    if (!sight) return;
    attend();
    report("visible", read());
  }
  const lookSoon = throttled(look, readEvery, signal);

  function sightChanged(): void {
    const isVisible = page.document.visibilityState === "visible";
    if (isVisible && sight) return;
    sight?.abort();
    sight = isVisible && !signal.aborted ? new AbortController() : undefined;
    if (sight) {
      attend = watchPage(page, lookSoon, sight.signal);
      look();
    } else report("hidden", null);
  }
  function leave(): void {
    sight?.abort();
    sight = undefined;
    report("gone", null);
    // A page that is closed while it is seen is hidden after it has gone (HTML standard, "unload a document").
    hasLeft = true;
  }
  function comeBack({ persisted }: PageTransitionEvent): void {
    if (!persisted) return;
    hasLeft = false;
    sightChanged();
  }
  /** Whoever asks may have forgotten what was said, or never have heard it. */
  const sayAgain = throttled(
    () => {
      last = "";
      if (sight) look();
      else report("hidden", null);
    },
    readEvery,
    signal,
  );
  const answer: Answer = (message) => {
    if (message !== areYouThere) return undefined;
    sayAgain();
    return Promise.resolve(true);
  };

  page.dispatchEvent(new Event(newerCopy));
  page.addEventListener(newerCopy, () => life.abort(), { signal });
  page.document.addEventListener("visibilitychange", sightChanged, { signal });
  // Of two windows that are both seen, the one that was used last is in front.
  page.addEventListener("focus", sayAgain, { signal });
  page.addEventListener("pagehide", leave, { signal });
  // A page that comes back from the back/forward cache said good-bye when it went in.
  page.addEventListener("pageshow", comeBack, { signal });
  onMessage.addListener(answer);
  signal.addEventListener("abort", () => {
    sight?.abort();
    if (!isOrphan()) onMessage.removeListener(answer);
  });
  sightChanged();
  return life;
}
