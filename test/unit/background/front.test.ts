import { beforeEach, describe, expect, it } from "vitest";
import type { FrameAddress } from "../../../src/background/front.ts";
import type { Request } from "../../../src/protocol/commands.ts";
import { noHint, type PageHint } from "../../../src/protocol/page-hint.ts";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

const agentTab = { tabId: 7, frameId: 0 };
const supervisorTab = { tabId: 8, frameId: 0 };
const innerFrame = { tabId: 8, frameId: 12 };
const nobodys = "00000000-0000-4000-8000-00000000dead";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

async function say(frame: FrameAddress, report: Partial<Request<"frame-is">>): Promise<unknown> {
  const request = { visibility: "visible", isFocused: false, hint: noHint, ...report };
  return place.seat.background().answer({ command: "frame-is", request }, { kind: "content", frame });
}
async function shows(frame: FrameAddress, hint: Partial<PageHint>, isFocused = false): Promise<unknown> {
  return say(frame, { hint: { ...noHint, ...hint }, isFocused });
}
async function leaves(frame: FrameAddress): Promise<void> {
  await say(frame, { visibility: "hidden", hint: null });
}
async function selected(): Promise<string | null> {
  await place.clock.move(1_000);
  return (await place.seat.state()).calls.selectedId;
}
/** A second call that would not be shown by itself: on hold, while the first is connected. */
async function placeHeld(callerName = "Berta Held"): Promise<string> {
  const { conversationId } = place.simulator.control.placeCall({ attributes: {}, callerName });
  place.simulator.control.hold({ conversationId });
  await place.clock.move(1_000);
  return conversationId;
}

describe("An interaction's page", () => {
  it("overrides while its tab is in front, and no longer", async () => {
    const held = await placeHeld();
    expect(await selected()).toBe(place.call.conversationId);
    await shows(supervisorTab, { conversationId: held });
    expect(await selected()).toBe(held);
    await leaves(supervisorTab);
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("counts in capitals too", async () => {
    const held = await placeHeld();
    await shows(supervisorTab, { conversationId: held.toUpperCase() });
    expect(await selected()).toBe(held);
  });

  it("counts no more when another tab comes to the front, and again when its window is used again", async () => {
    const held = await placeHeld();
    await shows(supervisorTab, { conversationId: held }, true);
    await shows(agentTab, {});
    expect(await selected()).toBe(place.call.conversationId);
    await shows(supervisorTab, { conversationId: held }, true);
    expect(await selected()).toBe(held);
  });

  it("behind another window stays there, whatever it says, while it is not used", async () => {
    const held = await placeHeld();
    await shows(supervisorTab, {});
    await shows(agentTab, {}, true);
    await shows(supervisorTab, { conversationId: held });
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("shows nothing but the person's own calls: any other id changes nothing", async () => {
    await shows(supervisorTab, { conversationId: nobodys });
    expect(await selected()).toBe(place.call.conversationId);
    const state = await place.seat.state();
    expect(JSON.stringify(state)).not.toContain(nobodys);
    expect(state.calls.list).toHaveLength(1);
  });

  it("in an inner frame counts, but not against the page around it", async () => {
    const held = await placeHeld();
    await shows(supervisorTab, {});
    await shows(innerFrame, { conversationId: held });
    expect(await selected()).toBe(held);
    await shows(supervisorTab, { conversationId: place.call.conversationId });
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("does not count in a tab that is somebody else's, which holds a frame of Genesys'", async () => {
    const held = await placeHeld();
    await shows({ tabId: 9, frameId: 4 }, { conversationId: held }, true);
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("does not take the call away from somebody who types, and takes it when that is over", async () => {
    const held = await placeHeld();
    await place.seat.type(place.caller, "Tier", "gol", null);
    await place.clock.settle();
    await shows(supervisorTab, { conversationId: held });
    expect(await selected()).toBe(place.call.conversationId);
    await place.seat.stored.session.remove(place.drafts());
    await place.clock.settle();
    place.simulator.control.setAttributes({ attributes: { Any: "news" } });
    expect(await selected()).toBe(held);
  });

  it("does not take back what the person picks over it; the next page does, and then the choice stands again", async () => {
    const held = await placeHeld();
    const third = await placeHeld("Carla Held");
    await shows(supervisorTab, { conversationId: held });
    await place.clock.move(1_000);
    await place.seat.command("select-call", { conversationId: place.call.conversationId });
    expect(await selected()).toBe(place.call.conversationId);
    await shows(supervisorTab, { conversationId: third });
    expect(await selected()).toBe(third);
    await leaves(supervisorTab);
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("is remembered over the death of the background", async () => {
    const held = await placeHeld();
    await shows(supervisorTab, { conversationId: held });
    await place.clock.move(1_000);
    place.seat.kill();
    place.seat.openView();
    expect(await selected()).toBe(held);
  });

  it("of a tab that crashed is forgotten within half a minute", async () => {
    const held = await placeHeld();
    await shows(supervisorTab, { conversationId: held });
    place.seat.browser.framesAlive = false;
    await place.clock.move(31_000);
    expect(await selected()).toBe(place.call.conversationId);
  });
});

describe("What a roster shows", () => {
  it("breaks a tie between equally good calls, by caller or by number", async () => {
    const first = await placeHeld("Berta Held");
    const second = await placeHeld("Carla Held");
    place.simulator.control.end({ conversationId: place.call.conversationId, wrapup: false });
    await selected();
    await shows(agentTab, { name: "carla  held", hasSelectors: true });
    expect(await selected()).toBe(second);
    await shows(agentTab, { name: "Berta Held", hasSelectors: true });
    expect(await selected()).toBe(first);
  });

  it("never beats a better call", async () => {
    await placeHeld("Berta Held");
    await shows(agentTab, { name: "Berta Held", hasSelectors: true, isRinging: true });
    expect(await selected()).toBe(place.call.conversationId);
  });

  it("that fits both or none leaves the call that is on screen", async () => {
    const first = await placeHeld("Berta Held");
    await placeHeld("Berta Held");
    place.simulator.control.end({ conversationId: place.call.conversationId, wrapup: false });
    const before = await selected();
    for (const name of ["Berta Held", "Nobody"]) {
      await shows(agentTab, { name, hasSelectors: true });
      expect(await selected()).toBe(before);
    }
    expect(first).not.toBe("");
  });

  it("leaves no name of a caller in any storage", async () => {
    await shows(agentTab, { name: "Unforgettable Ursula", queue: "Secret queue", hasSelectors: true });
    await place.clock.move(1_000);
    const kept = JSON.stringify([...place.seat.stored.session.items, ...place.seat.stored.local.items]);
    expect(kept).not.toMatch(/Unforgettable|Secret queue/);
  });
});

describe("A hostile page", () => {
  it("that sends a thousand hints a second costs four writes a second, no request, and no other call", async () => {
    place.simulator.control.clearReceived();
    const { items } = place.seat.stored.session;
    let writes = 0;
    const stop = place.seat.stored.session.onChanged((keys) => (writes += keys.includes("frames") ? 1 : 0));
    for (let turn = 0; turn < 3_000; turn += 1) {
      const conversationId = `00000000-0000-4000-8000-${String(turn).padStart(12, "0")}`;
      void shows({ tabId: 9, frameId: turn % 100 }, { conversationId, name: `Name ${turn}` }, turn % 2 === 0);
      if (turn % 10 === 0) await place.clock.move(10);
    }
    stop();
    expect(writes).toBeGreaterThan(0);
    expect(writes).toBeLessThanOrEqual(14);
    expect(place.simulator.control.received({ kind: "request" })).toEqual([]);
    expect(await selected()).toBe(place.call.conversationId);
    expect(JSON.stringify(items.get("frames")).match(/tabId/g)).toHaveLength(30);
  });

  it.each([
    ["an id that is none", { conversationId: "../users/me" }],
    ["an id with something behind it", { conversationId: `${nobodys}?x` }],
    ["a name without end", { name: "a".repeat(201) }],
    ["a queue without end", { queue: "a".repeat(201) }],
    ["a name that is an object", { name: {} }],
    ["a truth that is a word", { isRinging: "yes" }],
  ])("is refused %s", async (_, hint) => {
    const request = { visibility: "visible", isFocused: true, hint: { ...noHint, ...hint } };
    const sender = { kind: "content", frame: agentTab } as const;
    const reply = await place.seat.background().answer({ command: "frame-is", request }, sender);
    expect(reply).toEqual({ ok: false, error: { kind: "unknown-command" } });
  });
});
