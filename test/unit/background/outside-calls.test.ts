import { beforeEach, describe, expect, it } from "vitest";
import type { View } from "../../../src/background/views.ts";
import { noHint } from "../../../src/protocol/page-hint.ts";
import type { Problem } from "../../../src/protocol/problem.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

const readEvery = 5_000;
let place: Workplace;
let view: View;

/** Sara is signed in, with one popup open that can be seen; Anna's call is none of hers. */
beforeEach(async () => {
  place = await createWorkplace();
  view = place.seat.background().viewOpened();
  view.isVisible(true);
  place.seat.browser.person = "Sara Supervisor";
  await place.seat.command("sign-in", {});
  await place.clock.move(1_000);
  place.simulator.control.clearReceived();
});

function show(): ReturnType<typeof place.seat.command<"show-conversation">> {
  return place.seat.command("show-conversation", { conversationId: place.call.conversationId });
}
function reads(): string[] {
  return place.requests().filter((request) => request.startsWith("GET"));
}
const path = (): string => `GET /api/v2/conversations/${place.call.conversationId}`;

/** A Genesys tab comes to the front, and shows this call's page. */
async function say(conversationId: string | null): Promise<void> {
  const request = { visibility: "visible", isFocused: true, hint: { ...noHint, conversationId } };
  const sender = { kind: "content", frame: { tabId: 1, frameId: 0 } } as const;
  await place.seat.background().answer({ command: "frame-is", request }, sender);
}
async function lookAt(conversationId: string | null): Promise<void> {
  await say(conversationId);
  await place.clock.move(1_000);
}

describe("A pasted call that the person is not on", () => {
  it("is shown, and can be tagged as by a supervisor", async () => {
    expect(await show()).toEqual({ ok: true, value: {} });
    await place.clock.settle();
    expect(reads()).toEqual([path()]);
    expect(await place.shownCall()).toMatchObject({ phase: "connected", role: "supervisor" });
    expect((await place.seat.state()).calls.selectedId).toBe(place.call.conversationId);
    expect(await place.shown("CallerType")).toBe("Member");
  });

  it("is read every 5 s, so that what others write is seen", async () => {
    await show();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(readEvery + 100);
    expect(await place.shown("CallerType")).toBe("Broker");
    await place.clock.move(10 * readEvery);
    expect(reads()).toHaveLength(12);
    expect(new Set(reads())).toEqual(new Set([path()]));
  });

  it.each([
    ["is hidden", () => view.isVisible(false)],
    ["is closed", () => view.closed()],
  ])("is not read while the popup %s", async (_, away) => {
    await show();
    away();
    place.simulator.control.clearReceived();
    await place.clock.move(600_000);
    expect(reads()).toEqual([]);
  });

  it("is not read before Genesys' Retry-After is over, though the popup is closed and opened", async () => {
    await show();
    place.simulator.control.fault({ method: "GET", answer: { status: 429, retryAfterSeconds: 60 } });
    await place.clock.move(readEvery + 100);
    place.simulator.control.clearReceived();
    for (let turn = 0; turn < 3; turn += 1) {
      view.isVisible(false);
      await place.clock.move(2_000);
      view.isVisible(true);
      await place.clock.move(8_000);
    }
    expect(reads()).toEqual([]);
    await place.clock.move(40_000);
    expect(reads().length).toBeGreaterThan(0);
  });

  it("is read at once when the popup comes back", async () => {
    await show();
    view.isVisible(false);
    await place.clock.move(60_000);
    place.simulator.control.clearReceived();
    view.isVisible(true);
    await place.clock.move(100);
    expect(reads()).toEqual([path()]);
  });

  it("and its saved changes are confirmed by those reads", async () => {
    await show();
    await place.save("calltag.tags", "complaint", null);
    await place.clock.move(10_000);
    expect(place.onServer("calltag.tags")).toBe("complaint");
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toEqual([{ attributes: { "calltag.tags": "complaint" } }]);
  });

  it("is not written over blindly: what somebody else wrote since the last read is a conflict", async () => {
    await show();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(20_000);
    expect(place.patches()).toEqual([]);
    expect(await place.changes()).toMatchObject([{ name: "CallerType", status: "conflict" }]);
  });

  it("that waits in the outbox is sent and confirmed, though the popup was closed meanwhile", async () => {
    await show();
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    view.closed();
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
  });

  it("is read no more once it has ended", async () => {
    await show();
    place.simulator.control.end({});
    await place.clock.move(2 * readEvery);
    place.simulator.control.clearReceived();
    await place.clock.move(600_000);
    expect(reads()).toEqual([]);
    expect((await place.shownCall())?.phase ?? "ended").toBe("ended");
  });

  it("is one's own from the moment at which one monitors it: the channel tells of it, and nothing is read", async () => {
    await show();
    place.simulator.control.supervise({ kind: "monitor" });
    await place.clock.move(readEvery);
    place.simulator.control.clearReceived();
    await place.clock.move(60_000);
    expect(reads()).toEqual([]);
    expect(await place.shownCall()).toMatchObject({ phase: "connected", role: "supervisor" });
  });

  it("of one's own is picked without any request", async () => {
    place.simulator.control.supervise({ kind: "monitor" });
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    expect(await show()).toEqual({ ok: true, value: {} });
    await place.clock.move(20_000);
    expect(reads()).toEqual([]);
  });

  it("is gone after signing out", async () => {
    await show();
    await place.seat.command("sign-out", { everywhere: false });
    place.simulator.control.clearReceived();
    await place.clock.move(60_000);
    expect(place.requests()).toEqual([]);
    expect((await place.seat.state()).calls.list).toEqual([]);
  });

  it("lives on when the background is killed and the popup comes back", async () => {
    await show();
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(readEvery + 100);
    expect(await place.shown("CallerType")).toBe("Broker");
  });
});

describe("A pasted call that cannot be shown", () => {
  async function problem(): Promise<Problem | undefined> {
    const reply = await show();
    return reply.ok ? undefined : reply.error;
  }

  it("for want of the permission: it is named, and nothing more is asked", async () => {
    place.simulator.control.setPermissions({ user: "sara", permissions: ["conversation:call:monitor"] });
    expect(await problem()).toMatchObject({ kind: "forbidden", missing: "conversation:communication:view" });
    await place.clock.move(60_000);
    expect(reads()).toEqual([path()]);
    expect((await place.seat.state()).calls.list).toEqual([]);
  });

  it("where the answer names nothing, the documented permission is named all the same", async () => {
    const conversation = { method: "GET", path: "^/api/v2/conversations/[^/]+$" };
    place.simulator.control.fault({ ...conversation, answer: { status: 403, body: {} } });
    expect(await problem()).toMatchObject({ kind: "forbidden", missing: "conversation:communication:view" });
  });

  it("because nobody knows it", async () => {
    const reply = await place.seat.command("show-conversation", {
      conversationId: "00000000-0000-4000-8000-000000000000",
    });
    expect(reply).toMatchObject({ ok: false, error: { kind: "not-found" } });
  });
});

describe("An interaction's page of a call that the person is not on", () => {
  it("shows that call, read every 5 s, for as long as the page is in front", async () => {
    await lookAt(place.call.conversationId);
    expect(await place.shownCall()).toMatchObject({ phase: "connected", role: "supervisor" });
    place.simulator.control.clearReceived();
    await place.clock.move(3 * readEvery);
    expect(reads()).toEqual([path(), path(), path()]);
    await lookAt(null);
    place.simulator.control.clearReceived();
    await place.clock.move(60_000);
    expect(reads()).toEqual([]);
    expect((await place.seat.state()).calls.list).toEqual([]);
  });

  it("says which permission is missing, asks no more, and asks anew when the popup comes back", async () => {
    place.simulator.control.setPermissions({ user: "sara", permissions: ["conversation:call:monitor"] });
    await lookAt(place.call.conversationId);
    await place.clock.move(60_000);
    expect(reads()).toEqual([path()]);
    expect((await place.seat.state()).calls.refused).toMatchObject({
      problem: { kind: "forbidden", missing: "conversation:communication:view" },
    });
    view.isVisible(false);
    view.isVisible(true);
    await place.clock.move(1_000);
    expect(reads()).toEqual([path(), path()]);
  });

  it.each(["is hidden", "was never opened"])("is not read while the popup %s", async (what) => {
    if (what === "is hidden") view.isVisible(false);
    else view.closed();
    await lookAt(place.call.conversationId);
    await place.clock.move(60_000);
    expect(reads()).not.toContain(path());
  });

  it("is shown to whoever may look at it and has no call of their own, also without the right to listen in", async () => {
    place.simulator.control.setPermissions({ user: "sara", permissions: ["conversation:communication:view"] });
    await place.seat.command("sign-out", { everywhere: false });
    await place.seat.command("sign-in", {});
    await lookAt(place.call.conversationId);
    expect(await place.shownCall()).toMatchObject({ phase: "connected", role: "agent" });
    const own = place.simulator.control.placeCall({ agents: ["sara"], state: "ringing", attributes: {} });
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    await place.clock.move(60_000);
    expect(reads()).toEqual([]);
    const { list, selectedId } = (await place.seat.state()).calls;
    expect([list.map(({ conversationId }) => conversationId), selectedId]).toEqual([
      [own.conversationId],
      own.conversationId,
    ]);
  });

  it("of many that come by in a second, two are asked for", async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      await say(`00000000-0000-4000-8000-0000000000${(turn + 10).toString()}`);
      await place.clock.move(25);
    }
    expect(reads().length).toBeLessThanOrEqual(2);
    expect((await place.seat.state()).calls.list).toEqual([]);
  });

  it("is read on though a read could not be kept", async () => {
    const { session } = place.seat.stored;
    const set = session.set.bind(session);
    session.set = (items) => ("snapshots" in items ? Promise.reject(new Error("Quota exceeded")) : set(items));
    await lookAt(place.call.conversationId).catch(() => undefined);
    session.set = set;
    await place.clock.move(readEvery);
    expect(await place.shown("CallerType")).toBe("Member");
  });
});

describe("A call that the person listened to until now", () => {
  const listen = (): Promise<void> => {
    place.simulator.control.supervise({ kind: "monitor" });
    return place.clock.move(1_000);
  };
  const stop = (): Promise<void> => {
    place.simulator.control.stopSupervising();
    place.simulator.control.clearReceived();
    return place.clock.move(1_000);
  };

  it("stays on screen and can be tagged; it is read every 5 s from then on", async () => {
    await listen();
    await stop();
    expect(await place.shownCall()).toMatchObject({ phase: "connected", role: "supervisor" });
    expect(reads()).toEqual([path()]);
    await place.save("calltag.tags", "complaint", null);
    await place.clock.move(10_000);
    expect(place.onServer("calltag.tags")).toBe("complaint");
    place.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await place.clock.move(readEvery + 100);
    expect(await place.shown("CallerType")).toBe("Broker");
    expect(place.seat.browser.toolbar.title).toBe("Calltag");
  });

  it("is live on its page in front, which was read before, and ends with the call", async () => {
    await lookAt(place.call.conversationId);
    await listen();
    await stop();
    expect(await place.shownCall()).toMatchObject({ phase: "connected" });
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(2 * readEvery);
    expect(await place.shownCall()).toMatchObject({ phase: "ended" });
    place.simulator.control.clearReceived();
    await place.clock.move(60_000);
    expect(reads()).toEqual([]);
  });

  it("gives way to the next call of one's own", async () => {
    await listen();
    await stop();
    const next = place.simulator.control.placeCall({ attributes: {} });
    place.simulator.control.supervise({ kind: "coach", conversationId: next.conversationId });
    place.simulator.control.hold({ conversationId: next.conversationId });
    await place.clock.move(1_000);
    const { list, selectedId } = (await place.seat.state()).calls;
    expect(list).toHaveLength(1);
    expect(selectedId).toBe(next.conversationId);
  });

  it("is read-only without the permission to look at it, and pasting its link names the permission", async () => {
    place.simulator.control.setPermissions({ user: "sara", permissions: ["conversation:call:monitor"] });
    await listen();
    await stop();
    expect(await place.shownCall()).toMatchObject({ phase: "ended" });
    await place.clock.move(60_000);
    expect(reads()).toEqual([path()]);
    expect((await place.seat.state()).calls.refused).toBeNull();
    await lookAt(place.call.conversationId);
    expect((await place.seat.state()).calls.refused).toMatchObject({
      problem: { kind: "forbidden", missing: "conversation:communication:view" },
    });
  });

  it("is read anew when its link is pasted", async () => {
    await listen();
    const next = place.simulator.control.placeCall({ attributes: {} });
    place.simulator.control.supervise({ kind: "monitor", conversationId: next.conversationId });
    await place.clock.move(1_000);
    await place.seat.command("select-call", { conversationId: next.conversationId });
    await place.save("CallerType", "Provider", "Member");
    place.simulator.control.stopSupervising({ conversationId: place.call.conversationId });
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({
      conversationId: place.call.conversationId,
      attributes: { MAJOR_LOB: "News" },
    });
    place.simulator.control.clearReceived();
    await show();
    expect(reads()[0]).toBe(path());
    expect(await place.shown("MAJOR_LOB")).toBe("News");
    expect((await place.seat.state()).calls.selectedId).toBe(place.call.conversationId);
  });
});

describe("A pasted call that is over", () => {
  let own: string;
  let other: string;

  beforeEach(async () => {
    const { control } = place.simulator;
    other = place.call.conversationId;
    control.end({ conversationId: other, wrapup: false });
    own = control.placeCall({ attributes: { Tier: "gold" } }).conversationId;
    control.supervise({ kind: "monitor", conversationId: own });
    await place.clock.move(1_000);
    await place.seat.command("show-conversation", { conversationId: other });
    await place.clock.move(1_000);
  });
  const selected = async (): Promise<string | null> => (await place.seat.state()).calls.selectedId;
  const ids = async (): Promise<string[]> =>
    (await place.seat.state()).calls.list.map(({ conversationId }) => conversationId);

  it("is shown read-only beside one's own, and stays while news of that comes", async () => {
    expect(await place.shownCall(other)).toMatchObject({ phase: "ended" });
    place.simulator.control.setAttributes({ conversationId: own, attributes: { Tier: "silver" } });
    await place.clock.move(20_000);
    expect(await selected()).toBe(other);
    expect(await ids()).toEqual([own, other]);
  });

  it("gives way when a call comes in", async () => {
    const next = place.simulator.control.placeCall({ attributes: {} }).conversationId;
    place.simulator.control.supervise({ kind: "monitor", conversationId: next });
    await place.clock.move(1_000);
    expect(await selected()).toBe(own);
    expect(await ids()).toEqual([own, next]);
  });

  it("is gone once nobody looks any more", async () => {
    view.closed();
    await place.clock.move(1_000);
    expect([await selected(), await ids()]).toEqual([own, [own]]);
  });
});
