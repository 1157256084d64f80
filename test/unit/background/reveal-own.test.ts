import { beforeEach, describe, expect, it } from "vitest";
import { isStandIn } from "../../../src/attributes/stand-in.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

const mine = "4711-secret-pin";
const theirs = "0815-secret-pin";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
  await place.seat.stored.managed.set({ attributes: [{ name: "Pin", sensitive: true }] });
  await place.clock.move(100);
  await place.signIn();
});

async function reveal(value: string, name = "Pin") {
  return place.seat.command("reveal-value", { ...place.caller, name, value });
}
async function restart(): Promise<void> {
  place.seat.restart();
  await place.clock.move(60_000);
  place.simulator.control.finishWrapup({ conversationId: place.call.conversationId });
  await place.clock.move(300_000);
  await place.signIn();
  await place.clock.move(3_000);
}
/** The value that somebody else wrote, as it is published. */
async function writtenElsewhere(): Promise<string> {
  place.simulator.control.setAttributes({ ...place.caller, attributes: { Pin: theirs } });
  await place.clock.move(1_000);
  return (await place.shown("Pin")) ?? "";
}

describe("A sensitive value that was refused, and whose call is not listed any more", () => {
  let standIn: string;
  beforeEach(async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save("Pin", mine, null);
    await place.seat.stored.session.remove([place.draftKey("Pin")]);
    await place.clock.move(2_000);
    place.simulator.control.end({ conversationId: place.call.conversationId });
    await restart();
    const state = await place.seat.state();
    expect(state.calls).toMatchObject({ status: "ready", list: [] });
    standIn = state.changes[0]?.value ?? "";
    expect(standIn).toSatisfy(isStandIn);
  });

  it("is revealed to who typed it, who has it nowhere else", async () => {
    expect(await reveal(standIn)).toEqual({ ok: true, value: { value: mine } });
  });

  it("is revealed neither under another name nor for another leg, nor where it is hidden by now", async () => {
    const ended = { ok: false, error: { kind: "call-ended" } };
    expect(await reveal(standIn, "Tier")).toEqual(ended);
    const [conversationId, participantId] = [place.caller.conversationId, place.caller.conversationId];
    const elsewhere = { conversationId, participantId, name: "Pin", value: standIn };
    expect(await place.seat.command("reveal-value", elsewhere)).toEqual(ended);
    await place.seat.stored.managed.set({ attributes: [], unlisted: "hide", mask: ["pin$"] });
    await place.clock.move(100);
    expect(await reveal(standIn)).toEqual({ ok: false, error: { kind: "not-allowed", label: "Pin" } });
  });

  it("is not revealed any more once it was thrown away", async () => {
    await place.seat.command("discard", { ...place.caller, names: ["Pin"] });
    expect(await reveal(standIn)).toEqual({ ok: false, error: { kind: "call-ended" } });
  });
});

describe("The draft of a sensitive value, whose call is not listed any more", () => {
  it("that Undo brought back as it was published is revealed; the value on which it began is not", async () => {
    const base = await writtenElsewhere();
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save("Pin", mine, base);
    await place.clock.move(2_000);
    const [change] = await place.changes();
    await place.seat.command("discard", { ...place.caller, names: ["Pin"] });
    await place.seat.type(place.caller, "Pin", change?.value ?? "", base);
    place.simulator.control.end({ conversationId: place.call.conversationId, wrapup: false });
    await place.clock.move(1_000);
    await place.seat.stored.session.remove(["snapshots"]);
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(1_000);
    expect((await place.seat.state()).calls.list).toEqual([]);
    expect(await reveal(change?.value ?? "")).toEqual({ ok: true, value: { value: mine } });
    expect(await reveal(base)).toEqual({ ok: false, error: { kind: "call-ended" } });
  });
});

it("What no value stands behind any more is not said to be a call that is gone", async () => {
  expect(await reveal("••••••••in")).toEqual({ ok: false, error: { kind: "unknown-command" } });
});
