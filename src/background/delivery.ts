import type { Attribute } from "../attributes/attribute.ts";
import type { GenesysError } from "../genesys/errors.ts";
import type { Api } from "../genesys/user.ts";
import { successorOf } from "../genesys/legs.ts";
import type { AttributeDialect } from "../genesys/dialect.ts";
import type { Problem } from "../protocol/problem.ts";
import type { Calls } from "./calls.ts";
import { type ChangeRecord, isOf, type Leg, lookAt, sendAt } from "./change-record.ts";
import type { Keepalive } from "./keepalive.ts";
import type { Limits } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import { toWrite } from "./written-values.ts";
import { settleChange, settleError } from "./settle-change.ts";

/** Wakes a background that was killed while changes were on their way. 30 s is the shortest that Chrome allows. */
export const deliveryAlarm = "delivery";
const alarmAfter = 30_000;

/** A wait over 3 minutes is shown, with a way to try before: Genesys' own SDKs give up there (genesys-platform-api.md 4.3 [SDK]). */
const longWait = 180_000;

/** Takes changes from the outbox to the server: in order for each participant, one request at a time. */
export interface Delivery {
  /** Does what is due; safe to call at any time. */
  run(): Promise<void>;
  /** Tries at once what waits, also what waited for a sign-in; what a 429 told to wait only where the person says so. */
  retryNow(byPerson: boolean): Promise<void>;
  /** No timer and no alarm remain. */
  stop(): Promise<void>;
}

interface DeliveryParts extends Pick<BackgroundParts, "clock" | "random" | "browser"> {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly calls: Calls;
  readonly keepalive: Keepalive;
  readonly limits: Limits;
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
  let cancelTimer: (() => void) | undefined;
  let release: (() => void) | undefined;
  /** An earlier life may have left one. */
  let isAlarmSet = true;
  /** The alarm that is being armed: nothing is sent before it stands. */
  let armed: Promise<void> = Promise.resolve();

  function isDue(at: number | null): boolean {
    return at !== null && at <= clock.now();
  }
  /** When something has to be done for a leg. */
  function dueAt(leg: Leg): number | null {
    const changes = outbox.of(leg);
    const times = [sendAt(changes), ...changes.map(lookAt)].filter((at) => at !== null);
    return times.length > 0 ? Math.min(...times) : null;
  }
  function legs(): Leg[] {
    const found: Leg[] = [];
    for (const record of outbox.all()) if (!found.some((leg) => isOf(leg, record))) found.push(record);
    return found;
  }

  async function update(records: readonly ChangeRecord[], next: (record: ChangeRecord) => ChangeRecord): Promise<void> {
    await outbox.update(records, next);
    await changed();
  }

  function waitingOf(leg: Leg): ChangeRecord[] {
    return outbox.of(leg).filter(({ status }) => status === "waiting");
  }

  /** Reads before anything else is decided; the snapshot itself is judged where every snapshot is. */
  async function readFirst(leg: Leg): Promise<boolean> {
    const batch = waitingOf(leg);
    const answer = await calls.read(leg.conversationId);
    const circumstances = { now: clock.now(), random };
    await update(batch, (record) => {
      if (answer.ok) return { ...record, isUnclear: false, mustRead: false };
      const settled = settleError(record, answer.error, circumstances);
      return answer.error.kind === "not-found" ? { ...settled, problem: { kind: "call-ended" } } : settled;
    });
    return answer.ok;
  }

  async function sendDue(leg: Leg): Promise<void> {
    if (!isDue(sendAt(outbox.of(leg)))) return;
    const heard = breaks();
    const isUnsure = !isCurrent(leg.conversationId) || calls.isInDoubt(leg.conversationId);
    const isOld = isUnsure || waitingOf(leg).some(({ mustRead }) => mustRead);
    if (isOld && !(await readFirst(leg))) return;
    await outbox.dropIdle(leg);
    // What came meanwhile is read for first; alone, what came before it would be written as it was wanted before.
    const waiting = waitingOf(leg);
    const unread = new Set(waiting.filter(({ mustRead }) => mustRead).map(({ name }) => name));
    const ready = waiting.filter(({ name }) => !unread.has(name));
    await Promise.all([outbox.update(ready, (record) => ({ ...record, status: "sending", problem: null })), armed]);
    // Beside the request, which need not wait until the pages know; `update` tells them once more, and says what goes wrong there.
    changed().catch(() => undefined);
    // What is still here: the person may have changed meanwhile, and what the one saved is never sent under another name.
    const batch = outbox.of(leg).filter(({ status }) => status === "sending");
    if (batch.length === 0) return;
    // The channel broke meanwhile: somebody may have written, and nobody heard of it.
    if (breaks() !== heard) return update(batch, (record) => ({ ...record, status: "waiting", mustRead: true }));
    const answer = await dialect().write(api, leg, valuesOf(batch));
    const circumstances = { now: clock.now(), random };
    await update(batch, (record) => settleChange(record, answer, circumstances));
    if (answer.ok) void accepted(leg);
    else await explain(leg, batch, answer.error);
    // An event may have been faster than the 202.
    const known = calls.get(leg.conversationId);
    if (known) await outbox.judge(known);
  }

  /** The latest value of each name. */
  function valuesOf(batch: readonly ChangeRecord[]): Attribute[] {
    const latest = new Map(batch.map((record) => [record.name, record]));
    return toWrite(latest.values(), (change) => calls.kindOf(change));
  }

  /** A 404 says not what is missing: one read decides. A 413 names the limit. */
  async function explain(leg: Leg, batch: readonly ChangeRecord[], error: GenesysError): Promise<void> {
    await limits.learn(error);
    if (error.kind !== "not-found") return;
    const answer = await calls.read(leg.conversationId);
    let problem: Problem = error;
    if (!answer.ok && answer.error.kind === "not-found") problem = { kind: "call-ended" };
    if (answer.ok) {
      const participant = answer.value.participants.find(({ id }) => id === leg.participantId);
      if (!participant || successorOf(answer.value, participant)) problem = { kind: "participant-gone" };
    }
    await update(batch, (record) => (record.status === "failed" ? { ...record, problem } : record));
  }

  async function look(leg: Leg): Promise<void> {
    const unconfirmed = outbox.of(leg).filter((record) => isDue(lookAt(record)));
    if (unconfirmed.length === 0) return;
    await calls.read(leg.conversationId);
    await update(unconfirmed, (record) => {
      const looked = { ...record, looks: record.looks + 1 };
      return record.status !== "sent" || lookAt(looked) !== null ? looked : { ...looked, status: "unseen" };
    });
  }

  async function deliver(leg: Leg): Promise<void> {
    if (busy.has(keyOf(leg))) return;
    busy.add(keyOf(leg));
    try {
      while (isDue(dueAt(leg))) {
        await sendDue(leg);
        await look(leg);
      }
    } finally {
      busy.delete(keyOf(leg));
    }
  }

  /** One timer for whatever comes next; an alarm behind it, should the background be killed before. */
  async function schedule(): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    // A leg that is being worked on looks after itself.
    const next = legs().flatMap((leg) => (busy.has(keyOf(leg)) ? [] : (dueAt(leg) ?? [])));
    const isUnderWay = outbox.all().some(({ status }) => status === "sending" || status === "sent");
    if (isUnderWay) release ??= keepalive.hold();
    else {
      release?.();
      release = undefined;
    }
    if (next.length > 0) cancelTimer = clock.after(Math.max(0, Math.min(...next) - clock.now()), () => void run());
    if (next.length > 0 || isUnderWay) {
      isAlarmSet = true;
      const wait = isUnderWay ? 0 : Math.min(...next) - clock.now();
      await browser.setAlarm(deliveryAlarm, { after: Math.max(alarmAfter, wait) });
    } else if (isAlarmSet) {
      isAlarmSet = false;
      await browser.clearAlarm(deliveryAlarm);
    }
  }

  async function run(): Promise<void> {
    // Most events find nothing to do.
    if (outbox.all().length === 0 && !cancelTimer && !release && !isAlarmSet) return;
    // Before each send an alarm is armed (product.md, "State"), while the change is being put down as one that is sent.
    armed = schedule();
    await Promise.all([armed, ...legs().map(deliver)]);
    await schedule();
    await changed();
  }

  return {
    run,
    async retryNow(byPerson) {
      // A short wait is honoured whoever is impatient; a long one is the person's to cut short.
      const isPushed = ({ retryAt }: ChangeRecord): boolean => byPerson && (retryAt ?? 0) - clock.now() > longWait;
      await update(
        outbox.all().filter(({ status }) => status === "waiting"),
        (record) => ({
          ...record,
          retryAt: record.problem?.kind === "rate-limited" && !isPushed(record) ? record.retryAt : null,
          problem: record.problem?.kind === "sign-in-needed" ? null : record.problem,
          mustRead: true,
        }),
      );
      await run();
    },
    async stop() {
      cancelTimer?.();
      cancelTimer = undefined;
      release?.();
      release = undefined;
      isAlarmSet = false;
      await browser.clearAlarm(deliveryAlarm);
    },
  };
}
