import { randomUUID } from "node:crypto";
import { draftKey } from "../../src/protocol/draft-key.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import type { PopupPage } from "../e2e/popup-page.ts";
import type { ControlInput } from "../simulator/control-inputs.ts";
import type { Stage } from "./stage.ts";

/** A page that holds all of these texts. */
export const says =
  (...texts: readonly string[]) =>
  async (page: PopupPage): Promise<boolean> => {
    const text = await page.text();
    return texts.every((one) => text.includes(one));
  };
/** A page on which an attribute's row is in this state. */
export const row =
  (attribute: string, state: string) =>
  async (page: PopupPage): Promise<boolean> =>
    (await page.rowState(attribute)) === state;
/** A page with so many rows. */
export const rows =
  (count: number) =>
  async (page: PopupPage): Promise<boolean> =>
    (await page.shownAttributes()).length === count;

/** Takes back what was typed, ends every call, and places a new one. */
export async function nextCall({ control, popup }: Stage, input: ControlInput<"placeCall">): Promise<void> {
  control.clearFaults();
  const published = (): Promise<string> =>
    popup.page.evaluate(async () => {
      const { state } = await chrome.storage.session.get("state");
      return JSON.stringify(state);
    });
  const tryNow = await popup.page.$("::-p-aria([name='Try now'][role='button'])");
  await tryNow?.click();
  for (const part of [".strayed", ".actions"]) {
    const discard = await popup.page.$(`${part} button:not(:disabled)::-p-text(Discard)`);
    await discard?.click();
  }
  await waitUntil("nothing is on its way", async () => (await published()).includes('"changes":[]'));
  for (const conversationId of control.state().conversations)
    if (!control.conversation({ conversationId }).ended) control.end({ conversationId, wrapup: false });
  const { conversationId } = control.placeCall(input);
  await waitUntil("the call is shown", async () => (await published()).includes(`"selectedId":"${conversationId}"`));
}

/** As a popup left it before the browser was closed: a text typed on a call that ended meanwhile. */
export async function typeOnGoneCall(page: PopupPage["page"]): Promise<void> {
  const owner = await page.evaluate(async () => {
    const { state } = (await chrome.storage.session.get("state")) as { state: { account: { owner: string } } };
    return state.account.owner;
  });
  const leg = { conversationId: randomUUID(), participantId: randomUUID() };
  const draft = { ...leg, name: "CallerType", base: "Member", value: "Broker since May", editedAt: Date.now(), owner };
  await page.evaluate((items) => chrome.storage.session.set(items), { [draftKey(draft)]: draft });
}
