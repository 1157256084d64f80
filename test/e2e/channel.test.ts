import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, signedInSeat } from "./seat.ts";

const region = "mypurecloud.de";
/** Two seconds are promised, and shown under a moved clock; a busy machine takes longer until a killed background is there again. */
const staleMilliseconds = 10_000;

/**
 * Whatever becomes of the notification channel: what is on screen is true, or said to be old, and what was typed is kept. The two
 * seconds, and what takes longer, 35 s of silence and an hour's sleep, are tried under a moved clock:
 * test/unit/background/channel.test.ts, channel-ends.test.ts.
 */
describe("the channel", () => {
  let seat: Seat;
  let hiddenDesk: Page;
  let seenDesk: Page;
  let panel: PopupPage;
  let turn = 0;

  function openSockets(): number {
    return seat.simulator.control.state().openSockets;
  }
  function onServer(name: string): unknown {
    const { participants } = seat.simulator.control.conversation();
    return participants.find(({ purpose }) => purpose === "customer")?.attributes[name];
  }
  /** What happened while nobody listened is on screen, or the panel says that it may be old; and soon it is there. */
  async function expectFresh(value: string): Promise<void> {
    await waitUntil(
      `"${value}" is shown, or the panel says that it may be old`,
      async () => (await panel.value("ScheduleStatus")) === value || (await panel.text()).includes("may be old"),
      staleMilliseconds,
    ).catch(async (error: unknown) => {
      throw new Error(`${String(error)}, but: ${await panel.text()}`);
    });
    await panel.waitForRow("ScheduleStatus", { value, state: "saved" });
    await waitUntil("nothing is said to be old", async () => !(await panel.text()).includes("may be old"));
  }
  /** Strikes while somebody has typed and not saved, and while the IVR writes; then the edit is saved. */
  async function endure(strike: () => unknown): Promise<void> {
    turn += 1;
    const { control } = seat.simulator;
    const typed = `typed ${turn.toString()}`;
    await panel.type("CallerType", typed);
    await panel.waitForRow("CallerType", { value: typed, state: "edited" });
    await strike();
    control.setAttributes({ attributes: { ScheduleStatus: `missed ${turn.toString()}` } });
    await expectFresh(`missed ${turn.toString()}`);
    await panel.waitForRow("CallerType", { value: typed, state: "edited" });
    await panel.save();
    await panel.waitForRow("CallerType", { value: typed, state: "saved" });
    expect(onServer("CallerType")).toBe(typed);
    // And it is live again: by an event, not by a read.
    control.setAttributes({ attributes: { ScheduleStatus: `heard ${turn.toString()}` } });
    await panel.waitForRow("ScheduleStatus", { value: `heard ${turn.toString()}` });
  }

  beforeAll(async () => {
    seat = await signedInSeat(region);
    // The channel is shared by all that follows: two pages of the agent UI and the docked panel.
    hiddenDesk = await seat.openAgentDesktop(region);
    seenDesk = await seat.openAgentDesktop(region);
    panel = popupPage(await seat.browser.openPanel());
    seat.simulator.control.placeCall({ fixture: 0 });
    await panel.waitForRow("CallerType", { value: "Member", state: "saved" });
    await waitUntil("the channel is open", () => openSockets() === 1);
  });
  afterAll(async () => {
    await seat.end();
  });
  afterEach(() => {
    expect(seat.simulator.control.state().mostSockets).toBe(1);
  });

  it("is one, whatever is open: two pages of the agent UI, the panel and another page of Calltag", async () => {
    seat.simulator.control.clearReceived();
    const another = await seat.browser.openOptions();
    // A covered tab draws nothing, and Puppeteer waits for frames.
    await panel.page.bringToFront();
    await endure(() => undefined);
    expect(seat.simulator.control.received({ kind: "socket" })).toEqual([]);
    expect(seat.simulator.control.state().channels).toBe(1);
    await another.close();
  });

  // First, for after each further cut within half a minute the wait may be twice as long.
  it("that could not be opened for a while is opened when it can", () =>
    endure(() => {
      seat.simulator.control.refuseSockets({ times: 2 });
      seat.simulator.control.dropSockets();
    }));

  it("is opened anew when it is cut", () => endure(() => seat.simulator.control.dropSockets()));

  // A new background has counted no cuts.
  it("is opened anew by a background that was killed", () => endure(() => seat.browser.killBackground()));

  it("moves when its server closes, and is never missed", async () => {
    seat.simulator.control.assume({ socketClosingMs: 300 });
    await endure(() => seat.simulator.control.sendSocketClosing());
    await waitUntil("the socket was opened anew", () => openSockets() === 1);
  });

  it("is replaced when its 24 hours are over", () =>
    endure(() => seat.simulator.control.removeChannels({ why: "expired" })));

  it("is replaced when another took its place", () =>
    endure(() => seat.simulator.control.removeChannels({ why: "evicted" })));

  it("is replaced when its token is revoked, with a token that nobody had to ask for", () =>
    endure(() => seat.simulator.control.revokeTokens()));

  // Firefox says of a page that it cannot reach what Chrome says of one on which somebody must sign in.
  it("is replaced too where the sign-in page cannot be reached at first, and nobody is asked to sign in", async () => {
    const { control } = seat.simulator;
    // A new background has counted no cuts.
    await seat.browser.killBackground();
    await waitUntil("the channel is open again", () => openSockets() === 1);
    await endure(async () => {
      control.clearReceived();
      control.fault({ host: `login.${region}`, times: 1_000, answer: "drop-before" });
      control.revokeTokens();
      await waitUntil("the sign-in page was tried", () => control.received({ path: "^/oauth/authorize$" }).length > 0);
      await panel.waitForText("may be old");
      control.clearFaults();
    });
  });

  it("is closed when the last page is closed, and open when one is there again", async () => {
    // A window without a tab would close.
    await seat.browser.openPage("about:blank");
    await panel.page.close();
    await hiddenDesk.close();
    // A page that is seen goes in another way than one that is covered.
    await seenDesk.bringToFront();
    await seenDesk.close();
    await waitUntil("no socket is open", () => openSockets() === 0);
    seat.simulator.control.setAttributes({ attributes: { ScheduleStatus: "while all was closed" } });
    panel = popupPage(await seat.browser.openPanel());
    await expectFresh("while all was closed");
    await waitUntil("one socket is open", () => openSockets() === 1);
  });
});
