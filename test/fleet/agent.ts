import type { MovedClock } from "../moved-clock/moved-clock.ts";
import type { Seat } from "../moved-clock/seat.ts";
import type { SeededRandom } from "../simulator/seeded-random.ts";
import type { Control } from "../simulator/control.ts";
import { type Fates, type Saved, settleFate } from "./edits.ts";
import type { Region } from "./region.ts";

const second = 1_000;
const minute = 60 * second;

/** As long after a call as the simulator still has it (`readableAfterEndMs`, 10 min), a waiting change has to be settled. */
const settledAfter = 9 * minute;

export interface AgentParts {
  readonly seat: Seat;
  readonly userId: string;
  readonly control: Control;
  readonly clock: MovedClock;
  readonly random: SeededRandom;
  readonly region: Region;
  readonly fates: Fates;
  /** Moments in ms since 1970. */
  readonly comesAt: number;
  readonly goesAt: number;
}

/** How people work, assumed: calls of 1 to 7 minutes, up to a minute between them, something to write in three calls of five. */
const habits = {
  pause: [5, 60],
  ringing: [2, 8],
  talk: [60, 420],
  wrapUp: [10, 50],
  thinking: [3, 20],
  editsInCall: 0.6,
  editsAfterCall: 0.3,
  holds: 0.25,
  loses: 0.01,
} as const;

/** One agent's day: sign in, call after call, sign out. Resolves when they have gone and everything saved is accounted for. */
export async function workShift(parts: AgentParts): Promise<void> {
  const { seat, userId, control, clock, random, region, fates } = parts;
  const checks: Promise<void>[] = [];

  function until(moment: number): Promise<void> {
    return new Promise((resolve) => {
      clock.after(moment - clock.now(), resolve);
    });
  }
  function pause([from, to]: readonly [number, number]): Promise<void> {
    return until(clock.now() + (from + random.next() * (to - from)) * second);
  }
  const happens = (chance: number): boolean => random.next() < chance;

  /** The content script's word. */
  async function genesysTab(visibility: "visible" | "gone"): Promise<void> {
    const message = { command: "frame-is", request: { visibility, isFocused: visibility === "visible", hint: null } };
    await seat.background().answer(message, { kind: "content", frame: { tabId: 1, frameId: 0 } });
  }

  /** As often as it takes: the sign-in itself may meet a fault. */
  async function signIn(): Promise<void> {
    for (;;) {
      const { account } = await seat.state();
      if (account.status === "signed-in" && !account.signInNeeded) return;
      await seat.command("sign-in", {});
      await pause([1, 4]);
    }
  }

  async function edit(conversationId: string, done: Saved[]): Promise<void> {
    const close = seat.openView();
    await pause(habits.thinking);
    await signIn();
    const call = (await seat.state()).calls.list.find((shown) => shown.conversationId === conversationId);
    const leg = call?.participants.find(({ id }) => id === call.callerId);
    const free = leg?.attributes.filter(
      ({ name }) => !name.startsWith("Script_") && !done.some((saved) => saved.name === name),
    );
    const attribute = free?.[Math.floor(random.next() * free.length)];
    if (!leg || !attribute) fates.unseen += 1;
    else {
      const address = { conversationId, participantId: leg.id };
      const { name, value: base } = attribute;
      const value = `typed at ${clock.now().toString()}`;
      await seat.type(address, name, value, base);
      await pause(habits.thinking);
      const reply = await seat.command("save", { ...address, edits: [{ name, value, base }] });
      if (reply.ok && reply.value.accepted.includes(name)) {
        fates.saved += 1;
        done.push({ ...address, name, value });
      } else fates.refused += 1;
      await pause([2, 5]);
    }
    close();
  }

  async function account(done: readonly Saved[]): Promise<void> {
    await until(clock.now() + settledAfter);
    for (const saved of done) fates[await settleFate(seat, region, saved)] += 1;
  }

  async function takeCall(): Promise<void> {
    const done: Saved[] = [];
    const fixture = Math.floor(random.next() * 3);
    const { conversationId } = control.placeCall({ agents: [userId], state: "ringing", fixture });
    const leg = { conversationId, user: userId };
    await pause(habits.ringing);
    control.answer(leg);
    await pause([1, 10]);
    control.setAttributes({ conversationId, attributes: { Script_step: "verified" } });
    if (happens(habits.loses)) control.dropSockets({ user: userId });
    if (happens(habits.editsInCall)) await edit(conversationId, done);
    if (happens(habits.holds)) {
      control.hold(leg);
      await pause([10, 60]);
      control.unhold(leg);
    }
    await pause(habits.talk);
    control.setAttributes({ conversationId, attributes: { Script_result: "solved" } });
    control.end({ conversationId });
    if (happens(habits.editsAfterCall)) await edit(conversationId, done);
    await pause(habits.wrapUp);
    // After 120 s it is over by itself.
    const isWrappingUp = control
      .conversation({ conversationId })
      .participants.some(({ userId: id, afterCallWork }) => id === userId && afterCallWork === "open");
    if (isWrappingUp) control.finishWrapup(leg);
    checks.push(account(done));
  }

  await until(parts.comesAt);
  await genesysTab("visible");
  seat.browser.person = userId;
  const close = seat.openView();
  await signIn();
  close();
  while (clock.now() < parts.goesAt) {
    await pause(habits.pause);
    await takeCall();
  }
  await Promise.all(checks);
  await seat.command("sign-out", { everywhere: false });
  await genesysTab("gone");
}
