import { areYouThere } from "../protocol/contact.ts";

export type Visibility = "visible" | "hidden" | "gone";

type Answer = (message: unknown) => Promise<true> | undefined;

interface Reporter {
  readonly page: Window;
  readonly send: (visibility: Visibility) => Promise<unknown>;
  readonly isOrphan: () => boolean;
  readonly onMessage: {
    readonly addListener: (answer: Answer) => void;
    readonly removeListener: (answer: Answer) => void;
  };
}

/** A newer copy of this script announces itself on the page, and the older one ends. */
const newerCopy = "calltag:newer-copy";

/**
 * Tells the background that a Genesys frame is there, whether it is seen, and when it goes: as long as one is there, the
 * notification channel is worth its while. Reads nothing of the page and changes nothing in it.
 */
export function reportPresence({ page, send, isOrphan, onMessage }: Reporter): AbortController {
  const life = new AbortController();
  const { signal } = life;

  function report(visibility: Visibility): void {
    if (isOrphan()) life.abort();
    else void send(visibility);
  }
  function reportSeen(): void {
    report(page.document.visibilityState === "visible" ? "visible" : "hidden");
  }
  const answer: Answer = (message) => (message === areYouThere ? Promise.resolve(true) : undefined);

  page.dispatchEvent(new Event(newerCopy));
  page.addEventListener(
    newerCopy,
    () => {
      life.abort();
    },
    { signal },
  );
  page.document.addEventListener("visibilitychange", reportSeen, { signal });
  page.addEventListener(
    "pagehide",
    () => {
      report("gone");
    },
    { signal },
  );
  // A page that comes back from the back/forward cache said good-bye when it went in.
  page.addEventListener(
    "pageshow",
    (event) => {
      if (event.persisted) reportSeen();
    },
    { signal },
  );
  onMessage.addListener(answer);
  signal.addEventListener("abort", () => {
    if (!isOrphan()) onMessage.removeListener(answer);
  });
  reportSeen();
  return life;
}
