import { longestHintText, type PageHint } from "../protocol/page-hint.ts";
import { selectors } from "./selectors.ts";

function textOf(element: Element | null): string | null {
  const text = element?.textContent.replaceAll(/\s+/g, " ").trim() ?? "";
  return text === "" ? null : text.slice(0, longestHintText);
}

/** What the agent's roster shows: the selected interaction and whether one rings. Changes nothing in the page. */
export function readRoster(page: Document): Omit<PageHint, "conversationId"> {
  const item = page.querySelector(selectors.selectedRosterItem);
  const interaction = page.querySelector(selectors.selectedInteraction);
  const answer = page.querySelector(selectors.answerButton);
  return {
    name:
      textOf(item?.querySelector(selectors.rosterName) ?? null) ??
      textOf(interaction?.querySelector(selectors.interactionName) ?? null),
    queue: textOf(item?.querySelector(selectors.rosterQueue) ?? null),
    isRinging: answer !== null,
    hasSelectors: Boolean(item ?? interaction ?? answer ?? page.querySelector(selectors.desktop)),
  };
}

/** The narrowest node in which the roster lives; `null` while there is none. */
export function rosterNode(page: Document): Element | null {
  for (const selector of selectors.observed) {
    const node = page.querySelector(selector);
    if (node) return node;
  }
  return null;
}
