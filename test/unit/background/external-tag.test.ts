import { describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

const tags = "calltag.tags";

/** Sara listens to the call; her organization wants tags as the external tag too, and gives agents the tags as well. */
async function workAs(person: string, isWanted: boolean): Promise<Workplace> {
  const place = await createWorkplace();
  await place.seat.stored.managed.set({ tags: { for: ["agent", "supervisor"], externalTag: isWanted } });
  if (person !== "Anna Agent") place.simulator.control.supervise({ user: "sara", kind: "monitor" });
  await place.signIn(person);
  return place;
}

function puts(place: Workplace): unknown[] {
  return place.simulator.control.received({ method: "PUT" }).map(({ body }) => JSON.parse(body ?? "null") as unknown);
}

describe("The conversation's external tag", () => {
  it("is set to the same tags, where the policy wants it", async () => {
    const place = await workAs("Sara Supervisor", true);
    await place.save(tags, "complaint,legal", null);
    await place.clock.move(2_000);
    expect(puts(place)).toEqual([{ externalTag: "complaint,legal" }]);
    expect((await place.seat.state()).externalTagProblem).toBeNull();
  });

  it("is left alone where it does not, and by saves of anything else", async () => {
    const unwanted = await workAs("Sara Supervisor", false);
    await unwanted.save(tags, "complaint", null);
    await unwanted.clock.move(2_000);
    expect(puts(unwanted)).toEqual([]);
    const place = await workAs("Sara Supervisor", true);
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(2_000);
    expect(puts(place)).toEqual([]);
  });

  it("names the permission that is missing; the tags themselves are saved", async () => {
    const place = await workAs("Anna Agent", true);
    await place.save(tags, "complaint", null);
    await place.clock.move(2_000);
    expect(place.onServer(tags)).toBe("complaint");
    expect((await place.seat.state()).externalTagProblem).toMatchObject({
      kind: "forbidden",
      missing: "conversation:externalTag:edit",
    });
  });
});
