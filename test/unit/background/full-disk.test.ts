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
function isChange(key: string): boolean {
  return key.startsWith("change/");
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

  it("a save that cannot be put down is refused, and stays in front of the person, also in a later life", async () => {
    const makeRoom = fill(isChange);
    expect(await place.save("CallerType", "Broker, since 2019", "Member")).toMatchObject({ ok: false });
    await place.clock.move(60_000);
    expect(await place.changes()).toEqual([]);
    expect((await place.seat.state()).undo).toBeNull();
    expect(place.drafts()).toEqual([place.draftKey("CallerType")]);
    expect(place.seat.database.unfinished()).toEqual([place.draftKey("CallerType")]);
    makeRoom();
    place.seat.restart();
    await place.signIn();
    expect(place.drafts()).toEqual([place.draftKey("CallerType")]);
    await place.save("CallerType", "Broker, since 2019", "Member");
    expect(place.onServer("CallerType")).toBe("Broker, since 2019");
  });

  it("a save of which the disk takes a part only is refused as a whole, and nothing of it is sent by a later life", async () => {
    fill((key, record) => isChange(key) && JSON.stringify(record).includes('"name":"CallerType"'));
    const edits = [
      { name: "Tier", value: "gold", base: null },
      { name: "CallerType", value: "Provider", base: "Member" },
    ];
    expect(await place.seat.command("save", { ...place.caller, edits })).toMatchObject({ ok: false });
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(60_000);
    expect(place.patches()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
  });

  it("no page takes a draft for one that is on its way before its change is on the disk", async () => {
    let refuse = (): void => undefined;
    const refusal = new Promise<void>((_, reject) => {
      refuse = () => {
        reject(new Error("QuotaExceededError"));
      };
    });
    const { database } = place.seat;
    const put = database.put.bind(database);
    database.put = (key, record) => (isChange(key) ? refusal : put(key, record));
    const saving = place.save("CallerType", "Provider", "Member");
    await place.clock.settle();
    place.simulator.control.setAttributes({ attributes: { Elsewhere: "news" } });
    await place.clock.move(5_000);
    expect(await place.changes()).toEqual([]);
    refuse();
    expect(await saving).toMatchObject({ ok: false });
    expect(place.drafts()).toEqual([place.draftKey("CallerType")]);
  });

  it("the Undo of the save before is offered on, where the one after it was refused", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(3_000);
    const { undo } = await place.seat.state();
    fill(isChange);
    await place.save("Tier", "gold", null);
    expect((await place.seat.state()).undo).toEqual(undo);
    expect(undo).not.toBeNull();
  });

  it("a change before which the call is read is sent when there is room, and so is not stranded", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    const makeRoom = fill(isChange);
    await place.clock.move(30_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(await place.changes()).toMatchObject([{ value: "Provider", status: "waiting" }]);
    expect(place.seat.browser.alarms.has("delivery")).toBe(true);
    makeRoom();
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("the button counts what is typed, though no copy of it can be kept", async () => {
    fill((key) => key.startsWith("draft/") || key.startsWith("adding/"));
    await place.seat.type(place.caller, "CallerType", "Broker", "Member");
    await place.seat.stored.session.set({ [place.addingKey()]: { name: "Callback", value: "14:30" } });
    await place.clock.settle();
    expect(place.seat.browser.toolbar.text).toBe("2");
  });
});
