import { beforeEach, describe, expect, it } from "vitest";
import { createMovedClock, type MovedClock } from "../../moved-clock/moved-clock.ts";
import { createSeat, type Seat } from "../../moved-clock/seat.ts";
import { redirectUri } from "../../moved-clock/simulated-browser.ts";
import type { PlacedCall } from "../../simulator/place-call.ts";
import { createSimulator, type Simulator } from "../../simulator/simulator.ts";

let simulator: Simulator;
let clock: MovedClock;
let seat: Seat;
let call: PlacedCall;

function patches(): unknown[] {
  return simulator.control.received({ method: "PATCH" }).map(({ body }) => JSON.parse(body ?? "null") as unknown);
}
function leg(): { conversationId: string; participantId: string } {
  return { conversationId: call.conversationId, participantId: call.callerParticipantId };
}
async function shownValue(name: string): Promise<string | undefined> {
  const { calls } = await seat.state();
  const shown = calls.list.find(({ conversationId }) => conversationId === call.conversationId);
  const caller = shown?.participants.find(({ id }) => id === shown.callerId);
  return caller?.attributes.find((attribute) => attribute.name === name)?.value;
}

beforeEach(async () => {
  simulator = createSimulator({ redirectUris: [redirectUri] });
  clock = createMovedClock(simulator);
  simulator.advance(clock.now());
  seat = await createSeat(simulator, clock, { tidyPages: true });
  call = simulator.control.placeCall({ fixture: 0 });
});

async function signedIn(): Promise<void> {
  seat.openView();
  await seat.command("sign-in", {});
  await clock.move(1_000);
}

describe("the background", () => {
  it("signs in, finds the call, and publishes its 54 attributes", async () => {
    await signedIn();
    const state = await seat.state();
    expect(state.account).toMatchObject({ status: "signed-in", userName: "Anna Agent", signInNeeded: false });
    expect(state.channel).toBe("open");
    const [shown] = state.calls.list;
    expect(shown?.phase).toBe("connected");
    expect(shown?.queue).toBe("Service DE");
    expect(shown?.participants.find(({ id }) => id === shown.callerId)?.attributes).toHaveLength(54);
    expect(state.calls.selectedId).toBe(call.conversationId);
  });

  it("saves with one PATCH of the changed key, and the event confirms it", async () => {
    await signedIn();
    simulator.control.clearReceived();
    await seat.type(leg(), "CallerType", "Provider", "Member");
    const reply = await seat.command("save", {
      ...leg(),
      edits: [{ name: "CallerType", value: "Provider", base: "Member" }],
    });
    expect(reply).toEqual({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
    await clock.move(1_000);
    expect(patches()).toEqual([{ attributes: { CallerType: "Provider" } }]);
    expect(simulator.control.received()).toHaveLength(1);
    expect(await shownValue("CallerType")).toBe("Provider");
    expect((await seat.state()).changes).toEqual([]);
    expect(seat.database.unfinished()).toEqual([]);
    expect([...seat.stored.session.items.keys()].filter((key) => key.startsWith("draft/"))).toEqual([]);
  });

  it("makes no request in ten minutes of a call without a change", async () => {
    await signedIn();
    seat.openView();
    simulator.control.clearReceived();
    await clock.move(600_000);
    expect(simulator.control.received().filter(({ kind }) => kind === "request")).toEqual([]);
    expect((await seat.state()).channel).toBe("open");
  });

  it("shows what the IVR wrote meanwhile", async () => {
    await signedIn();
    simulator.control.setAttributes({ attributes: { Tier: "gold" } });
    await clock.move(1_000);
    expect(await shownValue("Tier")).toBe("gold");
  });

  it("goes on after it was killed: same session, same channel, and a missed change is read", async () => {
    await signedIn();
    seat.kill();
    simulator.control.setAttributes({ attributes: { Tier: "gold" } });
    await clock.move(1_000);
    simulator.control.clearReceived();
    seat.openView();
    await clock.move(1_000);
    expect(await shownValue("Tier")).toBe("gold");
    expect((await seat.state()).channel).toBe("open");
    expect(simulator.control.received({ method: "POST" })).toEqual([]);
  });

  it("asks nobody while no Genesys frame and no page of Calltag is open, and leaves no timer", async () => {
    const close = seat.openView();
    await seat.command("sign-in", {});
    await clock.move(1_000);
    close();
    await clock.move(1_000);
    expect(clock.timers()).toBe(0);
    expect(seat.browser.alarms.size).toBe(0);
    expect((await seat.state()).channel).toBe("closed");
  });

  it("signs out: the token is revoked, and nothing remains but the settings", async () => {
    await signedIn();
    await seat.type(leg(), "CallerType", "Provider", "Member");
    await clock.settle();
    await seat.command("sign-out", { everywhere: false });
    await clock.move(1_000);
    expect(simulator.control.received({ method: "DELETE" }).map(({ path }) => path)).toEqual(["/api/v2/tokens/me"]);
    expect(seat.database.records.size).toBe(0);
    const left = JSON.stringify([...seat.stored.session.items, ...seat.stored.local.items]);
    expect(left).not.toContain("Member");
    expect(left).not.toContain("Provider");
    expect([...seat.stored.session.items.keys()].toSorted()).toEqual(
      ["frames", "selection", "snapshots", "state"].filter((key) => seat.stored.session.items.has(key)),
    );
    expect((await seat.state()).account.status).toBe("signed-out");
  });
});
