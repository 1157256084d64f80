import { describe, expect, it } from "vitest";
import { redirectUris } from "../browsers/extension-ids.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { startSimulator } from "../simulator/server.ts";
import { takeSeat } from "./seat.ts";
import { unattended } from "./unattended.ts";

const region = "mypurecloud.de";
const quietMilliseconds = 90_000;
/** Both browsers end an idle background at 30 s: one that lives longer is held, and what held it must be gone by 45 s. */
const heldMilliseconds = 40_000;
const goneMilliseconds = 45_000;
const setUpMilliseconds = 90_000;

async function pass(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await waitUntil("the time has passed", () => performance.now() >= end, milliseconds + 5_000);
}

// Nearly all of it is waiting: at the same time, each in a browser of its own.
describe.concurrent("Somebody is signed in, and nothing happens:", () => {
  it(
    "popup and agent UI open, a call costs no HTTP request in 90 seconds, and the channel stays up",
    async () => {
      const seat = await takeSeat();
      const { control } = seat.simulator;
      try {
        let popup = await seat.arrive(region);
        // A popup closes when another tab comes to the front.
        await seat.browser.closePopup(popup.page);
        await seat.openAgentDesktop(region);
        popup = await seat.openPopup();
        control.placeCall({ fixture: 0 });
        await waitUntil("54 rows are shown", async () => (await popup.shownAttributes()).length === 54);
        await waitUntil("the channel is open", () => control.state().openSockets === 1);
        control.clearReceived();
        await pass(quietMilliseconds);
        const received = control.received().filter(({ host }) => host !== `apps.${region}`);
        expect(received.filter(({ kind }) => kind === "request")).toEqual([]);
        // The socket was not opened anew either, and it was kept alive by pings.
        expect(received.filter(({ kind }) => kind === "socket")).toEqual([]);
        expect(received.filter(({ kind }) => kind === "text").length).toBeGreaterThanOrEqual(4);
        control.setAttributes({ attributes: { CallerType: "Still listening" } });
        await popup.waitForRow("CallerType", { value: "Still listening" });
      } finally {
        await seat.end();
      }
    },
    setUpMilliseconds + quietMilliseconds,
  );

  it(
    "while a page is open the background listens; 45 seconds after the last one it is gone, its socket at once",
    async () => {
      const simulator = await startSimulator({ redirectUris: Object.values(redirectUris) });
      const { control } = simulator;
      const browser = await unattended(simulator, region);
      try {
        await browser.openPages();
        await waitUntil("the channel is open", () => control.state().openSockets === 1);
        await pass(heldMilliseconds);
        expect(await browser.isBackgroundRunning()).toBe(true);
        expect(control.state().openSockets).toBe(1);

        await browser.closePages();
        const closed = performance.now();
        await waitUntil("no socket is open", () => control.state().openSockets === 0);
        control.clearReceived();
        await waitUntil("the background is gone", async () => !(await browser.isBackgroundRunning()), goneMilliseconds);
        const goneAfter = performance.now() - closed;
        process.stdout.write(`The background was gone ${(goneAfter / 1000).toFixed(1)} s after the last page.\n`);
        expect(goneAfter).toBeLessThanOrEqual(goneMilliseconds);
        // Nothing wakes it again.
        await pass(goneMilliseconds - goneAfter);
        expect(await browser.isBackgroundRunning()).toBe(false);
        expect(control.received()).toEqual([]);
      } finally {
        await browser.end();
        await simulator.close();
      }
    },
    setUpMilliseconds + heldMilliseconds + goneMilliseconds,
  );
});
