import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { commands } from "../../src/protocol/commands.ts";
import { type Seat, signedInSeat } from "./seat.ts";

const region = "mypurecloud.de";
const id = "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b";

const leg = { owner: "o/u", conversationId: id, participantId: id };

/** A request of the right shape for every command, so that nothing but the sender can be the reason of a refusal. */
const requests: Record<keyof typeof commands, unknown> = {
  "save-settings": { region, clientId: "c0ffee00-1234-4abc-8def-5ca11ab1e000", dialect: "conversations" },
  "set-notify": { notify: true },
  "set-preferences": {},
  "check-connection": {},
  "sign-in": {},
  "sign-out": { everywhere: false },
  "select-call": { conversationId: id },
  "show-conversation": { conversationId: id },
  refresh: {},
  save: { ...leg, edits: [{ name: "CallerType", value: "x", base: "Member" }] },
  "reveal-value": { ...leg, name: "CallerType", value: "x" },
  "undo-save": { ...leg, id: 1 },
  "read-history": {},
  "clear-history": {},
  discard: { ...leg, names: ["CallerType"] },
  "import-configuration": { configuration: {} },
  "export-configuration": {},
  "ask-source": { conversationId: id, source: "CRM" },
  "choose-contact": { conversationId: id, source: "CRM", contactId: "c" },
  "apply-source": { ...leg, source: "CRM", edits: [{ name: "a", base: null }] },
  "dismiss-source": { conversationId: id, source: "CRM" },
  "frame-is": { visibility: "visible" },
};

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
