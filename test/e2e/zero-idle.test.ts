import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redirectUris } from "../browsers/extension-ids.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { type StartedSimulator, startSimulator } from "../simulator/server.ts";
import { type Unattended, unattended } from "./unattended.ts";

const region = "mypurecloud.de";
/** Both browsers end an idle background at 30 s; what holds it, must be gone by then. */
const goneMilliseconds = 45_000;
const heldMilliseconds = 50_000;

async function pass(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await waitUntil("the time has passed", () => performance.now() >= end, milliseconds + 5_000);
}

describe("signed in", () => {
  let simulator: StartedSimulator;
  let browser: Unattended;

  beforeAll(async () => {
    simulator = await startSimulator({ redirectUris: Object.values(redirectUris) });
    browser = await unattended(simulator, region);
  });
  afterAll(async () => {
    await browser.end();
    await simulator.close();
  });

  it("with an agent UI or a page of Calltag open, the background lives and listens", async () => {
    await browser.openPages();
    await waitUntil("the channel is open", () => simulator.control.state().openSockets === 1);
    await pass(heldMilliseconds);
    expect(await browser.isBackgroundRunning()).toBe(true);
    expect(simulator.control.state().openSockets).toBe(1);
  }, 80_000);

  it("with none, it is gone within 45 seconds, its socket at once, and nothing is asked", async () => {
    await browser.closePages();
    const closed = performance.now();
    await waitUntil("no socket is open", () => simulator.control.state().openSockets === 0);
    simulator.control.clearReceived();
    await waitUntil("the background is gone", async () => !(await browser.isBackgroundRunning()), goneMilliseconds);
    process.stdout.write(`The background was gone after ${((performance.now() - closed) / 1000).toFixed(1)} s.\n`);
    expect(performance.now() - closed).toBeLessThanOrEqual(goneMilliseconds);
    // Past the time of every alarm and every wait: nothing wakes it again.
    await pass(goneMilliseconds - (performance.now() - closed));
    expect(await browser.isBackgroundRunning()).toBe(false);
    expect(simulator.control.received()).toEqual([]);
  }, 80_000);
});
