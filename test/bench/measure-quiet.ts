import { waitUntil } from "../browsers/wait-until.ts";
import { popupPage } from "../e2e/popup-page.ts";
import type { Line } from "./line.ts";
import { rest, type Scene } from "./scene.ts";

/** What was read less than 10 s ago is read anew where an event differs (src/background/doubts.ts). */
const untilNothingIsDoubted = 11_000;
const betweenEvents = 10_000;

/** Real minutes of a call in which nobody edits, the panel open: the script writes, the caller is held. Counts requests. */
export async function measureQuiet({ name, seat, control }: Scene, minutes: number): Promise<Line[]> {
  const { conversationId } = control.placeCall({ fixture: 2 });
  const panel = popupPage(await seat.browser.openPanel());
  await waitUntil("the call is shown", async () => (await panel.shownAttributes()).length > 0, 30_000);
  await rest(untilNothingIsDoubted);
  control.clearReceived();
  for (let passed = 0; passed < minutes * 60_000; passed += betweenEvents) {
    control.setAttributes({ conversationId, attributes: { Script_step: passed.toString() } });
    if (passed % 60_000 === 0) control.hold({ conversationId });
    if (passed % 60_000 === 20_000) control.unhold({ conversationId });
    await rest(betweenEvents);
  }
  const count = control.received({ kind: "request" }).length;
  return [
    {
      ...{ what: `${minutes.toString()} minutes of a call without an edit, after the first load`, browser: name },
      ...{ floor: null, product: count, unit: "requests", figure: count, wanted: 0, asked: "0" },
    },
  ];
}
