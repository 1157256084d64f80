import { beforeEach, describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../../src/protocol/history.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

async function history(): Promise<HistoryEntry[]> {
  const reply = await place.seat.command("read-history", {});
  return reply.ok ? reply.value.entries : [];
}

describe("The history of one's own changes", () => {
  it("says name, before, after, when and how it ended, newest first", async () => {
    const at = place.clock.now();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save("New one", "x", null);
    await place.clock.move(1_000);
    expect(await history()).toMatchObject([
      { ...place.caller, name: "New one", before: null, after: "x", outcome: "refused" },
      { ...place.caller, name: "CallerType", before: "Member", after: "Provider", at, outcome: "confirmed" },
    ]);
  });

  it("shows what is on its way, what was discarded and what is in conflict", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 60 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.settle();
    expect(await history()).toMatchObject([{ name: "CallerType", outcome: "on-its-way" }]);
    place.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await place.clock.move(1_000);
    expect(await history()).toMatchObject([{ name: "CallerType", outcome: "conflict" }]);
  });

  it("is forgotten after seven days, by a click, and at sign-out", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    await place.seat.command("clear-history", {});
    expect(await history()).toEqual([]);
    await place.save("CallerType", "Broker", "Provider");
    await place.clock.move(1_000);
    expect(await history()).toHaveLength(1);
    await place.seat.command("sign-out", { everywhere: false });
    expect(await history()).toEqual([]);
    expect(place.seat.database.records.size).toBe(0);
  });

  it("forgets what is older than seven days", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const [key, text] = [...place.seat.database.records][0] ?? ["", ""];
    const order = place.clock.now() - 8 * 24 * 60 * 60 * 1000;
    place.seat.database.records.delete(key);
    place.seat.database.records.set(key.replace(/\d+$/, order.toString()), text);
    expect(await history()).toEqual([]);
    expect(place.seat.database.records.size).toBe(0);
  });

  it("is not said to be empty while nobody is signed in whose it could be", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    const owner = "whoever/was-here";
    expect(await place.seat.command("clear-history", { owner })).toEqual({
      ok: false,
      error: { kind: "sign-in-needed" },
    });
  });

  it("is nobody else's", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    place.simulator.control.endLogins();
    await place.signIn("Ben Agent");
    expect(await history()).toEqual([]);
  });
});
