import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

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
