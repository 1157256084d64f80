import type { Clock } from "../genesys/clock.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { type GenesysError, isFinal } from "../genesys/errors.ts";
import { ownLeg, phaseOf } from "../genesys/legs.ts";
import { isSupervisor } from "../genesys/role.ts";
import { hasListened, isOnCall } from "../genesys/outside-call.ts";
import type { Problem } from "../protocol/problem.ts";
import type { Calls } from "./calls.ts";
import { heldCalls } from "./compose-state.ts";
import type { OpenDrafts } from "./open-drafts.ts";
import type { Outbox } from "./outbox.ts";
import type { Presence } from "./presence.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";
import { createViews, type View } from "./views.ts";

/** No topic tells of a call that one is not on (issue "The right call", 4). */
const readEvery = 5_000;

/** However fast a page in front changes its address, no more is asked than this. */
const nextReadAfter = 1_000;

/** Calls that the person looks at without being on them: that of the page in front, a pasted one, and one on which they listened until now. */
export interface OutsideCalls {
  /** Who looks at this call without being on it; `undefined` where nobody does. */
  outsider(conversationId: string): string | undefined;
  /** Reads a call that was pasted, unless the channel tells of it, and goes to it with `pick`; or what keeps it from being shown. */
  ask(conversationId: string, pick: () => Promise<void>): Promise<Problem | undefined>;
  isAsked(conversationId: string): boolean;
  /** Forgets what is not looked at any more. */
  tidy(): Promise<void>;
  /** Reads, or waits for the next time, as is wanted now. */
  update(): void;
  /** The call that is looked at and cannot be shown. */
  refused(): { conversationId: string; problem: GenesysError } | null;
  /** A page of Calltag opened; `left` is called when it has closed. */
  viewOpened(left: () => void): View;
}

interface OutsideParts {
  readonly clock: Clock;
  readonly calls: Calls;
  readonly session: Session;
  readonly presence: Presence;
  readonly selection: Selection;
  readonly openDrafts: OpenDrafts;
  readonly outbox: Outbox;
}

/** `changed`: a read was refused, or is no longer. Snapshots come by way of `calls`. */
export function createOutsideCalls(
  { clock, calls, session, presence, selection, openDrafts, outbox }: OutsideParts,
  changed: () => Promise<void>,
): OutsideCalls {
  const views = createViews(update);
  const userId = (): string | undefined => session.user()?.userId;
  /** When each is read next, in milliseconds since 1970. */
  const due = new Map<string, number>();
  const refusals = new Map<string, GenesysError>();
  /** Read since the background began. */
  const seen = new Set<string>();
  /** Pasted, and not read yet. */
  let asked: string | null = null;
  let wasVisible = false;
  let viewer: string | undefined;
  let isReading = false;
  let notBefore = 0;
  let cancel: (() => void) | undefined;

  function isOwn(conversation: Conversation | undefined): boolean {
    const user = userId();
    return conversation !== undefined && user !== undefined && isOnCall(conversation, user);
  }
  /** Who takes calls is shown theirs; on another's page they are led only while they have none. */
  function pageInFront(): string | null {
    const user = session.user();
    const isFree = !calls.state().conversations.some(isOwn);
    return user && (isSupervisor(user) || isFree) ? presence.front().conversationId : null;
  }
  function isLeft(id: string | undefined): id is string {
    const known = calls.get(id ?? "");
    return known !== undefined && hasListened(known, userId() ?? "");
  }
  /** A call that was the person's own and ended is none of them: it is read only where it is in front. */
  function wanted(): string[] {
    const isForeign = (id: string): boolean => {
      const known = calls.get(id);
      return known !== undefined && ownLeg(known, userId() ?? "") === undefined;
    };
    const held = heldCalls([...openDrafts.all(), ...openDrafts.begun()], outbox.all());
    const kept = [selection.picked() ?? "", ...held].filter(isForeign);
    return [pageInFront(), asked, ...kept, ...[selection.shown()].filter(isLeft)].filter((id) => id !== null);
  }
  function isOutside(id: string): boolean {
    return wanted().includes(id) && !isOwn(calls.get(id));
  }
  function isOver(id: string): boolean {
    const known = calls.get(id);
    return seen.has(id) && known !== undefined && phaseOf(known, userId() ?? "") === "ended";
  }
  function toRead(): string[] {
    // The person's own calls come first: the one that is looked at may be among them.
    if (userId() === undefined || calls.state().status === "loading" || !views.isOneVisible()) return [];
    const isFinallyRefused = (id: string): boolean => {
      const refusal = refusals.get(id);
      return refusal !== undefined && isFinal(refusal);
    };
    return [...new Set(wanted())].filter((id) => isOutside(id) && !isOver(id) && !isFinallyRefused(id));
  }

  async function read(id: string): Promise<void> {
    due.set(id, clock.now() + readEvery);
    notBefore = clock.now() + nextReadAfter;
    const answer = await calls.read(id);
    const before = refusals.get(id);
    if (answer.ok) {
      seen.add(id);
      refusals.delete(id);
    } else {
      refusals.set(id, answer.error);
      // Who may not look now, may be let in later.
      seen.delete(id);
      if (answer.error.kind === "rate-limited") due.set(id, Math.max(answer.error.retryAt, clock.now() + readEvery));
    }
    if (JSON.stringify(before) !== JSON.stringify(refusals.get(id))) await changed();
  }

  function dueAt(id: string): number {
    const at = due.get(id) ?? 0;
    // Later than anything but Genesys asks for: the clock was set back.
    return at - clock.now() > readEvery && refusals.get(id)?.kind !== "rate-limited" ? 0 : at;
  }
  async function readDue(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      const [next] = toRead().toSorted((one, other) => dueAt(one) - dueAt(other));
      if (next !== undefined && dueAt(next) <= clock.now()) await read(next);
    } catch {
      // What could not be kept is read again when its time comes.
    }
    isReading = false;
    update();
  }

  function update(): void {
    cancel?.();
    cancel = undefined;
    // What one person may not see, another may.
    const looked = new Set(viewer === userId() ? wanted() : []);
    viewer = userId();
    for (const id of [...refusals.keys(), ...due.keys(), ...seen]) if (!looked.has(id)) forget(id);
    // Who comes back may have got the permission meanwhile.
    if (views.isOneVisible() && !wasVisible)
      for (const [id, { kind }] of refusals) if (kind !== "rate-limited") refusals.delete(id);
    wasVisible = views.isOneVisible();
    const times = toRead().map(dueAt);
    if (times.length === 0 || isReading) return;
    const next = Math.max(Math.min(notBefore, clock.now() + nextReadAfter), Math.min(...times));
    cancel = clock.after(Math.max(0, next - clock.now()), () => void readDue());
  }

  function forget(id: string): void {
    refusals.delete(id);
    due.delete(id);
    seen.delete(id);
  }

  return {
    viewOpened(left) {
      const close = presence.viewOpened();
      const { isVisible, closed } = views.opened();
      const leave = (): void => {
        closed();
        close();
        left();
      };
      return { isVisible, closed: leave };
    },
    outsider: (id) => (isOutside(id) ? userId() : undefined),
    async ask(id, pick) {
      const known = calls.get(id);
      if (isOwn(known)) return pick().then(() => undefined);
      asked = id;
      try {
        const answer = await calls.read(id);
        const isShownAsItWas = known !== undefined && phaseOf(known, userId() ?? "") === "ended";
        if (!answer.ok && !isShownAsItWas) return answer.error;
        if (answer.ok) seen.add(id);
        refusals.delete(id);
        due.set(id, clock.now() + readEvery);
        return await pick().then(() => undefined);
      } finally {
        if (asked === id) asked = null;
      }
    },
    isAsked: (id) => id === asked,
    update,
    async tidy() {
      const user = userId();
      if (user === undefined || calls.state().status === "loading") return;
      const looked = new Set(wanted());
      for (const conversation of calls.state().conversations) {
        const isOut = !looked.has(conversation.id) && !isOwn(conversation);
        if (isOut && phaseOf(conversation, user) !== "ended") await calls.drop(conversation.id);
      }
    },
    refused() {
      const front = pageInFront();
      const [found] = [...refusals].filter(([id]) => id === front || !calls.get(id));
      return found ? { conversationId: found[0], problem: found[1] } : null;
    },
  };
}
