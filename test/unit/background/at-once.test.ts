import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, readOne, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

/** What the next writes of a change do first; answers what was written until now: status, and how many requests had left. */
function beforeWriting(first: () => Promise<void>): string[] {
  const written: string[] = [];
  const { database } = place.seat;
  const put = database.put.bind(database);
  database.put = async (key, record) => {
    if (!key.startsWith("change/")) return put(key, record);
    await first();
    await put(key, record);
    const { status } = JSON.parse(JSON.stringify(record)) as { status: string };
    written.push(`${status} after ${place.patches().length.toString()} requests`);
  };
  return written;
}

describe("A save for which nothing is to be waited", () => {
  it("is on disk before its request leaves, and is put down once", async () => {
    const written = beforeWriting(() => Promise.resolve());
    await place.save("CallerType", "Provider", "Member");
    expect(written).toEqual(["sending after 0 requests", "sent after 1 requests"]);
  });

  it("is behind an alarm before its request leaves", async () => {
    const alarms: boolean[] = [];
    beforeWriting(async () => {
      await place.clock.settle();
      alarms.push(place.seat.browser.alarms.has("delivery"));
    });
    await place.save("CallerType", "Provider", "Member");
    expect(alarms[0]).toBe(true);
  });

  it("asks if somebody else wrote while it was put down", async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    beforeWriting(() => gate);
    const saving = place.save("CallerType", "Provider", "Member");
    await place.clock.settle();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(100);
    goOn();
    await saving;
    await place.clock.move(1_000);
    expect(place.patches()).toEqual([]);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toMatchObject([{ status: "conflict", value: "Provider", base: "Member" }]);
  });

  it("does not leave where it could not be put down, and is a draft that can be saved again", async () => {
    let failures = 0;
    beforeWriting(() => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error("Quota exceeded")) : Promise.resolve();
    });
    expect(await place.save("CallerType", "Provider", "Member")).toEqual({ ok: false, error: { kind: "not-running" } });
    await place.clock.move(1_000);
    expect(place.patches()).toEqual([]);
    expect(place.drafts()).toEqual([place.draftKey("CallerType")]);
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ ok: true });
    expect(place.patches()).toHaveLength(1);
  });
});

describe("A change before which its call is read", () => {
  it("is behind an alarm when its request leaves, though the channel brought news during the read", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    place.simulator.control.fault({ ...readOne, answer: { delayMs: 5_000 } });
    await place.clock.move(3_000);
    place.simulator.control.setAttributes({ attributes: { Elsewhere: "news" } });
    await place.clock.move(500);
    expect(place.patches()).toHaveLength(1);
    expect(place.seat.browser.alarms.has("delivery")).toBe(true);
    while (place.patches().length < 2) await place.clock.move(100);
    expect(place.seat.browser.alarms.has("delivery")).toBe(true);
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(place.seat.browser.alarms.has("delivery")).toBe(false);
  });
});
