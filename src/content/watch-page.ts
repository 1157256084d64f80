import { mayHoldRoster } from "./interaction-page.ts";
import { rosterNode } from "./read-roster.ts";

/**
 * Calls back when the page may show something else: another route, another roster item. Where no roster stands yet, any new
 * element may be it; where one stands, only what happens in it counts, and that it or a node around it is replaced.
 */
export function watchPage(page: Window, changed: () => void, signal: AbortSignal): () => void {
  const { document } = page;
  let watched: Element | undefined;

  const observer = new MutationObserver(changed);
  signal.addEventListener("abort", () => {
    observer.disconnect();
  });
  page.addEventListener("hashchange", changed, { signal });
  page.addEventListener("popstate", changed, { signal });
  // A frame that its page hides or shows is given another size.
  page.addEventListener("resize", changed, { signal });
  // `history.pushState` makes no event but this one; Firefox has it since 147, until then a click tells.
  const navigation = "navigation" in page ? page.navigation : undefined;
  if (navigation instanceof EventTarget) navigation.addEventListener("currententrychange", changed, { signal });
  else page.addEventListener("click", changed, { signal, passive: true, capture: true });

  /** Watches what is there now; calling it again costs nothing while that is the same. */
  return function attend() {
    if (signal.aborted || !mayHoldRoster(page.location.href)) return;
    const roster = rosterNode(document);
    const node = roster ?? document.documentElement;
    if (node === watched && node.isConnected) return;
    watched = node;
    observer.disconnect();
    const inside = roster ? { characterData: true, attributes: true, attributeFilter: ["class"] } : {};
    observer.observe(node, { childList: true, subtree: true, ...inside });
    for (let around = node.parentNode; around; around = around.parentNode)
      observer.observe(around, { childList: true });
  };
}
