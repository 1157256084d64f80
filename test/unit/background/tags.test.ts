import { beforeEach, describe, expect, it } from "vitest";
import { createSeat, type Seat } from "../../moved-clock/seat.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

const tags = "calltag.tags";
let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

function othersWrite(value: string): void {
  place.simulator.control.setAttributes({ attributes: { [tags]: value } });
}
function written(): unknown[] {
  return place.patches().map((body) => (body as { attributes: Record<string, unknown> }).attributes[tags]);
}

describe("Tags that somebody else gave meanwhile", () => {
  it("before the save are kept: what is sent is the merged list, and nobody is asked", async () => {
    othersWrite("x-unknown,legal");
    await place.clock.move(1_000);
    const reply = await place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    expect(reply).toEqual({ ok: true, value: { accepted: [tags], conflicts: [] } });
    expect(written()).toEqual(["complaint,legal,x-unknown"]);
    expect(await place.changes()).toEqual([]);
    expect(place.drafts()).toEqual([]);
  });

  it("while a save waits are merged in before it is sent", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save(tags, "complaint", null);
    othersWrite("legal");
    await place.clock.move(60_000);
    expect(written()).toEqual(["complaint", "complaint,legal"]);
    expect(place.onServer(tags)).toBe("complaint,legal");
    expect(await place.changes()).toEqual([]);
  });

  it("and removed again while it waits, stay removed", async () => {
    othersWrite("legal");
    await place.clock.move(1_000);
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save(tags, "complaint,legal", "legal");
    othersWrite("legal,praise");
    await place.clock.move(1_000);
    othersWrite("praise");
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("complaint,praise");
  });

  it("before the accepted request took effect are written back, for it wrote over them", async () => {
    place = await createWorkplace({ visibleAfterMs: 2_000 });
    await place.signIn();
    await place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    othersWrite("legal");
    await place.clock.move(10_000);
    expect(written()).toEqual(["complaint", "complaint,legal"]);
    expect(place.onServer(tags)).toBe("complaint,legal");
    expect(await place.changes()).toEqual([]);
  });

  it("that put back what one took away just before stay", async () => {
    othersWrite("legal");
    await place.clock.move(30_000);
    await place.save(tags, "", "legal");
    await place.clock.move(1_500);
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 5 } });
    await place.save(tags, "praise", "");
    await place.clock.move(500);
    othersWrite("legal");
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("legal,praise");
  });

  it("of somebody who had not seen the save, and wrote over it, bring nothing back that it took away", async () => {
    othersWrite("complaint,legal");
    await place.clock.move(30_000);
    await place.save(tags, "legal,praise", "complaint,legal");
    await place.clock.move(1_500);
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 5 } });
    await place.save(tags, "legal,praise,vip", "legal,praise");
    await place.clock.move(500);
    othersWrite("callback,complaint,legal");
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("callback,legal,praise,vip");
  });

  it("while the outcome of the request is unknown are kept with it", async () => {
    place.seat.cutNextWriteAfter = 3_000;
    await place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    othersWrite("legal");
    await place.clock.move(30_000);
    expect(place.onServer(tags)).toBe("complaint,legal");
    expect(await place.changes()).toEqual([]);
  });

  describe("while a request is under way that fails", () => {
    beforeEach(async () => {
      othersWrite("legal");
      await place.clock.move(30_000);
      place.simulator.control.fault({ ...write, answer: { status: 503, delayMs: 5_000 } });
      void place.save(tags, "", "legal");
      await place.clock.move(1_000);
      othersWrite("complaint,legal");
      await place.clock.move(1_000);
      await place.save(tags, "", "complaint");
    });

    it("and that are taken away meanwhile, stay away", async () => {
      await place.clock.move(60_000);
      expect(place.onServer(tags)).toBe("");
      expect(await place.changes()).toEqual([]);
    });

    it("stay where their taking away is taken back", async () => {
      await place.undo();
      await place.clock.move(60_000);
      expect(place.onServer(tags)).toBe("complaint");
      expect(await place.changes()).toEqual([]);
    });
  });

  it("stay where a request wrote over them, and what was saved behind their return is taken back", async () => {
    place = await createWorkplace({ visibleAfterMs: 2_000 });
    await place.signIn();
    await place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    // What is to bring "legal" in again must wait.
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 20 } });
    othersWrite("legal");
    await place.clock.move(5_000);
    await place.save(tags, "complaint", "complaint,legal");
    await place.undo();
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("complaint,legal");
    expect(await place.changes()).toEqual([]);
  });

  it("and removed before the save, do not come back with an event that is older", async () => {
    othersWrite("legal");
    await place.clock.move(20_000);
    place.simulator.control.assume({ eventAfterMs: 3_000 });
    place.simulator.control.hold();
    place.simulator.control.assume({ eventAfterMs: 86_400_000 });
    othersWrite("");
    await place.seat.command("refresh", {});
    await place.save(tags, "complaint", "");
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("complaint");
    expect(written()).toEqual(["complaint"]);
  });

  it("are in every list that is written, also where somebody tries again as the list is read", async () => {
    place.simulator.control.fault({ ...write, answer: { delayMs: 20_000 } });
    void place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    place.seat.kill();
    othersWrite("complaint,legal");
    const { database } = place.seat;
    const put = database.put.bind(database);
    database.put = async (key, record) => {
      await put(key, record);
      if (!JSON.stringify(record).includes('"isMend":true')) return;
      database.put = put;
      await place.seat.command("refresh", {});
    };
    place.seat.openView();
    await place.clock.move(60_000);
    expect(written().slice(1)).not.toContain("complaint");
    expect(place.onServer(tags)).toBe("complaint,legal");
    expect(await place.changes()).toEqual([]);
  });

  it("leave nothing to do where they are the very same", async () => {
    othersWrite("complaint,legal");
    await place.clock.move(1_000);
    await place.save(tags, "complaint", null);
    await place.clock.move(30_000);
    expect(place.patches()).toEqual([]);
    expect(place.drafts()).toEqual([]);
  });

  it("survive a killed background", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    await place.save(tags, "complaint", null);
    place.seat.kill();
    othersWrite("legal");
    place.seat.openView();
    await place.clock.move(120_000);
    expect(place.onServer(tags)).toBe("complaint,legal");
    expect(await place.changes()).toEqual([]);
  });

  it("stay after Undo, which takes back one's own only", async () => {
    await place.save(tags, "complaint,praise", null);
    await place.clock.move(1_000);
    othersWrite("complaint,legal,praise");
    await place.clock.move(1_000);
    const id = (await place.seat.state()).undo?.id ?? 0;
    const reply = await place.seat.command("undo-save", { ...place.caller, id });
    await place.clock.move(1_000);
    expect(reply).toMatchObject({ ok: true, value: { accepted: [tags], conflicts: [] } });
    expect(place.onServer(tags)).toBe("legal");
  });
});

describe("Undo of a tag that still waits", () => {
  beforeEach(() => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
  });

  it("leaves the tags that were saved before, and wait with it", async () => {
    await place.save(tags, "complaint", null);
    await place.save(tags, "complaint,legal", "complaint");
    await place.undo();
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("complaint");
    expect(await place.changes()).toEqual([]);
  });
});

describe("Tags and a note", () => {
  it("go with all other edits in one request", async () => {
    const note = "Angry about the bill";
    await place.seat.command("save", {
      ...place.caller,
      edits: [
        { name: tags, value: "complaint,legal", base: null },
        { name: "calltag.note", value: note, base: null },
        { name: "CallerType", value: "Provider", base: "Member" },
      ],
    });
    await place.clock.move(5_000);
    expect(place.patches()).toEqual([
      { attributes: { [tags]: "complaint,legal", "calltag.note": note, CallerType: "Provider" } },
    ]);
  });

  it("that somebody else wrote is a conflict like any other: a note is no set", async () => {
    place.simulator.control.setAttributes({ attributes: { "calltag.note": "theirs" } });
    await place.clock.move(1_000);
    const reply = await place.save("calltag.note", "mine", null);
    expect(reply).toMatchObject({ ok: true, value: { accepted: [], conflicts: ["calltag.note"] } });
  });
});

describe("Two people who tag at the same moment", () => {
  it.each([
    ["at once", 0, 0, 0],
    ["with one answer slower", 0, 1_500, 0],
    ["with both answers slow", 0, 1_500, 1_500],
    ["and both take effect later than answers come", 2_000, 1_500, 500],
  ])("keep both sets, %s", async (_, visibleAfterMs, first, second) => {
    place = await createWorkplace({ visibleAfterMs });
    await place.signIn();
    const ben = await createSeat(place.simulator, place.clock, { tidyPages: true });
    ben.openView();
    ben.browser.person = "Ben Agent";
    await ben.command("sign-in", {});
    place.simulator.control.transfer({ to: "ben", kind: "consult" });
    // Soon after a read an event that contradicts it is looked after, and the tags of that moment are never seen.
    await place.clock.move(20_000);
    const tag = (seat: Seat, value: string, delayMs: number) => {
      if (delayMs > 0) place.simulator.control.fault({ ...write, answer: { delayMs } });
      return seat.command("save", { ...place.caller, edits: [{ name: tags, value, base: null }] });
    };
    const mine = tag(place.seat, "complaint", first);
    await place.clock.settle();
    await tag(ben, "legal,praise", second);
    await mine;
    await place.clock.move(30_000);
    expect(place.onServer(tags)).toBe("complaint,legal,praise");
    expect(await place.changes()).toEqual([]);
    expect((await ben.state()).changes).toEqual([]);
  });
});

const stamps = { by: "calltag.tags.by", at: "calltag.tags.at" };

describe("A tag that was refused, where tags are stamped with who gave them", () => {
  beforeEach(async () => {
    await place.seat.stored.managed.set({ tags: { stamp: true, for: ["agent", "supervisor"] } });
    await place.clock.move(20_000);
    place.simulator.control.clearReceived();
    place.simulator.control.fault({ ...write, answer: { status: 400 }, times: 1 });
    await place.save(tags, "legal", null);
    await place.clock.move(3_000);
  });

  it("is the only thing that is said not to be saved: nobody can do anything about its stamp", async () => {
    expect(place.patches()).toMatchObject([{ attributes: { [tags]: "legal", [stamps.by]: "Anna Agent" } }]);
    expect(await place.changes()).toMatchObject([{ name: tags, status: "failed" }]);
  });

  it("takes a new stamp along when it is tried again", async () => {
    await place.save(tags, "legal", null);
    await place.clock.move(3_000);
    expect(await place.changes()).toEqual([]);
    expect([tags, stamps.by].map((name) => place.onServer(name))).toEqual(["legal", "Anna Agent"]);
  });

  it("is gone without a rest after Undo", async () => {
    expect(await place.undo()).toMatchObject({ ok: true, value: { accepted: [tags], conflicts: [] } });
    await place.clock.move(3_000);
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toHaveLength(1);
  });
});

describe("Undo of a tag, where tags are stamped with who gave them", () => {
  const former = { [tags]: "legal", [stamps.by]: "Sara Supervisor", [stamps.at]: "2026-01-01T00:00:00.000Z" };

  beforeEach(async () => {
    await place.seat.stored.managed.set({ tags: { stamp: true, for: ["agent", "supervisor"] } });
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({ attributes: former });
    await place.clock.move(20_000);
    place.simulator.control.clearReceived();
  });
  async function undo(): Promise<void> {
    const { undo: offered } = await place.seat.state();
    expect(offered?.names).toEqual([tags]);
    const reply = await place.undo();
    expect(reply).toMatchObject({ ok: true, value: { accepted: [tags], conflicts: [] } });
    await place.clock.move(60_000);
    expect(await place.changes()).toEqual([]);
  }

  it("brings the former stamp back: it is no tagging", async () => {
    await place.save(tags, "complaint,legal", "legal");
    await place.clock.move(1_000);
    expect(place.onServer(stamps.by)).toBe("Anna Agent");
    await undo();
    expect([tags, stamps.by, stamps.at].map((name) => place.onServer(name))).toEqual(Object.values(former));
    expect(place.patches()).toHaveLength(2);
  });

  it("that still waits sends no stamp either", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save(tags, "complaint,legal", "legal");
    await undo();
    expect(place.patches()).toHaveLength(1);
    expect([tags, stamps.by, stamps.at].map((name) => place.onServer(name))).toEqual(Object.values(former));
  });

  it("leaves the stamp of somebody else who tagged since", async () => {
    await place.save(tags, "complaint,legal", "legal");
    await place.clock.move(1_000);
    const later = {
      [tags]: "complaint,legal,praise",
      [stamps.by]: "Tom Team",
      [stamps.at]: "2026-11-23T00:00:00.000Z",
    };
    place.simulator.control.setAttributes({ attributes: later });
    await place.clock.move(1_000);
    await undo();
    expect(place.onServer(tags)).toBe("legal,praise");
    expect([stamps.by, stamps.at].map((name) => place.onServer(name))).toEqual([later[stamps.by], later[stamps.at]]);
  });
});
