import type { GenesysError } from "../genesys/errors.ts";
import type { Api } from "../genesys/user.ts";
import type { AttributeDialect } from "../genesys/dialect.ts";
import type { Calls } from "./calls.ts";
import { type ChangeRecord, dueAt, type Leg, legsOf, lookAt, lookedFor } from "./change-record.ts";
import { type SavedEdit, sendAt, stalled } from "./change-record.ts";
import type { Keepalive } from "./keepalive.ts";
import type { Limits } from "./limits.ts";
import type { Masks } from "./masks.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import { quietChange } from "./quiet-problem.ts";
import { latestValues } from "./written-values.ts";
import { settleChange, settleRead } from "./settle-change.ts";
import { createWakeUp } from "./wake-up.ts";
import { whatIsMissing } from "./what-is-missing.ts";

/** Until a disk is tried again that took nothing. */
const refusedWait = 10_000;

/** Takes changes from the outbox to the server: in order for each participant, one request at a time. */
export interface Delivery {
  /** Puts edits into the outbox, and sends them as soon as may be. They are on disk when this resolves. */
  take(leg: Leg, edits: readonly SavedEdit[]): Promise<void>;
  /** Does what is due; safe to call at any time. */
  run(): Promise<void>;
  /** Tries at once what waits, also what waited for a sign-in; what a 429 told to wait only where the person cuts that short. */
  retryNow(isCutShort: boolean): Promise<void>;
  /** No timer and no alarm remain. */
  stop(): Promise<void>;
}

interface DeliveryParts extends Pick<BackgroundParts, "clock" | "random" | "browser"> {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly calls: Calls;
  readonly keepalive: Keepalive;
  readonly limits: Limits;
  readonly masks: Pick<Masks, "isMasked">;
  readonly dialect: () => AttributeDialect;
  /** Is everything known of the call? What becomes unheard later, `breaks` counts. */
  readonly isCurrent: (conversationId: string) => boolean;
  readonly breaks: () => number;
  /** The server took over what was written to the leg. */
  readonly accepted: (leg: Leg) => Promise<void>;
}

function keyOf({ conversationId, participantId }: Leg): string {
  return `${conversationId}/${participantId}`;
}

export function createDelivery(parts: DeliveryParts, changed: () => Promise<void>): Delivery {
  const { clock, random, browser, api, outbox, calls, keepalive, limits, dialect, accepted, isCurrent, breaks } = parts;
  const busy = new Set<string>();
  const wakeUp = createWakeUp({ clock, browser, keepalive }, () => void run());
  /** The alarm that is being armed: nothing is sent before it stands. */
  let armed: Promise<void> = Promise.resolve();

  function isDue(at: number | null): boolean {
    return at !== null && at <= clock.now();
  }
  function legs(): Leg[] {
    return legsOf(outbox.all());
  }

  /** What a full disk does not take is so in memory, and nothing leaves that was not put down as being sent. */
  async function update(records: readonly ChangeRecord[], next: (record: ChangeRecord) => ChangeRecord): Promise<void> {
    await outbox.update(records, next).catch(() => undefined);
    await changed();
  }

  function waitingOf(leg: Leg): ChangeRecord[] {
    return outbox.of(leg).filter(({ status }) => status === "waiting");
  }

  /** Reads before anything else is decided; the snapshot itself is judged where every snapshot is. */
  async function readFirst(leg: Leg): Promise<boolean> {
    const batch = waitingOf(leg);
    const answer = await calls.read(leg.conversationId);
    await update(batch, (record) => settleRead(record, answer, { now: clock.now(), random }));
    return answer.ok;
  }

  /** May what is known of the call be old? */
  function isUnsure({ conversationId }: Leg): boolean {
    return !isCurrent(conversationId) || calls.isInDoubt(conversationId);
  }

  async function sendDue(leg: Leg): Promise<void> {
    if (!isDue(sendAt(outbox.of(leg)))) return;
    const heard = breaks();
    const isOld = isUnsure(leg) || waitingOf(leg).some(({ mustRead }) => mustRead);
    if (isOld && !(await readFirst(leg))) return;
    await outbox.dropIdle(leg);
    // What came meanwhile is read for first; alone, what came before it would be written as it was wanted before.
    const waiting = waitingOf(leg);
    const unread = new Set(waiting.filter(({ mustRead }) => mustRead).map(({ name }) => name));
    const ready = waiting.filter(({ name }) => !unread.has(name));
    try {
      await Promise.all([outbox.update(ready, (record) => ({ ...record, status: "sending", problem: null })), armed]);
    } catch {
      // The disk is full, say: nothing leaves that is not on it. It waits, and is tried again.
      return putOff(leg, clock.now() + refusedWait);
    }
    // The channel broke meanwhile: somebody may have written, and nobody heard of it.
    const sent = breaks() === heard ? send(leg) : putOff(leg);
    // Beside the request, which need not wait until the pages know; `update` tells them once more, and says what goes wrong there.
    changed().catch(() => undefined);
    await sent;
  }

  /** What is still here: the person may have changed meanwhile, and what the one saved is never sent under another name. */
  function sendingOf(leg: Leg): ChangeRecord[] {
    return outbox.of(leg).filter(({ status }) => status === "sending");
  }
  async function send(leg: Leg): Promise<void> {
    const batch = sendingOf(leg);
    if (batch.length === 0) return;
    const answer = await dialect().write(
      api,
      leg,
      latestValues(batch, (change) => calls.kindOf(change)),
    );
    const circumstances = { now: clock.now(), random };
    const settle = (record: ChangeRecord): ChangeRecord => settleChange(record, answer, circumstances);
    const settled = update(batch, (record) => quietChange(settle(record), batch, parts.masks));
    // Known in memory by now; the event that confirms it may come before it is on disk.
    if (answer.ok) void accepted(leg);
    await settled;
    if (!answer.ok) await explain(leg, batch, answer.error);
    // An event may have been faster than the 202.
    const known = calls.get(leg.conversationId);
    if (known) await outbox.judge(known);
  }

  /** Not sent after all: it is read first. */
  function putOff(leg: Leg, retryAt: number | null = null): Promise<void> {
    return update(sendingOf(leg), (record) => ({ ...record, status: "waiting", mustRead: true, retryAt }));
  }

  /** A 404 says not what is missing: one read decides. A 413 names the limit. */
  async function explain(leg: Leg, batch: readonly ChangeRecord[], error: GenesysError): Promise<void> {
    await limits.learn(error);
    if (error.kind !== "not-found") return;
    const problem = whatIsMissing(leg, error, await calls.read(leg.conversationId));
    await update(batch, (record) => (record.status === "failed" ? { ...record, problem } : record));
  }

  async function look(leg: Leg): Promise<void> {
    const unconfirmed = outbox.of(leg).filter((record) => isDue(lookAt(record)));
    if (unconfirmed.length === 0) return;
    // Whatever could not be kept of it: it was looked for.
    await calls.read(leg.conversationId).catch(() => undefined);
    await update(unconfirmed, lookedFor);
  }

  async function deliver(leg: Leg, begin?: () => Promise<void>): Promise<void> {
    if (busy.has(keyOf(leg))) return;
    busy.add(keyOf(leg));
    try {
      await begin?.();
      while (isDue(dueAt(outbox.of(leg)))) {
        await sendDue(leg);
        await look(leg);
      }
    } catch {
      await update(outbox.of(leg), (record) => stalled(record, clock.now() + refusedWait)).catch(() => undefined);
    } finally {
      busy.delete(keyOf(leg));
    }
  }

  function schedule(): Promise<void> {
    // A leg that is being worked on looks after itself; whatever it does next, the alarm stands behind it.
    const idle = legs().filter((leg) => !busy.has(keyOf(leg)));
    return wakeUp.set(
      idle.flatMap((leg) => dueAt(outbox.of(leg)) ?? []),
      idle.length < legs().length || outbox.all().some(({ status }) => status === "sending" || status === "sent"),
    );
  }

  async function run(): Promise<void> {
    // Most events find nothing to do.
    if (outbox.all().length === 0 && !wakeUp.isSet()) return;
    // Before each send an alarm is armed (product.md, "State"), while the change is being put down as one that is sent.
    armed = schedule();
    try {
      await Promise.all([armed, ...legs().map((leg) => deliver(leg))]);
    } finally {
      await schedule();
    }
    await changed();
  }

  /** Is there nothing to wait for, to read or to weigh before these are sent? */
  function mayLeaveAtOnce(leg: Leg, edits: readonly SavedEdit[]): boolean {
    if (busy.has(keyOf(leg)) || waitingOf(leg).length > 0 || isUnsure(leg)) return false;
    // What would change nothing is dropped (`dropIdle`).
    return edits.length > 0 && edits.every(({ value, base, isRemoval }) => value !== base && isRemoval !== true);
  }

  /**
   * Once on disk before the request leaves, not twice: as what is being sent. A background that is killed in between takes the
   * outcome for unclear, and reads first.
   */
  async function sendAtOnce(leg: Leg, edits: readonly SavedEdit[]): Promise<void> {
    const [known, heard] = [calls.get(leg.conversationId), breaks()];
    const onDisk = outbox.add(leg, edits, false, "sending");
    armed = schedule();
    const ready = Promise.all([onDisk, armed]);
    const delivered = deliver(leg, async () => {
      const isAsKnown = await ready.then(
        () => calls.get(leg.conversationId) === known && breaks() === heard && !isUnsure(leg),
        () => false,
      );
      // Else it could not be put down, or an event came in between or may have, and this may be a conflict now.
      await (isAsKnown ? send(leg) : putOff(leg));
    });
    void delivered.finally(schedule).then(changed);
    await onDisk;
  }

  return {
    async take(leg, edits) {
      if (mayLeaveAtOnce(leg, edits)) return sendAtOnce(leg, edits);
      await outbox.add(leg, edits, !isCurrent(leg.conversationId));
      // Beside what the pages are told of it (`npm run bench`, 2026-11-23: telling them first took longer than all else).
      void run();
    },
    run,
    async retryNow(isCutShort) {
      await update(
        outbox.all().filter(({ status }) => status === "waiting"),
        (record) => ({
          ...record,
          retryAt: record.problem?.kind === "rate-limited" && !isCutShort ? record.retryAt : null,
          problem: record.problem?.kind === "sign-in-needed" ? null : record.problem,
          mustRead: true,
        }),
      );
      await run();
    },
    stop: () => wakeUp.stop(),
  };
}
