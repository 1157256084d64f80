import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

/** Kills the background as soon as a change of that status stands in the database. */
function killWhenStored(status: string): void {
  // What is known may be old then: the change waits for a read, and is not put down as one that is being sent.
  if (status === "waiting") place.simulator.control.dropSockets();
  const { database } = place.seat;
  const put = database.put.bind(database);
  database.put = async (key, record) => {
    await put(key, record);
    if (!key.startsWith("change/") || !JSON.stringify(record).includes(`"status":"${status}"`)) return;
    database.put = put;
    place.seat.kill();
  };
}
/** The command's answer never comes: who would have given it, is dead. */
async function saveAndDie(): Promise<void> {
  await place.seat.type(place.caller, "CallerType", "Provider", "Member");
  const edits = [{ name: "CallerType", value: "Provider", base: "Member" }];
  void place.seat.command("save", { ...place.caller, edits });
  await place.clock.settle();
}
async function expectWritten(): Promise<void> {
  expect(place.onServer("CallerType")).toBe("Provider");
  expect(await place.changes()).toEqual([]);
  expect(place.seat.database.unfinished()).toEqual([]);
}

describe.each(["the person looks again", "an alarm wakes it"])("A background that is killed, until %s,", (waking) => {
  async function wakeAndWait(): Promise<void> {
    if (waking === "the person looks again") place.seat.openView();
    await place.clock.move(120_000);
  }

  it.each(["waiting", "sending"])(
    "with a change that is stored as %s has lost nothing, and writes once",
    async (status) => {
      killWhenStored(status);
      await saveAndDie();
      expect(place.patches()).toEqual([]);
      // Nothing was told to anybody yet: the alarm is what brings it back, and the draft is still there.
      if (status === "waiting") place.seat.openView();
      await wakeAndWait();
      expect(place.patches()).toHaveLength(1);
      await expectWritten();
    },
  );

  it("while the request is under way reads first, and does not write again what has arrived", async () => {
    place.simulator.control.fault({ ...write, answer: { delayMs: 3_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(10);
    place.seat.kill();
    await wakeAndWait();
    expect(place.patches()).toHaveLength(1);
    await expectWritten();
  });

  it("while the request is under way that never arrives reads first, and writes again", async () => {
    place.simulator.control.fault({ ...write, answer: "drop-before" });
    place.seat.cutNextWriteAfter = 3_000;
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    place.seat.kill();
    place.simulator.control.clearFaults();
    await wakeAndWait();
    expect(place.patches()).toHaveLength(1);
    expect(place.simulator.control.received({ path: "/calls/.*" })[0]?.method).toBe("GET");
    await expectWritten();
  });

  it("after the 202 and before the event finds the change confirmed", async () => {
    place.simulator.control.assume({ visibleAfterMs: 5_000 });
    await place.save("CallerType", "Provider", "Member");
    place.seat.kill();
    await wakeAndWait();
    expect(place.patches()).toHaveLength(1);
    await expectWritten();
  });

  it.each(["waiting", "sending"])(
    "with a change stored as %s, whose value somebody else wrote meanwhile, asks",
    async (status) => {
      killWhenStored(status);
      await saveAndDie();
      place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
      if (status === "waiting") place.seat.openView();
      await wakeAndWait();
      expect(place.onServer("CallerType")).toBe("Broker");
      expect(await place.changes()).toMatchObject([{ status: "conflict", value: "Provider", base: "Member" }]);
    },
  );
});

describe("A background that is killed", () => {
  it("again and again, with a change on its way, writes once", async () => {
    place.simulator.control.assume({ visibleAfterMs: 4_000 });
    await place.save("CallerType", "Provider", "Member");
    for (let life = 0; life < 6; life += 1) {
      place.seat.kill();
      await place.clock.move(500);
      place.seat.openView();
      await place.clock.move(500);
    }
    await place.clock.move(30_000);
    expect(place.patches()).toHaveLength(1);
    await expectWritten();
  });

  it("does nothing any more: no request, no timer", async () => {
    place.seat.kill();
    place.simulator.control.clearReceived();
    await place.clock.move(20_000);
    expect(place.clock.timers()).toBe(1);
    expect(place.requests()).toEqual([]);
  });

  it("while the popup was open, which closed unheard, does not wake every half minute for nobody", async () => {
    place.seat.kill();
    await place.clock.move(300_000);
    expect(place.seat.browser.alarms.size).toBe(0);
    expect(place.clock.timers()).toBe(0);
    expect(place.simulator.control.state().openSockets).toBe(0);
  });

  it("shows what it showed, without a sign-in, as soon as it is asked", async () => {
    place.seat.kill();
    place.seat.openView();
    await place.clock.settle();
    expect(place.simulator.control.received({ path: "/oauth/" })).toEqual([]);
    expect(await place.shown("CallerType")).toBe("Member");
  });
});

describe("After a restart of the browser, or an update of the extension,", () => {
  async function restartAndSignIn(meanwhile?: () => void): Promise<void> {
    place.seat.restart();
    await place.clock.move(60_000);
    meanwhile?.();
    await place.clock.move(60_000);
    await place.signIn();
    await place.clock.move(60_000);
  }

  it("a change that waited is written once the person has signed in", async () => {
    place.seat.isOnline = false;
    await place.save("CallerType", "Provider", "Member");
    place.seat.isOnline = true;
    await restartAndSignIn();
    await expectWritten();
  });

  it("a change that waited, and whose value somebody else wrote meanwhile, asks", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save("CallerType", "Provider", "Member");
    await restartAndSignIn(() => place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } }));
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toMatchObject([{ status: "conflict", value: "Provider" }]);
  });

  it("a change of a call that is over meanwhile is not lost: it says so, with its text", async () => {
    place.seat.isOnline = false;
    await place.save("CallerType", "Provider", "Member");
    place.seat.isOnline = true;
    place.simulator.control.end({ wrapup: false });
    place.simulator.control.assume({ readableAfterEndMs: 0 });
    await restartAndSignIn();
    expect(await place.changes()).toMatchObject([
      { status: "failed", value: "Provider", problem: { kind: "not-found" } },
    ]);
    expect(place.patches()).toEqual([]);
  });

  it("nothing is sent and nothing is kept of a change that is older than a day", async () => {
    place.seat.isOnline = false;
    await place.save("CallerType", "Provider", "Member");
    place.seat.isOnline = true;
    place.seat.restart();
    await place.clock.move(25 * 3_600_000);
    await place.signIn();
    await place.clock.move(60_000);
    expect(place.patches()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
  });

  it("a failed change still says why", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save("CallerType", "Provider", "Member");
    await restartAndSignIn();
    expect(await place.changes()).toMatchObject([
      { status: "failed", value: "Provider", problem: { kind: "rejected" } },
    ]);
  });
});

describe("A background that is killed as the person signs in again", () => {
  it("sends what waited for that", async () => {
    place.simulator.control.endLogins();
    place.simulator.control.expireTokens();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(await place.changes()).toMatchObject([{ status: "waiting", problem: { kind: "sign-in-needed" } }]);
    const area = place.seat.stored.session;
    const set = area.set.bind(area);
    area.set = async (items) => {
      await set(items);
      if (!("session" in items)) return;
      area.set = set;
      place.seat.kill();
    };
    void place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    place.seat.openView();
    await place.clock.move(60_000);
    await expectWritten();
  });
});
