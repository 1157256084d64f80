import { waitUntil } from "../browsers/wait-until.ts";
import type { PopupPage } from "../e2e/popup-page.ts";
import type { Desk } from "./desk.ts";
import { type Cell, expectedWord, type GoodWord } from "./matrix.ts";
import {
  attribute,
  isGood,
  news,
  type Outcome,
  othersBefore,
  readOutcome,
  valueBefore,
  type Wanted,
} from "./outcome.ts";
import { holdBack, prepareRequest, strike } from "./strike.ts";

let count = 0;
/** Longer than the 15 s after which an answer is no longer waited for, the read that follows, and a busy machine. */
const restMilliseconds = 45_000;

/** Types, saves and lets the fault strike; the answer is computed from the server's map and the popup when all is at rest. */
export async function runCell(desk: Desk, cell: Cell): Promise<Outcome> {
  const { control } = desk;
  count += 1;
  const typed = `gold ${count.toString()}`;
  control.clearFaults();
  control.assume({ writeMakesEvent: true });
  control.placeCall({ attributes: { [attribute]: valueBefore, [news]: "0", ...othersBefore }, wrapup: false });
  control.clearReceived();
  let popup = await desk.openPopup();
  await popup.waitForRow(attribute, { value: valueBefore, state: "saved" });
  await waitUntil("the channel is open", () => control.state().openSockets === 1);
  await popup.type(attribute, typed);
  await popup.waitForRow(attribute, { value: typed, state: "edited" });

  const theirs = cell.fault.strike.kind === "colleague" ? `silver ${count.toString()}` : undefined;
  const wanted = { typed, theirs };
  await begin(desk, cell, popup);
  const reopened = await strike(desk, cell, isHeldBack(cell), theirs);
  if (reopened) popup = reopened;
  else if (cell.popup === "closed") {
    await untilWrittenUnseen(desk, cell, typed);
    popup = await desk.openPopup();
  }
  const rest = await until(
    () => readOutcome(control, popup, wanted),
    // A text that merely waits may still be asked about: that the person is needed, Chromium finds out in 15 s.
    ({ isAtRest, word }) => isAtRest && word === expectedWord(cell),
  );
  if (!isGood(rest.word)) return rest;
  const isSignedOut = cell.fault.strike.kind === "session-over" && rest.word === "asked";
  if (isSignedOut) popup = await desk.signInAgain(popup);
  const word = isSignedOut ? wordWhenSignedIn(cell) : rest.word;
  const later = await withNews(desk, popup, wanted, word);
  if (later.word !== word) return { ...later, word: `${rest.word}, then ${later.word}` };
  await tidyUp(desk, popup);
  return rest;
}

/** Until the popup is closed, or the moment has come. */
function isHeldBack({ moment, popup }: Cell): boolean {
  return moment === "before the request" || (moment !== "typing" && popup === "closed");
}

/** Up to the moment at which the fault strikes: saved or not, the popup open or closed. */
async function begin(desk: Desk, cell: Cell, popup: PopupPage): Promise<void> {
  const { control } = desk;
  if (cell.moment !== "typing") {
    if (isHeldBack(cell)) holdBack(control);
    else prepareRequest(control, cell);
    await popup.save();
    await waitUntil("the change is in the outbox", async () => (await popup.rowState(attribute)) !== "edited");
    if (isHeldBack(cell)) await waitUntil("it is held back", () => control.received({ method: "PATCH" }).length > 0);
  }
  if (cell.popup === "closed") await desk.closePopup(popup);
}

/** What nobody has to do anything for, is written while the popup is closed. That it was, is judged later. */
async function untilWrittenUnseen({ control }: Desk, { fault, moment }: Cell, typed: string): Promise<void> {
  const goesOnByItself = !fault.refused && ["none", "answer"].includes(fault.strike.kind);
  if (moment === "typing" || !goesOnByItself) return;
  const written = (): boolean =>
    control.conversation().participants.some(({ attributes }) => attributes[attribute] === typed);
  await waitUntil("it is written with the popup closed", written, restMilliseconds);
}

/** Reads until it is as wished; what was read last, if that takes too long. */
async function until(read: () => Promise<Outcome>, isWished: (outcome: Outcome) => boolean): Promise<Outcome> {
  let last = await read();
  const isDone = async (): Promise<boolean> => {
    last = await read();
    return isWished(last);
  };
  await waitUntil("things come to rest", isDone, restMilliseconds).catch(() => undefined);
  return last;
}

function wordWhenSignedIn({ moment }: Cell): GoodWord {
  return moment === "typing" ? "kept" : "written";
}

/** The IVR changes something: the popup shows it, and the text must still be what it was. */
async function withNews(desk: Desk, popup: PopupPage, wanted: Wanted, word: GoodWord): Promise<Outcome> {
  const { control } = desk;
  control.assume({ writeMakesEvent: true });
  await waitUntil("the channel is open again", () => control.state().openSockets === 1, restMilliseconds);
  control.setAttributes({ attributes: { [news]: wanted.typed } });
  await popup.waitForRow(news, { value: wanted.typed });
  return until(
    () => readOutcome(control, popup, wanted),
    (outcome) => outcome.word === word,
  );
}

/** Nothing may hang on the call, or the next one would not be shown. */
async function tidyUp(desk: Desk, popup: PopupPage): Promise<void> {
  const state = await popup.rowState(attribute);
  if (state === "conflict") await popup.click("Take theirs");
  if (state === "edited" || state === "failed") await popup.click("Discard");
  await popup.waitForRow(attribute, { state: "saved" });
  await desk.closePopup(popup);
  desk.control.end({ wrapup: false });
}
