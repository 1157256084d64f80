import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

/** Nothing of this kind can be put down any more; the answer makes room again. */
function fill(isRefused: (key: string, record: unknown) => boolean): () => void {
  const { database } = place.seat;
  const put = database.put.bind(database);
  database.put = (key, record) =>
    isRefused(key, record) ? Promise.reject(new Error("QuotaExceededError")) : put(key, record);
  return () => {
    database.put = put;
  };
}
function isSending(_: string, record: unknown): boolean {
  return JSON.stringify(record).includes('"status":"sending"');
}

describe("Where the disk is full", () => {
  it("what cannot be put down as sent is not sent, waits, and is sent when there is room", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 10 } });
    await place.save("CallerType", "Provider", "Member");
    const makeRoom = fill(isSending);
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    expect(await place.changes()).toMatchObject([{ value: "Provider", status: "waiting" }]);
    makeRoom();
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
  });

  it("a change that is confirmed is let go of, whether the history takes it or not", async () => {
    fill((key) => key.startsWith("history/"));
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(5_000);
    expect(await place.changes()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
    place.seat.kill();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Member" } });
    place.seat.openView();
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("Calltag starts, and does what needs no room", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 100 } });
    await place.save("CallerType", "Provider", "Member");
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    place.seat.kill();
    const makeRoom = fill(() => true);
    place.seat.openView();
    await place.clock.move(20_000);
    expect(await place.seat.command("refresh", {})).toMatchObject({ ok: true });
    expect(await place.changes()).toMatchObject([{ value: "Provider" }]);
    makeRoom();
    await place.clock.move(180_000);
    expect(place.onServer("CallerType")).toBe("Provider");
  });
});
