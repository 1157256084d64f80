import { beforeEach, describe, expect, it } from "vitest";
import { leftTextKey } from "../../../src/protocol/adding.ts";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;

async function select(text: string): Promise<void> {
  await place.seat.background().textSelected(text);
  await place.clock.settle();
}
const item = (key: string): unknown => place.seat.stored.session.items.get(key);
const begun = (): unknown => item(place.addingKey());
const left = (): unknown => item(leftTextKey);

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

describe("Selected text", () => {
  it("becomes an addition without a name for the caller of the shown call, and the popup opens", async () => {
    await select("Policy 4711");
    expect(begun()).toEqual({ name: "", value: "Policy 4711", isBrought: true });
    expect(place.seat.browser.opened).toEqual(["popup"]);
    expect(left()).toBeUndefined();
  });

  it("opens the popup in the very turn of the click, before anything is awaited", () => {
    void place.seat.background().textSelected("Policy 4711");
    expect(place.seat.browser.opened).toEqual(["popup"]);
  });

  it("is taken by a background that had to be woken for it", async () => {
    place.seat.kill();
    await select("Policy 4711");
    expect(begun()).toMatchObject({ value: "Policy 4711" });
  });

  it("is on disk in the encrypted database alone, and sends nothing", async () => {
    await select("Policy 4711");
    await place.clock.move(5_000);
    expect(JSON.stringify([...place.seat.stored.local.items])).not.toContain("4711");
    expect(place.seat.database.unfinished()).toEqual([place.addingKey()]);
    expect(place.patches()).toEqual([]);
  });

  it("fills the value of an addition that has a name only", async () => {
    await place.seat.stored.session.set({ [place.addingKey()]: { name: "Policy", value: "" } });
    await select("4711");
    expect(begun()).toMatchObject({ name: "Policy", value: "4711" });
  });

  it("never replaces what is half typed: it is left to be copied", async () => {
    await place.seat.stored.session.set({ [place.addingKey()]: { name: "", value: "typed" } });
    await select("Policy 4711");
    expect(begun()).toEqual({ name: "", value: "typed" });
    expect(left()).toEqual({ reason: "busy", text: "Policy 4711" });
  });

  it("chosen twice at once is taken once, and left once", async () => {
    const background = place.seat.background();
    await Promise.all([background.textSelected("first"), background.textSelected("second")]);
    expect(begun()).toMatchObject({ value: "first" });
    expect(left()).toEqual({ reason: "busy", text: "second" });
  });

  it("is left where the call takes no more changes", async () => {
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(1_000);
    await select("Policy 4711");
    expect(begun()).toBeUndefined();
    expect(left()).toEqual({ reason: "read-only", text: "Policy 4711" });
  });

  it("that no call could hold is refused whole, and not kept", async () => {
    await select("x".repeat(10_240));
    expect(begun()).toBeUndefined();
    expect(left()).toEqual({ reason: "too-long", text: "" });
  });

  it("is kept for nobody when nobody is signed in", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    await select("Policy 4711");
    expect([...place.seat.stored.session.items.values()].join()).not.toContain("4711");
    expect(place.seat.browser.opened).toEqual(["popup"]);
  });

  it.each(["adding", "left"])("goes with its person at the sign-out (%s)", async (kind) => {
    if (kind === "left") await place.seat.stored.session.set({ [place.addingKey()]: { name: "", value: "typed" } });
    await select("Policy 4711");
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.settle();
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain("4711");
  });

  it("holds its call on screen when another call arrives", async () => {
    await select("Policy 4711");
    const second = place.simulator.control.placeCall({ fixture: 1 });
    await place.clock.move(1_000);
    place.simulator.control.hold({ conversationId: place.call.conversationId });
    await place.clock.move(1_000);
    const { calls } = await place.seat.state();
    expect(calls.list.map(({ conversationId }) => conversationId)).toContain(second.conversationId);
    expect(calls.selectedId).toBe(place.call.conversationId);
  });
});

describe("Without a call, selected text", () => {
  it("is left to be copied", async () => {
    const alone = await createWorkplace();
    place = alone;
    await alone.signIn("Ben Agent");
    await select("Policy 4711");
    expect(left()).toEqual({ reason: "no-call", text: "Policy 4711" });
  });
});
