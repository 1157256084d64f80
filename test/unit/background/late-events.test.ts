import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, readList, readOne, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

function ivrWrites(value: string, eventAfterMs = 20): void {
  place.simulator.control.assume({ eventAfterMs });
  place.simulator.control.setAttributes({ attributes: { CallerType: value } });
}
function looks(): number {
  return place.simulator.control.received(readOne).length;
}
/** The event of "Broker" arrives after five seconds, that of "Provider" never; a read in between knows of "Provider". */
async function beforeLateEvent(): Promise<void> {
  ivrWrites("Broker", 5_000);
  ivrWrites("Provider", 86_400_000);
  place.simulator.control.dropSockets();
  await place.clock.move(4_000);
  expect(await place.shown("CallerType")).toBe("Provider");
}

describe("An event that is older than the read before it", () => {
  it("is never shown: one look tells", async () => {
    await beforeLateEvent();
    for (let tenth = 0; tenth < 30; tenth += 1) {
      await place.clock.move(100);
      expect(await place.shown("CallerType")).toBe("Provider");
    }
    expect(looks()).toBe(1);
  });

  it("takes no caller away who came after it, nor do two of them at once", async () => {
    place.simulator.control.assume({ eventAfterMs: 5_000 });
    place.simulator.control.hold();
    place.simulator.control.unhold();
    place.simulator.control.assume({ eventAfterMs: 86_400_000 });
    const { participantId } = place.simulator.control.replaceCaller();
    place.simulator.control.dropSockets();
    await place.clock.move(4_000);
    for (let tenth = 0; tenth < 30; tenth += 1) {
      expect((await place.shownCall())?.callerId).toBe(participantId);
      await place.clock.move(100);
    }
    expect(looks()).toBeGreaterThan(0);
  });

  it("makes no conflict of an edit that began on what was read", async () => {
    await beforeLateEvent();
    place.simulator.control.assume({ visibleAfterMs: 0, writeMakesEvent: false });
    await place.save("CallerType", "Member", "Provider");
    await place.clock.move(30_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(await place.changes()).toEqual([]);
    expect(await place.shown("CallerType")).toBe("Member");
  });

  it.each([
    { what: "the end of the call", happens: () => place.simulator.control.end({ wrapup: false }), phase: "ended" },
    {
      what: "the end of the call, after which there is work",
      happens: () => place.simulator.control.end({ wrapup: true }),
      phase: "after-call-work",
    },
  ])("does not bring back a call: $what was read", async ({ happens, phase }) => {
    place.simulator.control.assume({ eventAfterMs: 5_000 });
    place.simulator.control.hold();
    place.simulator.control.assume({ eventAfterMs: 86_400_000 });
    happens();
    place.simulator.control.dropSockets();
    await place.clock.move(4_000);
    for (let tenth = 0; tenth < 30; tenth += 1) {
      expect((await place.shownCall())?.phase).toBe(phase);
      await place.clock.move(100);
    }
    expect(looks()).toBe(1);
  });

  it("does not make a call ring again that was taken", async () => {
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(60_000);
    place.simulator.control.assume({ eventAfterMs: 5_000 });
    const { conversationId } = place.simulator.control.placeCall({ state: "ringing" });
    place.simulator.control.assume({ eventAfterMs: 86_400_000 });
    place.simulator.control.answer({ conversationId });
    place.simulator.control.dropSockets();
    await place.clock.move(4_000);
    for (let tenth = 0; tenth < 30; tenth += 1) {
      expect((await place.shownCall(conversationId))?.phase).toBe("connected");
      await place.clock.move(100);
    }
  });

  it("while that read is still under way, does not win either", async () => {
    ivrWrites("Broker", 2_000);
    ivrWrites("Provider", 86_400_000);
    place.simulator.control.fault({ ...readList, answer: { delayMs: 3_000 } });
    place.simulator.control.dropSockets();
    await place.clock.move(10_000);
    expect(await place.shown("CallerType")).toBe("Provider");
    expect(looks()).toBe(1);
  });

  it("is believed after a second if the look is not answered until then, and corrected by its answer", async () => {
    await beforeLateEvent();
    place.simulator.control.fault({ ...readOne, answer: { delayMs: 3_000 } });
    await place.clock.move(2_100);
    expect(await place.shown("CallerType")).toBe("Broker");
    await place.clock.move(2_000);
    expect(await place.shown("CallerType")).toBe("Provider");
  });

  it("is believed if the look fails: it is all there is", async () => {
    await beforeLateEvent();
    place.simulator.control.fault({ ...readOne, times: 10, answer: { status: 503 } });
    await place.clock.move(2_000);
    expect(await place.shown("CallerType")).toBe("Broker");
  });
});

describe("An event that is newer than the read before it", () => {
  it("is shown within the second, at the price of one look", async () => {
    ivrWrites("Broker");
    await place.clock.move(500);
    expect(await place.shown("CallerType")).toBe("Broker");
    expect(looks()).toBe(1);
  });

  it.each([0, 10_000])(
    "is shown, and the call goes on, also where the look is told after %i ms that there is no such call",
    async (delayMs) => {
      place.simulator.control.fault({ ...readOne, answer: { status: 404, delayMs } });
      ivrWrites("Broker");
      await place.clock.move(12_000);
      expect(await place.shown("CallerType")).toBe("Broker");
      expect((await place.shownCall())?.phase).toBe("connected");
    },
  );

  it("is not written over while the look is under way", async () => {
    place.simulator.control.fault({ ...readOne, answer: { delayMs: 900 } });
    ivrWrites("Broker");
    await place.clock.move(100);
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(5_000);
    expect(place.patches()).toEqual([]);
    expect(await place.changes()).toMatchObject([{ name: "CallerType", value: "Provider", status: "conflict" }]);
  });

  it("costs nothing ten seconds later", async () => {
    await place.clock.move(10_000);
    ivrWrites("Broker");
    await place.clock.move(500);
    expect(await place.shown("CallerType")).toBe("Broker");
    expect(place.requests()).toEqual([]);
  });

  it("costs nothing if it says what Calltag itself wrote, or only that the call is held", async () => {
    await place.save("CallerType", "Provider", "Member");
    place.simulator.control.hold();
    await place.clock.move(8_000);
    expect((await place.shownCall())?.phase).toBe("held");
    expect(await place.shown("CallerType")).toBe("Provider");
    expect(place.requests()).toHaveLength(1);
  });

  it("costs nothing if all that is new is a leg", async () => {
    const { participantId } = place.simulator.control.addCaller({ caller: {} });
    await place.clock.move(500);
    expect((await place.shownCall())?.participants.map(({ id }) => id)).toContain(participantId);
    expect(place.requests()).toEqual([]);
  });

  it("is believed without a look after three others: a busy call is not polled", async () => {
    for (let index = 0; index < 100; index += 1) {
      ivrWrites(`value ${index.toString()}`);
      await place.clock.move(50);
    }
    expect(await place.shown("CallerType")).toBe("value 99");
    expect(looks()).toBeLessThanOrEqual(3);
  });
});
