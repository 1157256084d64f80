import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { type PublishedState, publishedStateKey, publishedStateSchema } from "../../src/protocol/published-state.ts";
import { type Seat, signedInSeat } from "./seat.ts";

const region = "mypurecloud.de";
const nobodys = "00000000-0000-4000-8000-00000000dead";

/** The panel stands in a tab behind the agent UI: in Firefox no driver reaches one that stands beside it. */
describe("The page in front", () => {
  let seat: Seat;
  let panel: Page;
  let desk: Page;
  let connected: string;
  let held: string;

  async function state(): Promise<PublishedState> {
    const item = await panel.evaluate(async (key) => {
      const { storage } = Reflect.get(globalThis, "chrome") as {
        storage: { session: { get(key: string): Promise<Record<string, unknown>> } };
      };
      return (await storage.session.get(key))[key];
    }, publishedStateKey);
    return publishedStateSchema.parse(item);
  }
  async function isShown(conversationId: string): Promise<void> {
    await waitUntil(`${conversationId} is shown`, async () => (await state()).calls.selectedId === conversationId);
  }

  beforeAll(async () => {
    seat = await signedInSeat(region);
    connected = seat.simulator.control.placeCall({ fixture: 0 }).conversationId;
    held = seat.simulator.control.placeCall({ attributes: {}, callerName: "Berta Held" }).conversationId;
    seat.simulator.control.hold({ conversationId: held });
    panel = await seat.browser.openPanel();
    desk = await seat.openAgentDesktop(region);
    await isShown(connected);
  });
  afterAll(async () => {
    await seat.end();
  });

  it("is followed through every kind of route change: hash, back, pushState, replaceState", async () => {
    const detail = `/directory/#/analytics/interactions/${held}/admin?tabId=${nobodys}`;
    await desk.evaluate((path) => location.assign(path), detail);
    await isShown(held);
    await desk.evaluate(() => history.back());
    await isShown(connected);
    await desk.evaluate((path) => history.pushState(null, "", path), detail);
    await isShown(held);
    await desk.evaluate((path) => history.replaceState(null, "", path), `/directory/#/person/${held}`);
    await isShown(connected);
  });

  it("is left when another tab comes to the front, and found again when it comes back", async () => {
    await desk.evaluate((path) => location.assign(path), `/directory/#/engage/admin/interactions/${held}`);
    await isShown(held);
    await panel.bringToFront();
    await isShown(connected);
    await desk.bringToFront();
    await isShown(held);
    await desk.evaluate(() => location.assign("/directory/#/activity"));
    await isShown(connected);
  });

  it("that is hostile, with forged routes, roster and events a thousand times a second, shows no other call and crashes nothing", async () => {
    await desk.evaluate(async (id) => {
      const forged = document.createElement("div");
      document.body.append(forged);
      const end = performance.now() + 3_000;
      for (let turn = 0; performance.now() < end; turn += 1) {
        forged.innerHTML = `<div class="interactions chat-container"><div class="interaction-group is-selected" data-conversation-id="${id}"><div class="participant-name">Forged ${turn}</div><div class="int-queue">${"x".repeat(10_000)}</div></div></div>`;
        history.replaceState(
          null,
          "",
          `/directory/#/analytics/interactions/${id.slice(0, -4)}${String(turn % 10_000).padStart(4, "0")}/admin`,
        );
        for (const name of ["focus", "resize", "hashchange", "popstate"]) window.dispatchEvent(new Event(name));
        window.postMessage(
          { command: "frame-is", request: { visibility: "visible", hint: { conversationId: id } } },
          "*",
        );
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      forged.remove();
    }, nobodys);
    const after = await state();
    expect(after.calls.selectedId).toBe(connected);
    expect(after.calls.list.map(({ conversationId }) => conversationId).toSorted()).toEqual(
      [connected, held].toSorted(),
    );
    expect(JSON.stringify(after)).not.toMatch(/Forged|00000000-0000-4000/);
    const asked = seat.simulator.control.received({ kind: "request" }).map(({ path }) => path);
    expect(asked.filter((path) => path.includes("00000000-0000-4000"))).toEqual([]);
    expect(await seat.browser.backgroundState()).toBe("running");
    await desk.evaluate((path) => location.assign(path), `/directory/#/engage/admin/interactions/${held}`);
    await isShown(held);
  });
});
