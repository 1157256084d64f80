import type { Result } from "../genesys/errors.ts";
import type { Api } from "../genesys/user.ts";
import { writeAttributes } from "../genesys/write-attributes.ts";
import type { Calls } from "./calls.ts";
import { type ChangeRecord, dueAt, isOf, type Leg } from "./change-record.ts";
import type { Keepalive } from "./keepalive.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import { settleChange, settleError } from "./settle-change.ts";

/** Wakes a background that was killed while changes were on their way. 30 s is the shortest that Chrome allows. */
export const deliveryAlarm = "delivery";
const alarmAfter = 30_000;

/** Takes changes from the outbox to the server: in order for each participant, one request at a time. */
export interface Delivery {
  /** Does what is due; safe to call at any time. */
  run(): Promise<void>;
  /** Tries at once what waits, also what waited for a sign-in. */
  retryNow(): Promise<void>;
  /** No timer and no alarm remain. */
  stop(): Promise<void>;
}

interface DeliveryParts extends Pick<BackgroundParts, "clock" | "random" | "browser"> {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly calls: Calls;
  readonly keepalive: Keepalive;
}

export function createDelivery(parts: DeliveryParts, changed: () => Promise<void>): Delivery {
  const { clock, random, browser, api, outbox, calls, keepalive } = parts;
  const busy = new Set<string>();
  let cancelTimer: (() => void) | undefined;
  let release: (() => void) | undefined;
  let isAlarmSet = false;

  function isDue(record: ChangeRecord): boolean {
    const due = dueAt(record);
    return due !== null && due <= clock.now();
  }

  async function update(records: readonly ChangeRecord[], next: (record: ChangeRecord) => ChangeRecord): Promise<void> {
    await outbox.update(records, next);
    await changed();
  }

  /** Reads before anything else is decided; the snapshot itself is judged where every snapshot is. */
  async function readFirst(leg: Leg, unclear: readonly ChangeRecord[]): Promise<boolean> {
    const answer = await calls.read(leg.conversationId);
    const circumstances = { now: clock.now(), random };
    await update(unclear, (record) =>
      answer.ok ? { ...record, isUnclear: false } : settleError(record, answer.error, circumstances),
    );
    return answer.ok;
  }

  async function sendDue(leg: Leg): Promise<void> {
    const unclear = outbox.of(leg).filter((record) => record.isUnclear && isDue(record));
    if (unclear.length > 0 && !(await readFirst(leg, unclear))) return;
    const batch = outbox.of(leg).filter((record) => record.status === "waiting" && isDue(record));
    if (batch.length === 0) return;
    await update(batch, (record) => ({ ...record, status: "sending", problem: null }));
    const values = new Map(batch.map(({ name, value }) => [name, value]));
    const answer: Result<undefined> = await writeAttributes(api, leg.conversationId, leg.participantId, values);
    const circumstances = { now: clock.now(), random };
    await update(batch, (record) => settleChange(record, answer, circumstances));
    if (!answer.ok && answer.error.kind === "not-found") await calls.read(leg.conversationId);
    // An event may have been faster than the 202.
    const known = calls.get(leg.conversationId);
    if (known) await outbox.judge(known);
  }

  async function look(leg: Leg): Promise<void> {
    const unconfirmed = outbox.of(leg).filter((record) => record.status === "sent" && isDue(record));
    if (unconfirmed.length === 0) return;
    await calls.read(leg.conversationId);
    await update(unconfirmed, (record) => {
      const looks = record.looks + 1;
      const looked = { ...record, looks };
      return record.status !== "sent" || dueAt(looked) !== null ? looked : { ...looked, status: "unseen" };
    });
  }

  async function deliver(leg: Leg): Promise<void> {
    const key = `${leg.conversationId}/${leg.participantId}`;
    if (busy.has(key)) return;
    busy.add(key);
    try {
      while (outbox.of(leg).some(isDue)) {
        await sendDue(leg);
        await look(leg);
      }
    } finally {
      busy.delete(key);
    }
  }

  /** One timer for whatever comes next; an alarm behind it, should the background be killed before. */
  async function schedule(): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    const next = outbox.all().flatMap((record) => dueAt(record) ?? []);
    const isUnderWay = outbox.all().some(({ status }) => status === "sending" || status === "sent");
    if (isUnderWay) release ??= keepalive.hold();
    else {
      release?.();
      release = undefined;
    }
    if (next.length > 0) cancelTimer = clock.after(Math.max(0, Math.min(...next) - clock.now()), () => void run());
    if (next.length > 0 || isUnderWay) {
      isAlarmSet = true;
      await browser.setAlarm(deliveryAlarm, { after: alarmAfter });
    } else if (isAlarmSet) {
      isAlarmSet = false;
      await browser.clearAlarm(deliveryAlarm);
    }
  }

  async function run(): Promise<void> {
    const legs: Leg[] = [];
    for (const record of outbox.all()) if (!legs.some((leg) => isOf(leg, record))) legs.push(record);
    // Before each send an alarm is armed (product.md, "State").
    await schedule();
    await Promise.all(legs.map(deliver));
    await schedule();
    await changed();
  }

  return {
    run,
    async retryNow() {
      await update(
        outbox.all().filter(({ status }) => status === "waiting"),
        (record) => ({
          ...record,
          retryAt: record.problem?.kind === "rate-limited" ? record.retryAt : null,
          problem: record.problem?.kind === "sign-in-needed" ? null : record.problem,
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
