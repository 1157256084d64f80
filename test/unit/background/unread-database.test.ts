import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
});

/** Nothing can be read any more; the answer makes it readable again. */
function lock(): () => void {
  const { database } = place.seat;
  const [all, keys] = [database.all.bind(database), database.keys.bind(database)];
  const refuse = (): Promise<never> => Promise.reject(new Error("InvalidStateError"));
  Object.assign(database, { all: refuse, keys: refuse });
  return () => {
    Object.assign(database, { all, keys });
  };
}
async function type(name: string, value: string): Promise<void> {
  await place.seat.type(place.caller, name, value, null);
  await place.clock.settle();
}
async function discard(name: string): Promise<void> {
  await place.seat.stored.session.remove([place.draftKey(name)]);
  await place.clock.settle();
}

describe("Where the database cannot be read", () => {
  it("who signs in is signed in, sees the call and saves", async () => {
    lock();
    await place.signIn();
    expect((await place.seat.state()).account).toMatchObject({ status: "signed-in", userName: "Anna Agent" });
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ ok: true });
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("a later life does what it is asked for", async () => {
    await place.signIn();
    place.seat.kill();
    lock();
    expect(await place.seat.command("refresh", {})).toMatchObject({ ok: true });
  });

  it("a change that waits is sent as soon as it can be read", async () => {
    await place.signIn();
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 10 } });
    await place.save("CallerType", "Provider", "Member");
    place.seat.kill();
    const unlock = lock();
    place.seat.openView();
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Member");
    await place.save("Tier", "gold", null);
    unlock();
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(place.onServer("Tier")).toBe("gold");
    expect(await place.changes()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
  });

  it("what was typed before an update is not taken for discarded, and is back when it can be read", async () => {
    await place.signIn();
    await type("Tier", "gold");
    await place.seat.stored.session.set({ [place.addingKey()]: { name: "Callback", value: "14:30" } });
    await place.clock.settle();
    place.seat.restart();
    const unlock = lock();
    await place.signIn();
    await discard("Tier");
    expect(place.seat.database.unfinished()).toEqual([place.draftKey("Tier"), place.addingKey()]);
    unlock();
    await place.clock.move(60_000);
    expect(place.drafts()).toEqual([place.draftKey("Tier")]);
    expect(place.seat.stored.session.items.get(place.addingKey())).toMatchObject({ name: "Callback", value: "14:30" });
  });

  it("what is typed meanwhile counts, is kept, and is forgotten where it is discarded", async () => {
    lock();
    await place.signIn();
    await type("Tier", "gold");
    await type("Reason", "billing");
    expect(place.seat.browser.toolbar.text).toBe("2");
    await discard("Tier");
    expect(place.seat.database.unfinished()).toEqual([place.draftKey("Reason")]);
    expect(place.seat.browser.toolbar.text).toBe("1");
  });
});
