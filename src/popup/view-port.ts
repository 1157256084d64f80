import { signal } from "@preact/signals";
import browser from "webextension-polyfill";
import { viewPortName } from "../protocol/contact.ts";

const firstDelay = 100;
const longestDelay = 10_000;

/** `runtime.id` is typed as always there; it goes away when the extension does. */
function isAlive(runtime: { readonly id?: string } | undefined): boolean {
  return runtime?.id !== undefined;
}

/** The document of the page, as far as the port needs it. */
export type ViewDocument = Pick<Document, "visibilityState" | "addEventListener" | "removeEventListener">;

/**
 * The port by which the background knows that a view is open, and seen; made anew whenever the background was ended. It wakes
 * the background, whose start takes what a page needs that is about to be painted: it may wait until that is done.
 */
export function openViewPort(page: ViewDocument, painted?: Promise<void>) {
  /** The extension was updated or removed under this page: nothing it does arrives anywhere. */
  const orphaned = signal(false);
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let sayVisibility = (): void => undefined;

  function connect(): void {
    if (stopped) return;
    if (!isAlive(browser.runtime)) {
      orphaned.value = true;
      return;
    }
    try {
      const openedAt = Date.now();
      const port = browser.runtime.connect({ name: viewPortName });
      sayVisibility = () => {
        port.postMessage({ isVisible: page.visibilityState === "visible" });
      };
      sayVisibility();
      port.onDisconnect.addListener(() => {
        sayVisibility = () => undefined;
        // A port that held for a while says that the background is well: only an immediate end slows down.
        delay = Date.now() - openedAt > longestDelay ? firstDelay : Math.min(delay * 2, longestDelay);
        timer = setTimeout(connect, delay);
      });
    } catch {
      orphaned.value = true;
    }
  }
  const onVisibility = (): void => {
    sayVisibility();
  };
  page.addEventListener("visibilitychange", onVisibility);
  if (painted) void painted.then(connect);
  else connect();
  return {
    orphaned,
    close(): void {
      stopped = true;
      page.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(timer);
    },
  };
}
