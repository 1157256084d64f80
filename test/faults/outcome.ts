import type { PopupPage } from "../e2e/popup-page.ts";
import type { Control } from "../simulator/control.ts";
import { type GoodWord, goodWords } from "./matrix.ts";

/** The attribute on which every cell works, what it holds, and what else the caller has. */
export const attribute = "Tier";
export const valueBefore = "bronze";
export const othersBefore: Readonly<Record<string, string>> = { "Callback slot": "10:00", MAJOR_LOB: "MCR" };
/** Changed by the IVR at the end of each cell, to see that the whole still follows the call. */
export const news = "News";

export interface Wanted {
  readonly typed: string;
  /** What a colleague wrote, if one did. */
  readonly theirs: string | undefined;
}

interface RowSeen {
  readonly rows: number;
  readonly state: string;
  readonly value: string;
  readonly shownValues: readonly string[];
  readonly buttons: readonly string[];
  readonly asksToSignIn: boolean;
}

function readRow(popup: PopupPage): Promise<RowSeen> {
  return popup.page.evaluate((name) => {
    const rows = document.querySelectorAll(`li[data-attribute=${JSON.stringify(name)}]`);
    const [row] = rows;
    const field = row?.querySelector("input, textarea");
    const banners = document.querySelectorAll(".banner button");
    // No function of its own in here: it is sent to the page as text.
    return {
      rows: rows.length,
      state: row?.getAttribute("data-state") ?? "",
      value: field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "",
      shownValues: [...(row?.querySelectorAll("dd") ?? [])].map(({ textContent }) => textContent),
      buttons: [...(row?.querySelectorAll("button") ?? [])].map(({ textContent }) => textContent.trim()),
      asksToSignIn: [...banners].some(({ textContent }) => textContent.trim() === "Sign in"),
    };
  }, attribute);
}

/** What became of the text, by the server's map and the popup: one of the good words, or what is wrong. */
export interface Outcome {
  readonly word: string;
  readonly isAtRest: boolean;
  readonly detail: string;
}

export async function readOutcome(control: Control, popup: PopupPage, wanted: Wanted): Promise<Outcome> {
  const row = await readRow(popup);
  const caller = control.conversation().participants.find(({ purpose }) => purpose === "customer");
  const map = caller?.attributes ?? {};
  const word = wordOf(map, row, wanted);
  return {
    word,
    isAtRest: isGood(word) && (row.asksToSignIn || !["saving", "sent"].includes(row.state)),
    detail: JSON.stringify({ server: map[attribute], ...row }),
  };
}

function wordOf(map: Readonly<Record<string, unknown>>, row: RowSeen, { typed, theirs }: Wanted): string {
  const server = map[attribute];
  if (Object.entries(othersBefore).some(([name, value]) => map[name] !== value)) return "overwritten";
  if (theirs !== undefined && server !== theirs) return "overwritten";
  if (row.rows > 1) return "doubled";
  if (row.rows === 0 || row.value !== typed) return "lost";
  if (row.asksToSignIn) return "asked";
  switch (row.state) {
    case "conflict":
      return asksWhich(row, typed, String(server)) ? "asked" : "unasked";
    case "saved":
      return server === typed ? "written" : "lost";
    case "sent":
      return server === typed ? "written" : "kept";
    case "failed":
    case "edited":
      return server === typed ? "denied" : "kept";
    case "saving":
      return "kept";
    default:
      return "lost";
  }
}

function asksWhich({ shownValues, buttons }: RowSeen, mine: string, theirs: string): boolean {
  return (
    [mine, theirs].every((value) => shownValues.includes(value)) &&
    ["Keep mine", "Take theirs"].every((name) => buttons.includes(name))
  );
}

export function isGood(word: string): word is GoodWord {
  return goodWords.some((good) => good === word);
}
