import { describe, expect, it } from "vitest";
import type { TagProblem } from "../../../src/protocol/published-state.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

const tags = "calltag.tags";
const put = { method: "PUT", path: "/tags$" };

/** Sara listens to the call; her organization wants tags as the external tag too, and gives agents the tags as well. */
async function workAs(person: string, isWanted: boolean): Promise<Workplace> {
  const place = await createWorkplace();
  await place.seat.stored.managed.set({ tags: { for: ["agent", "supervisor"], externalTag: isWanted } });
  if (person !== "Anna Agent") place.simulator.control.supervise({ user: "sara", kind: "monitor" });
  await place.signIn(person);
  return place;
}
const saraWorks = (): Promise<Workplace> => workAs("Sara Supervisor", true);

function puts(place: Workplace): unknown[] {
  return place.simulator.control.received(put).map(({ body }) => JSON.parse(body ?? "null") as unknown);
}
async function problems(place: Workplace): Promise<TagProblem[]> {
  return (await place.seat.state()).tagProblems;
}

describe("The conversation's external tag", () => {
  it("is set where the event comes before it is on disk that the server took the tags over", async () => {
    const place = await saraWorks();
    const { database } = place.seat;
    const putDown = database.put.bind(database);
    database.put = async (key, record) => {
      await putDown(key, record);
      if (JSON.stringify(record).includes('"status":"sent"'))
        await new Promise<void>((go) => place.clock.after(1_500, go));
    };
    await place.save(tags, "complaint", null);
    await place.clock.move(60_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint" }]);
  });

  it("is set to the same tags, where the policy wants it", async () => {
    const place = await saraWorks();
    await place.save(tags, "complaint,legal", null);
    await place.clock.move(30_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint,legal" }]);
    expect(await problems(place)).toEqual([]);
  });

  it("is left alone where it does not, and by saves of anything else", async () => {
    const unwanted = await workAs("Sara Supervisor", false);
    await unwanted.save(tags, "complaint", null);
    await unwanted.clock.move(2_000);
    expect(puts(unwanted)).toEqual([]);
    const place = await saraWorks();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(2_000);
    expect(puts(place)).toEqual([]);
  });

  it("is left alone where the tags themselves were refused", async () => {
    const place = await saraWorks();
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save(tags, "complaint", null);
    await place.clock.move(30_000);
    expect(puts(place)).toEqual([]);
  });

  it("names the permission that is missing, for that call and once; the tags themselves are saved", async () => {
    const place = await workAs("Anna Agent", true);
    await place.save(tags, "complaint", null);
    await place.clock.move(60_000);
    expect(place.onServer(tags)).toBe("complaint");
    expect(await problems(place)).toMatchObject([
      {
        conversationId: place.call.conversationId,
        problem: { kind: "forbidden", missing: "conversation:externalTag:edit" },
        isRetried: false,
      },
    ]);
    expect(puts(place)).toHaveLength(1);
  });

  it("is set in the order of the saves: the next waits for the answer to the one before", async () => {
    const place = await saraWorks();
    place.simulator.control.fault({ ...put, answer: { delayMs: 5_000 } });
    await place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    await place.save(tags, "complaint,legal", "complaint");
    await place.clock.move(2_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint" }]);
    await place.clock.move(10_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint" }, { externalTag: "complaint,legal" }]);
  });

  it("is set also where the answer to the write was lost, as soon as a read shows that it arrived", async () => {
    const place = await saraWorks();
    place.seat.swallowFrames = true;
    place.simulator.control.fault({ ...write, answer: "drop-after" });
    await place.save(tags, "complaint", null);
    expect(puts(place)).toEqual([]);
    await place.clock.move(30_000);
    expect(place.patches()).toHaveLength(1);
    expect(puts(place)).toEqual([{ externalTag: "complaint" }]);
  });

  it("is tried again after an error that passes, which is said meanwhile, with the tags as they are by then", async () => {
    const place = await saraWorks();
    place.simulator.control.fault({ ...put, answer: { status: 429, retryAfterSeconds: 20 } });
    await place.save(tags, "complaint", null);
    await place.clock.move(2_000);
    expect(await problems(place)).toMatchObject([{ problem: { kind: "rate-limited" }, isRetried: true }]);
    place.simulator.control.setAttributes({ attributes: { [tags]: "complaint,vip" } });
    await place.clock.move(30_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint" }, { externalTag: "complaint,vip" }]);
    expect(await problems(place)).toEqual([]);
  });

  it("is given up after eight more attempts, and that is said", async () => {
    const place = await saraWorks();
    place.simulator.control.fault({ ...put, times: 100, answer: { status: 503 } });
    await place.save(tags, "complaint", null);
    await place.clock.move(600_000);
    expect(puts(place)).toHaveLength(9);
    expect(await problems(place)).toMatchObject([{ problem: { kind: "server" }, isRetried: false }]);
  });

  it("is set by the next life of a background that was killed before", async () => {
    const place = await saraWorks();
    place.simulator.control.fault({ ...put, answer: { status: 503 } });
    await place.save(tags, "complaint", null);
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(5_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint" }, { externalTag: "complaint" }]);
  });

  it("waits for a sign-in, where one is needed", async () => {
    const place = await saraWorks();
    place.simulator.control.fault({ ...put, answer: { status: 401 } });
    place.simulator.control.endLogins();
    await place.save(tags, "complaint", null);
    await place.clock.move(60_000);
    expect(puts(place)).toHaveLength(1);
    expect(await problems(place)).toMatchObject([{ problem: { kind: "unauthorized" }, isRetried: true }]);
    await place.seat.command("sign-in", {});
    await place.clock.move(5_000);
    expect(puts(place)).toHaveLength(2);
    expect(await problems(place)).toEqual([]);
  });

  it("is nobody's after a sign-out, whatever is answered then", async () => {
    const place = await workAs("Anna Agent", true);
    place.simulator.control.fault({ ...put, answer: { delayMs: 5_000 } });
    await place.save(tags, "complaint", null);
    await place.clock.move(1_000);
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(20_000);
    expect(await problems(place)).toEqual([]);
    await place.seat.command("sign-in", {});
    await place.clock.move(20_000);
    expect(puts(place)).toHaveLength(1);
    expect(await problems(place)).toEqual([]);
  });
});
