import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

async function statusOfChange(): Promise<string | undefined> {
  return (await place.changes())[0]?.status;
}

describe("After a 202", () => {
  it("the row is sent until the event shows it, and then saved: one request in all", async () => {
    place.simulator.control.assume({ eventAfterMs: 900 });
    await place.save("CallerType", "Provider", "Member");
    expect(await statusOfChange()).toBe("sent");
    await place.clock.move(1_000);
    expect(await statusOfChange()).toBeUndefined();
    await place.clock.move(60_000);
    expect(place.requests()).toHaveLength(1);
  });

  it("of which no event tells it is looked for after 2 s, and not before", async () => {
    place.simulator.control.assume({ writeMakesEvent: false });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_999);
    expect(place.requests()).toHaveLength(1);
    await place.clock.move(1);
    await place.clock.settle();
    expect(place.requests()).toHaveLength(2);
    expect(await place.changes()).toEqual([]);
    expect(await place.shown("CallerType")).toBe("Provider");
  });

  it("that never becomes visible it is looked for after 2, 5 and 15 s, then it is accepted and unseen", async () => {
    place.simulator.control.assume({ writeMakesEvent: false, visibleAfterMs: 600_000 });
    await place.save("CallerType", "Provider", "Member");
    const sentAt = place.clock.now();
    await place.clock.move(14_999);
    expect(await statusOfChange()).toBe("sent");
    await place.clock.move(300_000);
    const reads = place.simulator.control.received({ method: "GET", kind: "request" });
    expect(reads.map(({ at }) => at - sentAt)).toEqual([2_000, 5_000, 15_000]);
    expect(place.patches()).toHaveLength(1);
    expect(await statusOfChange()).toBe("unseen");
    expect(await place.shown("CallerType")).toBe("Member");
  });

  it("an unseen change is confirmed whenever it shows at last", async () => {
    place.simulator.control.assume({ visibleAfterMs: 200_000 });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(100_000);
    expect(await statusOfChange()).toBe("unseen");
    await place.clock.move(101_000);
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toHaveLength(1);
  });

  it("an unseen change leaves no timer and no alarm of its own", async () => {
    place.simulator.control.assume({ visibleAfterMs: 600_000 });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(100_000);
    expect([...place.seat.browser.alarms.keys()]).toEqual(["watch"]);
  });

  it.each([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000])(
    "it is confirmed without a second write, if it shows %i ms later and unrelated events come in between",
    async (visibleAfterMs) => {
      place.simulator.control.assume({ visibleAfterMs });
      await place.save("CallerType", "Provider", "Member");
      for (let second = 0; second < 12; second += 1) {
        place.simulator.control.setAttributes({ attributes: { Unrelated: second.toString() } });
        await place.clock.move(1_000);
        expect(await statusOfChange()).not.toBe("conflict");
      }
      expect(await place.changes()).toEqual([]);
      expect(place.patches()).toHaveLength(1);
    },
  );

  it("a third value is a conflict with the text kept", async () => {
    place.simulator.control.assume({ visibleAfterMs: 3_000 });
    await place.save("CallerType", "Provider", "Member");
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([{ status: "conflict", base: "Member", value: "Provider" }]);
    // The simulator applies ours after theirs: then nothing is left to decide.
    await place.clock.move(5_000);
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toHaveLength(1);
  });

  it("an event that is faster than the answer confirms all the same", async () => {
    place.simulator.control.fault({ method: "PATCH", answer: { delayMs: 1_500 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(await place.changes()).toEqual([]);
    await place.clock.move(60_000);
    expect(await place.changes()).toEqual([]);
    expect(place.requests()).toHaveLength(1);
  });

  it("the answer of a read that an event overtook is dropped", async () => {
    place.simulator.control.assume({ writeMakesEvent: false });
    await place.save("CallerType", "Provider", "Member");
    place.simulator.control.fault({ method: "GET", answer: { delayMs: 3_000 } });
    await place.clock.move(2_500);
    place.simulator.control.setAttributes({ attributes: { Tier: "gold" } });
    await place.clock.move(10_000);
    expect(await place.shown("Tier")).toBe("gold");
    expect(await place.changes()).toEqual([]);
  });
});
