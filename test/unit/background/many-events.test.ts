import { beforeEach, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
  await place.clock.move(30_000);
  place.simulator.control.clearReceived();
});

/** How often each item of `storage.session` was written while something happened. */
async function writesDuring(happening: () => Promise<void>): Promise<Record<string, number>> {
  const writes: Record<string, number> = {};
  const stop = place.seat.stored.session.onChanged((keys) => {
    for (const key of keys) writes[key] = (writes[key] ?? 0) + 1;
  });
  await happening();
  stop();
  return writes;
}

it("An event costs one write of what is shown and one of what is known, and no request", async () => {
  const writes = await writesDuring(async () => {
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(1_000);
  });
  expect(writes).toEqual({ snapshots: 1, state: 1 });
  expect(place.requests()).toEqual([]);
});

it("An event that says nothing new costs no write", async () => {
  // The first says more of the call than the read did: names of people and queues (genesys-platform-api.md 2.2).
  place.simulator.control.setAttributes({ attributes: { CallerType: "Member" } });
  await place.clock.move(1_000);
  const writes = await writesDuring(async () => {
    for (let event = 0; event < 20; event += 1) {
      place.simulator.control.setAttributes({ attributes: { CallerType: "Member" } });
      await place.clock.move(1_000);
    }
  });
  expect(writes).toEqual({});
});

it("Twenty agents' worth of events a second for a minute: the last is shown, an edit is kept and saved, nothing piles up", async () => {
  const calls = Array.from({ length: 19 }, () => place.simulator.control.placeCall({ fixture: 1 }));
  await place.clock.move(1_000);
  place.simulator.control.clearReceived();
  await place.seat.type(place.caller, "MAJOR_LOB", "typed", "MCR");
  const timers = place.clock.timers();
  for (let second = 0; second < 60; second += 1) {
    for (const [index, { conversationId }] of [place.call, ...calls].entries()) {
      const attributes = { CallerType: `second ${second.toString()}` };
      place.simulator.control.setAttributes({ conversationId, attributes });
      if (index % 4 === 3) await place.clock.move(200);
    }
  }
  expect(place.requests()).toEqual([]);
  expect(place.clock.timers()).toBe(timers);
  const { calls: shown, channel } = await place.seat.state();
  expect(channel).toBe("open");
  expect(shown.list).toHaveLength(20);
  for (const { participants, callerId } of shown.list) {
    const caller = participants.find(({ id }) => id === callerId);
    expect(caller?.attributes).toContainEqual({ name: "CallerType", value: "second 59", kind: "string" });
  }
  expect(place.drafts()).toHaveLength(1);
  await place.save("MAJOR_LOB", "saved in the end", String(place.onServer("MAJOR_LOB")));
  await place.clock.move(1_000);
  expect(place.onServer("MAJOR_LOB")).toBe("saved in the end");
}, 60_000);
