import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, signedInSeat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";
describe("a hostile page", () => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await signedInSeat(region);
    seat.simulator.control.placeCall({ fixture: 0 });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("that imitates the content script reaches nobody: pages have no way to the extension", async () => {
    const page = await seat.openAgentDesktop(region);
    const reached = await page.evaluate(
      async (extensionId, command) => {
        const runtimes = [Reflect.get(globalThis, "chrome"), Reflect.get(globalThis, "browser")]
          .map(
            (api: unknown) =>
              (typeof api === "object" && api !== null ? Reflect.get(api, "runtime") : undefined) as unknown,
          )
          .filter((runtime): runtime is { sendMessage: (id: string, message: unknown) => Promise<unknown> } =>
            Boolean(runtime),
          );
        window.postMessage({ command, request: {} }, "*");
        window.dispatchEvent(new CustomEvent("message", { detail: { command, request: {} } }));
        const answers = await Promise.allSettled(
          runtimes.map((runtime) => runtime.sendMessage(extensionId, { command, request: {} })),
        );
        return answers.filter(({ status }) => status === "fulfilled").length;
      },
      new URL(seat.browser.origin).host,
      "refresh",
    );
    expect(reached).toBe(0);
    await page.close();
  });
});

/** Sara may see every call; Anna's is none of hers, and on no page of Genesys' own before her eyes. Her panel can be seen. */
describe("A hostile page before a supervisor", () => {
  let seat: Seat;
  let panel: PopupPage;
  let foreign: string;

  beforeAll(async () => {
    seat = await takeSeat();
    await seat.setUp(region);
    const popup = await seat.openPopup();
    await seat.signIn(popup, "Sara Supervisor");
    await popup.waitForText("No call");
    await seat.browser.closePopup(popup.page);
    foreign = seat.simulator.control.placeCall({ attributes: { Secret: "x" }, callerName: "Riley" }).conversationId;
    panel = popupPage(await seat.browser.openPanel());
    await panel.waitForText("No call");
    seat.simulator.control.clearReceived();
  });
  afterAll(async () => {
    await seat.end();
  });

  async function isUntouched(): Promise<void> {
    const asked = seat.simulator.control.received({ kind: "request" }).map(({ path }) => path);
    expect(asked.filter((path) => path.startsWith("/api/") && path.includes(foreign))).toEqual([]);
    expect(await panel.text()).toContain("No call");
  }

  it("within Genesys shows her nobody's call by forged messages, markup and events, a thousand a second", async () => {
    const page = await seat.browser.openWindow(`https://apps.${region}/directory/#/activity`);
    await page.evaluate(async (id) => {
      const forged = document.createElement("div");
      document.body.append(forged);
      forged.innerHTML = `<div class="interactions chat-container"><div class="interaction-group is-selected" data-conversation-id="${id}"><div class="participant-name">Riley</div></div><a href="#/engage/admin/interactions/${id}">${id}</a></div>`;
      const hint = { conversationId: id, name: "Riley", queue: null, isRinging: true, hasSelectors: true };
      const message = { command: "frame-is", request: { visibility: "visible", isFocused: true, hint } };
      const end = performance.now() + 2_000;
      while (performance.now() < end) {
        window.postMessage(message, "*");
        for (const name of ["focus", "hashchange", "popstate", "calltag:newer-copy"])
          window.dispatchEvent(new CustomEvent(name, { detail: message }));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }, foreign);
    await isUntouched();
    await page.close();
  });

  it("of another site shows her nobody's call by a frame of Genesys' that it holds", async () => {
    const page = await seat.browser.openWindow(`https://api.${region}/`);
    const route = `https://apps.${region}/directory/#/engage/admin/interactions/${foreign}`;
    await page.evaluate(async (address) => {
      const frame = document.createElement("iframe");
      frame.src = address;
      frame.width = "800";
      frame.height = "600";
      const isThere = new Promise((resolve) => frame.addEventListener("load", resolve));
      document.body.append(frame);
      await isThere;
    }, route);
    const frame = await page.waitForFrame((one) => one.url().startsWith(`https://apps.${region}/`));
    expect(frame.url()).toBe(route);
    await waitUntil("the frame is known to the background", async () =>
      panel.page.evaluate(async () => {
        const { frames } = await chrome.storage.session.get("frames");
        return Array.isArray(frames) && frames.length > 0;
      }),
    );
    // Whatever followed from it, was asked before this.
    await panel.page.evaluate(() => chrome.runtime.sendMessage({ command: "refresh", request: {} }));
    await isUntouched();
    await page.close();
  });
});
