import { longestHintText, type PageHint } from "../protocol/page-hint.ts";
import { selectors } from "./selectors.ts";

function textOf(element: Element | null): string | null {
  const text = element?.textContent.replaceAll(/\s+/g, " ").trim() ?? "";
  return text === "" ? null : text.slice(0, longestHintText);
}

/** What the agent's roster shows: the selected interaction and whether one rings. Changes nothing in the page. */
export function readRoster(page: Document): Omit<PageHint, "conversationId"> {
  const item = page.querySelector(selectors.selectedRosterItem);
  const interactions = [...page.querySelectorAll(selectors.selectedInteraction)];
  const interaction = interactions.find((one) => one.checkVisibility());
  const answer = page.querySelector(selectors.answerButton);
  return {
    name:
      textOf(item?.querySelector(selectors.rosterName) ?? null) ??
      textOf(interaction?.querySelector(selectors.interactionName) ?? null),
    queue: textOf(item?.querySelector(selectors.rosterQueue) ?? null),
    isRinging: answer !== null,
    hasSelectors: Boolean(item ?? interactions[0] ?? answer ?? page.querySelector(selectors.desktop)),
  };
}

function commonParent(elements: readonly Element[]): Element | null {
  let node = elements[0]?.parentElement ?? null;
  while (node && !elements.every((one) => node?.contains(one))) node = node.parentElement;
  return node;
}

/**
 * The narrowest node in which the roster lives; `null` while there is none. Where none of those is there that are known to hold
 * it (confidence M), it is what its items (H) have around them.
 */
export function rosterNode(page: Document): Element | null {
  const items = [...page.querySelectorAll(selectors.rosterItem)];
  for (const selector of selectors.observed) {
    const node = page.querySelector(selector);
    if (node && items.every((item) => node.contains(item))) return node;
  }
  return commonParent(items) ?? commonParent([...page.querySelectorAll(selectors.selectedInteraction)]);
}
