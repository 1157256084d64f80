import { beforeEach, describe, expect, it } from "vitest";
import { createSeat } from "../../moved-clock/seat.ts";
import { createWorkplace, readOne, type Workplace, write } from "../../moved-clock/workplace.ts";
import type { Simulator } from "../../simulator/simulator.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

describe("A save that is answered 404", () => {
  it("after the call has ended says so; what was typed stays to be copied, and the call is read-only", async () => {
    place.simulator.control.assume({ eventAfterMs: 60_000 });
    place.simulator.control.end();
    place.simulator.control.finishWrapup();
    place.simulator.control.fault({ method: "GET", path: "/calls/.", answer: { status: 404 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([
      { name: "CallerType", value: "Provider", status: "failed", problem: { kind: "call-ended" } },
    ]);
    expect((await place.shownCall())?.phase).toBe("ended");
  });

  it("because the caller has a new leg says so, and writes nothing there by itself", async () => {
    place.simulator.control.assume({ eventAfterMs: 60_000 });
    place.simulator.control.fault({ ...write, answer: { status: 404 } });
    const { participantId } = place.simulator.control.replaceCaller();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const [change] = await place.changes();
    expect(change).toMatchObject({ status: "failed", value: "Provider" });
    const legs = (await place.shownCall())?.participants.map(({ id }) => id);
    expect(legs).toContain(participantId);
  });

  it("for no reason that a read shows stays a refusal", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 404 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([{ status: "failed", problem: { kind: "not-found" } }]);
  });
});

describe("A read that is answered 404", () => {
  it("later than a list that names the call and was asked for after it, ends nothing", async () => {
    const { simulator, clock, caller } = place;
    const path = `/api/v2/conversations/calls/${caller.conversationId}`;
    // The first look is refused late, the next ones say nothing.
    let looks = 0;
    const slow: Simulator = {
      ...simulator,
      handle(request, now) {
        if (new URL(request.url).pathname !== path) return simulator.handle(request, now);
        looks += 1;
        simulator.control.fault({ ...readOne, answer: { status: looks === 1 ? 404 : 503 } });
        return { ...simulator.handle(request, now), delayMs: looks === 1 ? 4_000 : 0 };
      },
    };
    const seat = await createSeat(slow, clock, { tidyPages: true });
    seat.openView();
    seat.browser.person = "Anna Agent";
    await seat.command("sign-in", {});
    await clock.move(1_000);
    simulator.control.assume({ eventAfterMs: 60_000 });
    const edits = [{ name: "CallerType", value: "Provider", base: "Member" }];
    await seat.command("save", { ...caller, edits });
    await clock.move(3_000);
    expect(looks).toBe(1);
    await seat.command("refresh", {});
    await clock.move(4_000);
    expect((await seat.state()).calls.list).toMatchObject([{ phase: "connected" }]);
  });
});

describe("A save over the limit", () => {
  it("is refused before anything is sent, with the bytes and the limit", async () => {
    const reply = await place.seat.command("save", {
      ...place.caller,
      edits: [{ name: "Long", value: "x".repeat(12_000), base: null }],
    });
    expect(reply).toMatchObject({ ok: false, error: { kind: "map-too-large", limit: 10_240 } });
    expect(place.patches()).toEqual([]);
  });

  it("that Genesys names in a 413 is known from then on", async () => {
    const body = {
      message: "The request is over the size limit. Maximum bytes: 3000",
      code: "request.entity.too.large",
      status: 413,
    };
    place.simulator.control.fault({ ...write, answer: { status: 413, body } });
    await place.save("Long", "x".repeat(2_000), null);
    await place.clock.move(1_000);
    expect((await place.seat.state()).limits).toEqual({ totalBytes: 3_000 });
    expect(await place.save("Longer", "x".repeat(2_000), null)).toMatchObject({ ok: false, error: { limit: 3_000 } });
  });
});
