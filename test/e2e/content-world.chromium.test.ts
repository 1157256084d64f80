import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requests } from "../fixtures/command-requests.ts";
import { type Seat, signedInSeat } from "./seat.ts";

const region = "mypurecloud.de";
// The DevTools protocol reaches Chromium's content world; for Firefox, see the captured senders in test/unit/platform.
describe("a hostile script in the content world", () => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await signedInSeat(region);
    seat.simulator.control.placeCall({ fixture: 0 });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("is refused every command but its own, and told nothing", async () => {
    const page = await seat.openAgentDesktop(region);
    const seize = seat.browser.contentWorldEvaluate?.bind(seat.browser);
    if (!seize) throw new Error("this driver cannot reach the content world");
    for (const [command, request] of Object.entries(requests)) {
      const message = JSON.stringify({ command, request });
      const answer = await seize(page, `chrome.runtime.sendMessage(${message})`);
      const expected =
        command === "frame-is" ? { ok: true, value: {} } : { ok: false, error: { kind: "refused-sender" } };
      expect({ command, answer }).toEqual({ command, answer: expected });
    }
    expect(await seize(page, `chrome.runtime.sendMessage({ command: "token", request: {} })`)).toEqual({
      ok: false,
      error: { kind: "unknown-command" },
    });
    expect(await seize(page, `chrome.runtime.sendMessage(null)`)).toEqual({
      ok: false,
      error: { kind: "unknown-command" },
    });
    const denied = `(async () => { try { return Object.keys(await chrome.storage.session.get(null)).length } catch { return "denied" } })()`;
    expect(await seize(page, denied)).toBe("denied");
    expect(await seize(page, `chrome.storage.local.get(null)`)).not.toHaveProperty("session");
    const port = `new Promise((resolve) => { const port = chrome.runtime.connect({ name: "view" }); port.onDisconnect.addListener(() => resolve("closed")); port.onMessage.addListener(resolve); })`;
    expect(await seize(page, port)).toBe("closed");
    expect(seat.simulator.control.received({ method: "PATCH" })).toEqual([]);
    await page.close();
  });

  it("that sends a thousand hints a second shows no other call, and the background still answers", async () => {
    const page = await seat.openAgentDesktop(region);
    const flood = `(async () => {
      const answers = [];
      for (let turn = 0; turn < 3_000; turn += 1) {
        const conversationId = "00000000-0000-4000-8000-" + String(turn).padStart(12, "0");
        const hint = { conversationId, name: "Forged " + turn, queue: null, isRinging: true, hasSelectors: true };
        answers.push(chrome.runtime.sendMessage({ command: "frame-is", request: { visibility: "visible", isFocused: true, hint } }));
        if (turn % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return (await Promise.all(answers)).every(({ ok }) => ok);
    })()`;
    expect(await seat.browser.contentWorldEvaluate?.(page, flood)).toBe(true);
    const popup = await seat.openPopup();
    await popup.waitForRow("CallerType", { value: "Member" });
    expect(await popup.text()).not.toMatch(/Forged|00000000-0000-4000/);
    const asked = seat.simulator.control.received({ kind: "request" }).map(({ path }) => path);
    expect(asked.filter((path) => path.includes("00000000-0000-4000"))).toEqual([]);
    await page.close();
  });
});
