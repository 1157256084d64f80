import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, readOne, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

async function saveProvider(): Promise<void> {
  await place.save("CallerType", "Provider", "Member");
}
async function expectWrittenOnce(): Promise<void> {
  expect(place.onServer("CallerType")).toBe("Provider");
  expect(await place.changes()).toEqual([]);
  expect(place.seat.database.unfinished()).toEqual([]);
}

describe("A write that Genesys refuses for good", () => {
  it.each([
    [400, "rejected"],
    [413, "rejected"],
    [415, "rejected"],
    [422, "rejected"],
    [403, "forbidden"],
    [404, "not-found"],
  ])("with %i is not tried again; the text stays, and the row says why", async (status, kind) => {
    place.simulator.control.fault({ ...write, answer: { status } });
    await saveProvider();
    await place.clock.move(600_000);
    expect(place.patches()).toHaveLength(1);
    expect(await place.changes()).toMatchObject([
      { name: "CallerType", value: "Provider", base: "Member", status: "failed", problem: { kind }, retryAt: null },
    ]);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("gives the correlation id with the reason", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await saveProvider();
    const [change] = await place.changes();
    expect(change?.problem).toMatchObject({ correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
  });

  it("for want of a permission names it", async () => {
    const body = {
      message:
        "Unable to perform the requested action. You are missing the following permission(s): conversation:x:edit",
      code: "missing.permissions",
      messageParams: { permissions: "conversation:x:edit" },
    };
    place.simulator.control.fault({ ...write, answer: { status: 403, body } });
    await saveProvider();
    expect(await place.changes()).toMatchObject([
      { status: "failed", problem: { kind: "forbidden", missing: "conversation:x:edit" } },
    ]);
  });

  it("because the person left the call says just that", async () => {
    place.simulator.control.assume({ writeAfterLeaving: "forbidden" });
    place.simulator.control.transfer({ to: "ben", kind: "blind" });
    place.simulator.control.answer({ user: "ben" });
    // Not yet heard of here.
    await saveProvider();
    await place.clock.move(60_000);
    expect(await place.changes()).toMatchObject([{ status: "failed", problem: { kind: "not-active-participant" } }]);
    expect(place.patches()).toHaveLength(1);
  });

  it("with 404 is followed by one read, which decides", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 404 } });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.requests().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET"]);
  });

  it("can be saved again, and then goes out again", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await saveProvider();
    await saveProvider();
    await place.clock.move(1_000);
    await expectWrittenOnce();
  });

  it("can be discarded, and leaves nothing", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await saveProvider();
    await place.seat.command("discard", { ...place.caller, names: ["CallerType"] });
    expect(await place.changes()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
  });

  it("is settled once somebody else has written that very value", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await saveProvider();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Provider" } });
    await place.clock.move(1_000);
    expect(await place.changes()).toEqual([]);
  });
});

describe("A write whose outcome is unclear", () => {
  it.each([
    ["408", { status: 408 }],
    ["500", { status: 500 }],
    ["503", { status: 503 }],
    ["504", { status: 504 }],
    ["a connection cut before", "drop-before"],
  ] as const)("after %s is read first, and then written once more", async (_, answer) => {
    place.simulator.control.fault({ ...write, answer });
    await saveProvider();
    expect(await place.changes()).toMatchObject([{ status: "waiting", value: "Provider" }]);
    await place.clock.move(60_000);
    expect(place.requests().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET", "PATCH"]);
    await expectWrittenOnce();
  });

  it("because the connection was cut after it was applied is confirmed by the event, and not written again", async () => {
    place.simulator.control.fault({ ...write, answer: "drop-after" });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    await expectWrittenOnce();
  });

  it("and of which no event tells is confirmed by the read, and not written again", async () => {
    place.simulator.control.assume({ writeMakesEvent: false });
    place.simulator.control.fault({ ...write, answer: "drop-after" });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.requests().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET"]);
    await expectWrittenOnce();
  });

  it("is not written over what somebody else wrote meanwhile", async () => {
    place.simulator.control.fault({ ...write, answer: "drop-before" });
    await saveProvider();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toMatchObject([{ status: "conflict", value: "Provider", base: "Member" }]);
  });

  it("is read again and again, with growing waits, while reads fail too; nothing is written blindly", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    place.simulator.control.fault({ ...readOne, times: 5, answer: { status: 503 } });
    await saveProvider();
    await place.clock.move(300_000);
    const lines = place.simulator.control.received({ kind: "request" });
    expect(lines.map(({ method }) => method)).toEqual(["PATCH", "GET", "GET", "GET", "GET", "GET", "GET", "PATCH"]);
    const waits = lines.slice(1, 7).map(({ at }, index) => at - (lines[index]?.at ?? 0));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000]);
    await expectWrittenOnce();
  });

  it("of a malformed answer with status 202 is looked at and not written twice", async () => {
    place.simulator.control.fault({ ...write, answer: "malformed" });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    await expectWrittenOnce();
  });
});

describe("A slow answer", () => {
  it("is waited for, up to fifteen seconds", async () => {
    place.simulator.control.fault({ ...write, answer: { delayMs: 14_900 } });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    await expectWrittenOnce();
  });

  it("of more than fifteen seconds is given up; a read decides, and nothing is written twice", async () => {
    place.simulator.control.assume({ writeMakesEvent: false });
    place.simulator.control.fault({ ...write, answer: { delayMs: 40_000 } });
    await saveProvider();
    await place.clock.move(14_900);
    expect(await place.changes()).toMatchObject([{ status: "sending" }]);
    await place.clock.move(200);
    expect(await place.changes()).toMatchObject([{ status: "waiting", problem: { kind: "timeout" } }]);
    await place.clock.move(60_000);
    expect(place.requests().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET"]);
    await expectWrittenOnce();
  });
});

describe("429", () => {
  it("is honoured to the second, and says until when", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 42 } });
    await saveProvider();
    const due = place.clock.now() + 42_000;
    expect(await place.changes()).toMatchObject([
      { status: "waiting", problem: { kind: "rate-limited", retryAt: due }, retryAt: due },
    ]);
    await place.clock.move(41_999);
    expect(place.patches()).toHaveLength(1);
    await place.clock.move(1);
    await place.clock.settle();
    expect(place.patches()).toHaveLength(2);
    await place.clock.move(1_000);
    await expectWrittenOnce();
  });

  it("is honoured although the person presses Refresh", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 42 } });
    await saveProvider();
    await place.clock.move(5_000);
    await place.seat.command("refresh", {});
    await place.clock.move(30_000);
    expect(place.patches()).toHaveLength(1);
  });

  it.each([1_000, 150_000, 199_000])(
    "of minutes is cut short by “Try now”, also %i ms after it began",
    async (passed) => {
      place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 200 } });
      await saveProvider();
      await place.clock.move(passed);
      await place.seat.command("refresh", {});
      await place.clock.settle();
      expect(place.patches()).toHaveLength(1);
      await place.seat.command("refresh", { tryNow: true });
      await place.clock.settle();
      expect(place.patches()).toHaveLength(2);
      await place.clock.move(1_000);
      await expectWrittenOnce();
    },
  );

  it("that asks for no wait, again and again, is not answered by a storm", async () => {
    place.simulator.control.fault({ ...write, times: 200, answer: { status: 429, retryAfterSeconds: 0 } });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.patches().length).toBeLessThan(12);
  });

  it("of several minutes is kept over the death of the background", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 240 } });
    await saveProvider();
    place.seat.kill();
    await place.clock.move(239_000);
    expect(place.patches()).toHaveLength(1);
    await place.clock.move(60_000);
    await expectWrittenOnce();
  });
});

describe("409", () => {
  it("is followed by a read, and then by the write", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 409 } });
    await saveProvider();
    await place.clock.move(60_000);
    expect(place.requests().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET", "PATCH"]);
    await expectWrittenOnce();
  });

  it("where somebody else wrote is a conflict", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 409 } });
    await saveProvider();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    expect(await place.changes()).toMatchObject([{ status: "conflict" }]);
  });
});

describe("Without a network", () => {
  it("a save waits, and goes out by itself when the network is back", async () => {
    place.seat.isOnline = false;
    await saveProvider();
    expect(await place.changes()).toMatchObject([{ status: "waiting", problem: { kind: "offline" } }]);
    await place.clock.move(300_000);
    expect(place.patches()).toEqual([]);
    place.seat.isOnline = true;
    await place.clock.move(61_000);
    expect(place.patches()).toHaveLength(1);
    await expectWrittenOnce();
  });

  it("the attempts become rarer: at most one a minute", async () => {
    place.seat.isOnline = false;
    await saveProvider();
    await place.clock.move(300_000);
    const [before] = await place.changes();
    await place.clock.move(60_000);
    const [after] = await place.changes();
    expect((after?.retryAt ?? 0) - (before?.retryAt ?? 0)).toBeLessThanOrEqual(60_000);
    expect((after?.retryAt ?? 0) - place.clock.now()).toBeLessThanOrEqual(30_000);
  });

  it("Refresh tries at once what waits", async () => {
    place.seat.isOnline = false;
    await saveProvider();
    await place.clock.move(300_000);
    place.seat.isOnline = true;
    await place.seat.command("refresh", {});
    await place.clock.move(100);
    await expectWrittenOnce();
  });
});
