import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;
let closePopup: () => void;

const frame = { tabId: 7, frameId: 0 };
const other = { tabId: 8, frameId: 3 };

async function frameIs(visibility: string, which = frame): Promise<unknown> {
  const message = { command: "frame-is", request: { visibility } };
  const reply = await place.seat.background().answer(message, { kind: "content", frame: which });
  await place.clock.settle();
  return reply;
}
async function channel(): Promise<string> {
  return (await place.seat.state()).channel;
}
function expectAsleep(): void {
  expect(place.clock.timers()).toBe(0);
  expect(place.seat.browser.alarms.size).toBe(0);
  expect(place.simulator.control.state().openSockets).toBe(0);
}

beforeEach(async () => {
  place = await createWorkplace();
  closePopup = place.seat.openView();
  await place.seat.command("sign-in", {});
  await place.clock.move(1_000);
  place.simulator.control.clearReceived();
});

describe("A tab that is closed", () => {
  function closeTab(tabId: number): Promise<void> {
    for (const watcher of place.seat.browser.tabWatchers) watcher(tabId);
    return place.clock.move(1_000);
  }
  beforeEach(() => closePopup());

  it("takes its frames with it though their good-bye was lost, and leaves nothing running after the last", async () => {
    await frameIs("visible");
    await frameIs("hidden", other);
    await closeTab(99);
    await closeTab(frame.tabId);
    expect(await channel()).toBe("open");
    await closeTab(other.tabId);
    expect(await channel()).toBe("closed");
    expectAsleep();
  });

  it("is listened to only while a Genesys frame is there, also by a background that was killed meanwhile", async () => {
    expect(place.seat.browser.tabWatchers.size).toBe(0);
    await frameIs("visible");
    place.seat.kill();
    place.seat.browser.tabWatchers.clear();
    place.seat.openView()();
    await place.clock.move(1_000);
    expect(place.seat.browser.tabWatchers.size).toBe(1);
    await closeTab(frame.tabId);
    expect(place.seat.browser.tabWatchers.size).toBe(0);
    expectAsleep();
  });
});

describe("Signed in, with no Genesys frame and no page of Calltag,", () => {
  beforeEach(async () => {
    closePopup();
    await place.clock.move(1_000);
  });

  it("nothing runs: no timer, no alarm, no socket, no request, for a day", async () => {
    expectAsleep();
    expect(await channel()).toBe("closed");
    place.simulator.control.clearReceived();
    const awakenings = place.seat.browser.awakenings();
    await place.clock.move(24 * 3_600_000);
    expect(place.simulator.control.received()).toEqual([]);
    expect(place.seat.browser.awakenings()).toBe(awakenings);
  });

  it("a change that waits keeps one alarm, and is written", async () => {
    place.simulator.control.fault({ method: "PATCH", answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    expect([...place.seat.browser.alarms.keys()]).toEqual(["delivery"]);
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
    expectAsleep();
  });

  it("a page that opens and closes at once leaves nothing running", async () => {
    place.seat.openView()();
    await place.clock.move(60_000);
    expectAsleep();
    expect(await channel()).toBe("closed");
  });

  it("a page that flickers leaves nothing running, and one that stays has a channel", async () => {
    for (let turn = 0; turn < 5; turn += 1) place.seat.openView()();
    const close = place.seat.openView();
    await place.clock.move(1_000);
    expect(await channel()).toBe("open");
    expect(place.simulator.control.state().openSockets).toBe(1);
    close();
    await place.clock.move(1_000);
    expectAsleep();
  });

  it("a page that is closed twice counts once", async () => {
    const first = place.seat.openView();
    place.seat.openView();
    first();
    first();
    await place.clock.move(1_000);
    expect(await channel()).toBe("open");
  });
});

describe("A Genesys frame", () => {
  beforeEach(async () => {
    await frameIs("visible");
    closePopup();
    await place.clock.move(1_000);
  });

  it("keeps the channel open, seen or not", async () => {
    expect(await channel()).toBe("open");
    await frameIs("hidden");
    await place.clock.move(60_000);
    expect(await channel()).toBe("open");
  });

  it("that goes away lets everything end", async () => {
    await frameIs("gone");
    await place.clock.move(1_000);
    expectAsleep();
  });

  it("that goes away while another stays changes nothing", async () => {
    await frameIs("visible", other);
    await frameIs("gone");
    await place.clock.move(60_000);
    expect(await channel()).toBe("open");
  });

  it("that died without a word is noticed within half a minute", async () => {
    place.seat.browser.framesAlive = false;
    await place.clock.move(31_000);
    expectAsleep();
  });

  it("that is frozen, or stopped by a dialog, is there, and holds nothing up: the token is renewed, the connection checked", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 600 });
    await place.signIn();
    place.seat.browser.framesAlive = "frozen";
    const before = place.simulator.control.received({ path: "^/oauth/token$" }).length;
    await place.clock.move(600_000);
    expect(await channel()).toBe("open");
    expect(place.simulator.control.received({ path: "^/oauth/token$" }).length).toBeGreaterThan(before);
    const checked = place.seat.command("check-connection", {});
    await place.clock.move(10_000);
    expect(await checked).toMatchObject({ ok: true });
  });

  it("that reports again and again is one frame", async () => {
    for (let turn = 0; turn < 5; turn += 1) await frameIs(turn % 2 === 0 ? "hidden" : "visible");
    await frameIs("gone");
    await place.clock.move(1_000);
    expectAsleep();
  });

  it("is remembered by the background over its death: the alarm brings the channel back", async () => {
    place.seat.kill();
    expect(place.simulator.control.state().openSockets).toBe(0);
    await place.clock.move(31_000);
    expect(await channel()).toBe("open");
  });

  it("that died while the background was dead is noticed, and everything ends", async () => {
    place.seat.kill();
    place.seat.browser.framesAlive = false;
    await place.clock.move(120_000);
    expectAsleep();
  });

  it("gets no state and no token in any answer", async () => {
    expect(await frameIs("visible")).toEqual({ ok: true, value: {} });
  });
});

it("The background is held awake by a call of an extension API every twenty seconds while the channel is wanted", async () => {
  const before = place.seat.browser.awakenings();
  await place.clock.move(600_000);
  expect(place.seat.browser.awakenings() - before).toBe(30);
});
