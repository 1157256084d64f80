import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

async function selected(): Promise<string | null> {
  await place.clock.move(1_000);
  return (await place.seat.state()).calls.selectedId;
}
function placeAnother(state: "ringing" | "connected"): string {
  return place.simulator.control.placeCall({ state, attributes: { Tier: "gold" } }).conversationId;
}
async function phases(): Promise<string[]> {
  await place.clock.move(1_000);
  return (await place.seat.state()).calls.list.map(({ phase }) => phase);
}

describe("The call that is shown", () => {
  it("is the connected one, also if another rings", async () => {
    placeAnother("ringing");
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("is the ringing one rather than one on hold", async () => {
    place.simulator.control.hold();
    const ringing = placeAnother("ringing");
    expect(await selected()).toBe(ringing);
  });

  it("is one on hold rather than one in after-call work", async () => {
    const second = placeAnother("connected");
    place.simulator.control.hold({ conversationId: second });
    place.simulator.control.end({ conversationId: place.call.conversationId });
    expect(await phases()).toEqual(["after-call-work", "held"]);
    expect(await selected()).toBe(second);
  });

  it("stays of two that are equally good", async () => {
    placeAnother("connected");
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("is the one that the person picked, and the choice stays until that call ends", async () => {
    const ringing = placeAnother("ringing");
    await place.clock.move(1_000);
    await place.seat.command("select-call", { conversationId: ringing });
    expect(await selected()).toBe(ringing);
    placeAnother("connected");
    expect(await selected()).toBe(ringing);
    place.simulator.control.missAlert({ conversationId: ringing });
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("stays picked over the death of the background", async () => {
    const ringing = placeAnother("ringing");
    await place.clock.move(1_000);
    await place.seat.command("select-call", { conversationId: ringing });
    place.seat.kill();
    place.seat.openView();
    expect(await selected()).toBe(ringing);
  });

  it("does not change under the hands of someone who types", async () => {
    await place.seat.type(place.caller, "Tier", "gol", null);
    place.simulator.control.hold();
    placeAnother("connected");
    expect(await selected()).toBe(place.call.conversationId);
    await place.seat.stored.session.remove(place.drafts());
    await place.clock.settle();
    place.simulator.control.setAttributes({ attributes: { Any: "news" } });
    expect(await selected()).not.toBe(place.call.conversationId);
  });

  it("stays on screen after its end while there is no other, and goes when one comes", async () => {
    place.simulator.control.end({ wrapup: false });
    expect(await selected()).toBe(place.call.conversationId);
    expect(await phases()).toEqual(["ended"]);
    const next = placeAnother("ringing");
    expect(await selected()).toBe(next);
    expect(await phases()).toEqual(["ringing"]);
  });

  it("cannot be one that is not there", async () => {
    const reply = await place.seat.command("select-call", { conversationId: "00000000-0000-4000-8000-000000000000" });
    expect(reply).toEqual({ ok: false, error: { kind: "call-ended" } });
    expect(await selected()).toBe(place.call.conversationId);
  });
});

describe("A call", () => {
  it("goes through its phases before the person's eyes", async () => {
    const { conversationId } = place.simulator.control.placeCall({ state: "ringing", attributes: {} });
    const phase = async (): Promise<string | undefined> => {
      await place.clock.move(1_000);
      return (await place.shownCall(conversationId))?.phase;
    };
    expect(await phase()).toBe("ringing");
    place.simulator.control.answer();
    expect(await phase()).toBe("connected");
    place.simulator.control.hold();
    expect(await phase()).toBe("held");
    place.simulator.control.unhold();
    expect(await phase()).toBe("connected");
    await place.seat.command("select-call", { conversationId });
    place.simulator.control.end();
    expect(await phase()).toBe("after-call-work");
  });

  it("can be edited in after-call work, and not after it", async () => {
    place.simulator.control.end();
    await place.clock.move(1_000);
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ ok: true });
    await place.clock.move(1_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    place.simulator.control.finishWrapup();
    await place.clock.move(1_000);
    expect(await place.save("CallerType", "Broker", "Provider")).toEqual({ ok: false, error: { kind: "call-ended" } });
  });

  it("of a person whose alerts were missed twice shows the leg that lives", async () => {
    const { conversationId } = place.simulator.control.placeCall({ missedAlerts: 2, attributes: {} });
    await place.clock.move(1_000);
    expect((await place.shownCall(conversationId))?.phase).toBe("connected");
  });

  it("of a business contact has the external leg as its caller", async () => {
    const placed = place.simulator.control.placeCall({ callerPurpose: "external", attributes: { Tier: "gold" } });
    await place.clock.move(1_000);
    const shown = await place.shownCall(placed.conversationId);
    expect(shown?.callerId).toBe(placed.callerParticipantId);
    expect(shown?.participants.filter(({ editable }) => editable).map(({ purpose }) => purpose)).toEqual(["external"]);
  });

  it("whose caller was replaced shows the new leg, and a save to the old one goes nowhere else", async () => {
    const { participantId } = place.simulator.control.replaceCaller({ attributes: { CallerType: "Member" } });
    await place.clock.move(1_000);
    expect((await place.shownCall())?.callerId).toBe(participantId);
    expect(await place.save("CallerType", "Provider", "Member")).toEqual({
      ok: false,
      error: { kind: "participant-gone" },
    });
    expect(place.patches()).toEqual([]);
    const [former] = (await place.shownCall())?.participants ?? [];
    expect(former).toMatchObject({ id: place.caller.participantId, successorId: participantId, editable: false });
  });

  it("in after-call work stays writable where the list of calls has it no more", async () => {
    place.simulator.control.assume({ listShowsAfterCallWork: false });
    place.simulator.control.end();
    await place.clock.move(1_000);
    await place.seat.command("refresh", {});
    await place.clock.move(1_000);
    expect((await place.shownCall())?.phase).toBe("after-call-work");
    place.simulator.control.finishWrapup();
    place.simulator.control.dropSockets();
    await place.seat.command("refresh", {});
    await place.clock.move(1_000);
    expect((await place.shownCall())?.phase).toBe("ended");
  });

  it("keeps the names that an event told, though a read does not tell them", async () => {
    place.simulator.control.assume({ eventQueueName: true });
    place.simulator.control.transfer({ to: "ben", kind: "consult" });
    await place.clock.move(1_000);
    const names = async (): Promise<unknown> => {
      const call = await place.shownCall();
      return [call?.setting, call?.participants.filter(({ role }) => role === "agent").map(({ label }) => label)];
    };
    expect(await names()).toEqual(["consultation", ["Ben Agent"]]);
    await place.seat.command("refresh", {});
    await place.clock.move(1_000);
    expect(await names()).toEqual(["consultation", ["Ben Agent"]]);
  });

  it("among colleagues shows the other one, no caller, and takes no edits", async () => {
    const { conversationId, agentParticipantIds } = place.simulator.control.placeCall({ kind: "internal" });
    await place.clock.move(1_000);
    const shown = await place.shownCall(conversationId);
    expect(shown).toMatchObject({ caller: "Ben Agent", callerId: null, direction: "internal", queue: null });
    expect(shown?.participants.filter(({ editable }) => editable)).toEqual([]);
    for (const participantId of agentParticipantIds) {
      const edits = [{ name: "Tier", value: "gold", base: null }];
      const reply = await place.seat.command("save", { conversationId, participantId, edits });
      expect(reply).toEqual({ ok: false, error: { kind: "read-only" } });
    }
  });

  it("tells numbers, times, recording and external contact", async () => {
    const externalContactId = "33333333-0000-4000-8000-0000000000bb";
    const { conversationId } = place.simulator.control.placeCall({ attributes: {}, externalContactId });
    const startTime = place.clock.now();
    place.simulator.control.setRecording({ conversationId, state: "paused" });
    await place.clock.move(1_000);
    expect((await place.shownCall(conversationId))?.details).toEqual({
      ...{ ani: "+4930555010", dnis: "+4930555099", startTime, endTime: null },
      ...{ recording: "paused", externalContactId },
    });
  });
});
