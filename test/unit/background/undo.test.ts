import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

/** The background dies as soon as what is saved is on disk. */
async function diesIn(save: () => Promise<unknown>): Promise<void> {
  const { database } = place.seat;
  const put = database.put.bind(database);
  database.put = async (key, record) => {
    await put(key, record);
    if (!key.startsWith("change/")) return;
    database.put = put;
    place.seat.kill();
  };
  void save();
  await place.clock.settle();
}
function saveBroker() {
  const edits = [{ name: "CallerType", value: "Broker", base: "Provider" }];
  return place.seat.command("save", { ...place.caller, edits });
}

describe("Undo of the last save", () => {
  it("of a save that was told to wait leaves nothing that would wake the background for it", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 200 } });
    await place.save("CallerType", "Provider", "Member");
    expect(place.seat.browser.alarms.has("delivery")).toBe(true);
    await place.undo();
    await place.clock.settle();
    expect(place.seat.browser.alarms.has("delivery")).toBe(false);
  });

  it("writes back what was there, by one PATCH of the same keys", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect((await place.seat.state()).undo).toMatchObject({ ...place.caller, names: ["CallerType"] });
    expect(await place.undo()).toMatchObject({ ok: true, value: { conflicts: [] } });
    await place.clock.move(1_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(place.patches()).toEqual([
      { attributes: { CallerType: "Provider" } },
      { attributes: { CallerType: "Member" } },
    ]);
  });

  it("that was refused leaves nothing of it: what was there before is there still", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(3_000);
    expect(await place.changes()).toMatchObject([{ value: "Provider", status: "failed" }]);
    expect(await place.undo()).toMatchObject({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
    await place.clock.move(3_000);
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toHaveLength(1);
  });

  it("does not take away what was saved after it while the background died, and says so", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const { undo } = await place.seat.state();
    await diesIn(() => saveBroker());
    expect(await place.seat.command("undo-save", { ...place.caller, id: undo?.id ?? 0 })).toEqual({
      ok: true,
      value: { accepted: [], conflicts: ["CallerType"] },
    });
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Broker");
  });

  it("does not take away what was saved after it while the background died, though that was refused", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const { undo } = await place.seat.state();
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await diesIn(() => saveBroker());
    place.seat.openView();
    await place.clock.move(5_000);
    expect(await place.changes()).toMatchObject([{ value: "Broker", status: "failed" }]);
    await place.seat.command("undo-save", { ...place.caller, id: undo?.id ?? 0 });
    expect(await place.changes()).toMatchObject([{ value: "Broker", status: "failed" }]);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("asked for by two views at once is no conflict", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const id = (await place.seat.state()).undo?.id ?? 0;
    const undo = () => place.seat.command("undo-save", { ...place.caller, id });
    const answers = await Promise.all([undo(), undo()]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { conflicts: [] } });
    await place.clock.move(1_000);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("clears what did not exist before: there is no way to delete", async () => {
    await place.save("New one", "x", null);
    await place.clock.move(1_000);
    await place.undo();
    await place.clock.move(1_000);
    expect(place.onServer("New one")).toBe("");
  });

  it("of an addition of which nobody knows whether it arrived, and which did not, leaves nothing behind", async () => {
    place.seat.cutNextWriteAfter = 3_000;
    await place.save("New one", "x", null);
    await place.clock.move(3_100);
    await place.undo();
    await place.clock.move(120_000);
    expect(place.onServer("New one")).toBeUndefined();
    expect(place.patches()).toEqual([]);
    expect(await place.changes()).toEqual([]);
    expect(place.drafts()).toEqual([]);
  });

  it("of an addition of which nobody knows whether it arrived, and which did, clears it", async () => {
    place.simulator.control.fault({ ...write, answer: "drop-after" });
    await place.save("New one", "x", null);
    await place.undo();
    await place.clock.move(120_000);
    expect(place.onServer("New one")).toBe("");
    expect(await place.changes()).toEqual([]);
  });

  it("asks where somebody else wrote since, and overwrites nothing", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await place.clock.move(1_000);
    const reply = await place.undo();
    expect(reply).toEqual({ ok: true, value: { accepted: [], conflicts: ["CallerType"] } });
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Agency");
    expect(place.patches()).toHaveLength(1);
  });

  it("of a change that is still waiting leaves nothing to send", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save("CallerType", "Provider", "Member");
    await place.undo();
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(await place.changes()).toEqual([]);
  });

  it("of a change that is still waiting leaves the save before it, which waits too", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Agency", "Provider");
    await place.undo();
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
  });

  it("means the save that was on screen: one that came meanwhile stays", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const seen = (await place.seat.state()).undo;
    await place.save("Skills", "Dental", "");
    const reply = await place.seat.command("undo-save", { ...place.caller, id: seen?.id ?? 0 });
    expect(reply).toEqual({ ok: true, value: { accepted: [], conflicts: [] } });
    await place.clock.move(1_000);
    expect(place.onServer("Skills")).toBe("Dental");
    expect((await place.seat.state()).undo?.names).toEqual(["Skills"]);
  });

  it("in the very moment of the next save, of the same attribute, does nothing either", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const seen = (await place.seat.state()).undo;
    const edits = [{ name: "CallerType", value: "Agency", base: "Provider" }];
    const saving = place.seat.command("save", { ...place.caller, edits });
    const undoing = place.seat.command("undo-save", { ...place.caller, id: seen?.id ?? 0 });
    expect(await undoing).toEqual({ ok: true, value: { accepted: [], conflicts: [] } });
    await saving;
    await place.clock.move(1_000);
    expect(place.onServer("CallerType")).toBe("Agency");
  });

  it("of what waits is done at once: nothing leaves while it is being noted", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 200 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(100);
    const { database } = place.seat;
    const put = database.put.bind(database);
    database.put = async (key, record) => {
      await put(key, record);
      if (key.startsWith("history/")) await place.seat.command("refresh", {});
    };
    await place.seat.command("discard", { ...place.caller, names: ["CallerType"] });
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("is not offered for a call that has ended, nor for somebody else's save", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    place.simulator.control.end();
    place.simulator.control.finishWrapup();
    await place.clock.move(1_000);
    expect((await place.seat.state()).undo).toBeNull();
    await place.seat.command("sign-out", { everywhere: false });
    expect((await place.seat.state()).undo).toBeNull();
  });

  it("survives a killed background", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(1_000);
    await place.undo();
    await place.clock.move(1_000);
    expect(place.onServer("CallerType")).toBe("Member");
  });
});
