import { expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

const tags = "calltag.tags";

function written(place: Workplace): unknown[] {
  return place.patches().map((body) => (body as { attributes: Record<string, unknown> }).attributes[tags]);
}

/** "legal" stands there, and every read is long past. */
async function begin(assumed: Parameters<typeof createWorkplace>[0]): Promise<Workplace> {
  const place = await createWorkplace();
  await place.signIn();
  place.simulator.control.setAttributes({ attributes: { [tags]: "legal" } });
  await place.clock.move(30_000);
  place.simulator.control.assume(assumed ?? {});
  return place;
}

it("A tag that was given and taken away at once, before Genesys showed either, does not come back with a later save", async () => {
  const place = await begin({ visibleAfterMs: 10_000 });
  await place.save(tags, "complaint,legal", "legal");
  await place.save(tags, "legal", "complaint,legal");
  await place.save(tags, "legal,praise", "legal");
  await place.clock.move(60_000);
  expect(place.onServer(tags)).toBe("legal,praise");
  expect(await place.changes()).toEqual([]);
});

it("A tag of somebody else whose list was written over unseen is written back, also right after signing in", async () => {
  const place = await createWorkplace();
  await place.signIn();
  place.simulator.control.setAttributes({ attributes: { [tags]: "legal" } });
  await place.clock.move(1_000);
  place.simulator.control.assume({ eventAfterMs: 100 });
  place.simulator.control.setAttributes({ attributes: { [tags]: "callback,legal" } });
  await place.save(tags, "legal,praise", "legal");
  await place.clock.move(20_000);
  expect(place.onServer(tags)).toBe("callback,legal,praise");
  expect(await place.changes()).toEqual([]);
});

it("A list of one's own is not taken for somebody else's where the browser was restarted meanwhile", async () => {
  const place = await begin({ eventAfterMs: 5_000 });
  await place.save(tags, "complaint,legal", "legal");
  await place.clock.move(500);
  await place.seat.command("refresh", {});
  await place.save(tags, "legal", "complaint,legal");
  await place.clock.move(500);
  await place.seat.command("refresh", {});
  expect(await place.changes()).toEqual([]);
  place.seat.restart();
  await place.signIn();
  await place.save(tags, "legal,praise", "legal");
  await place.clock.move(60_000);
  expect(place.onServer(tags)).toBe("legal,praise");
});

it("Nor does an event bring it back as somebody else's where the background was killed meanwhile", async () => {
  const place = await begin({ eventAfterMs: 3_000 });
  await place.save(tags, "complaint,legal", "legal");
  await place.save(tags, "legal", "complaint,legal");
  place.seat.kill();
  place.seat.openView();
  await place.clock.settle();
  await place.save(tags, "legal,praise", "legal");
  await place.clock.move(60_000);
  expect(place.onServer(tags)).toBe("legal,praise");
});

it("A tag of somebody else that the server refuses to take back into the list is not sent again and again", async () => {
  const place = await begin({ eventAfterMs: 86_400_000 });
  await place.save(tags, "complaint,legal", "legal");
  place.simulator.control.setAttributes({ attributes: { [tags]: "callback,complaint,legal" } });
  place.simulator.control.fault({ ...write, times: 1_000, answer: { status: 404 } });
  await place.clock.move(60_000);
  expect(written(place)).toEqual(["complaint,legal", "callback,complaint,legal"]);
  expect(await place.changes()).toEqual([]);
});

it("A tag whose taking away was refused is not dropped for one of somebody else: the person decides", async () => {
  const place = await begin({ eventAfterMs: 86_400_000 });
  await place.save(tags, "complaint,legal", "legal");
  await place.clock.move(1_000);
  place.simulator.control.setAttributes({ attributes: { [tags]: "callback,complaint,legal" } });
  place.simulator.control.fault({ ...write, answer: { status: 403 } });
  await place.save(tags, "legal,praise", "complaint,legal");
  await place.clock.move(60_000);
  expect(await place.changes()).toMatchObject([{ status: "unseen" }, { status: "failed", value: "legal,praise" }]);
});
