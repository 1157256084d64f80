import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

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

  it("does not leave before it could be put down", async () => {
    let failures = 0;
    const written = beforeWriting(() => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error("Quota exceeded")) : Promise.resolve();
    });
    await expect(place.save("CallerType", "Provider", "Member")).rejects.toThrow("Quota exceeded");
    await place.clock.move(1_000);
    expect(written[0]).toBe("waiting after 0 requests");
    expect(place.patches()).toHaveLength(1);
  });
});
