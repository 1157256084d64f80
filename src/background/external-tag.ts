import * as z from "zod/mini";
import { valueOf } from "../attributes/attribute.ts";
import { backoffAfter } from "../genesys/backoff.ts";
import { isFinal } from "../genesys/errors.ts";
import { putExternalTag } from "../genesys/external-tag.ts";
import type { Api } from "../genesys/user.ts";
import { readItem } from "../platform/stored.ts";
import type { TagProblem } from "../protocol/published-state.ts";
import type { Calls } from "./calls.ts";
import { arrivalOf, type ChangeRecord, type Leg } from "./change-record.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import type { PolicyKeeper } from "./policy.ts";

/** What is still to be set: it outlives the background, not the browser. */
const waitingKey = "external-tag";
const waitingSchema = z.object({ conversationId: z.string(), participantId: z.string(), value: z.string() });
type Waiting = z.infer<typeof waitingSchema>;

/** With waits that double up to a minute, a good two minutes. */
const mostAttempts = 8;

/** The tags once more, as the conversation's external tag, where the policy wants it. The attribute is what counts. */
export interface ExternalTag {
  restore(): Promise<void>;
  /** The server took over what was written to a leg. */
  accepted(leg: Leg): Promise<void>;
  /** Changes were found on the server, also such as nobody answered for. */
  confirmed(changes: readonly ChangeRecord[]): Promise<void>;
  /** Tries at once what waits. */
  run(): void;
  /** What keeps the last one of a call from being set. */
  problems(): TagProblem[];
  clear(): Promise<void>;
}

interface ExternalTagParts extends Pick<BackgroundParts, "clock" | "random" | "stored"> {
  readonly api: Api;
  readonly policy: Pick<PolicyKeeper, "tags">;
  readonly outbox: Pick<Outbox, "of">;
  readonly calls: Pick<Calls, "get">;
}

/** One conversation has one tag: the latest counts, and two are never under way at once. */
function nobodys() {
  return { waiting: new Map<string, Waiting>(), underWay: new Set<string>(), problems: new Map<string, TagProblem>() };
}

export function createExternalTag(parts: ExternalTagParts, changed: () => Promise<void>): ExternalTag {
  const { clock, random, stored, api, policy, outbox, calls } = parts;
  let person = nobodys();

  function acceptedOf(leg: Leg): ChangeRecord | undefined {
    const { attribute } = policy.tags();
    return outbox.of(leg).findLast((change) => change.name === attribute && arrivalOf(change) === "accepted");
  }
  /** A retry must not bring back what somebody else changed meanwhile. */
  function newest(waiting: Waiting): string {
    const leg = calls.get(waiting.conversationId)?.participants.find(({ id }) => id === waiting.participantId);
    return acceptedOf(waiting)?.value ?? valueOf(leg?.attributes ?? [], policy.tags().attribute) ?? waiting.value;
  }
  async function keep(): Promise<void> {
    await stored.session.set({ [waitingKey]: [...person.waiting.values()] });
  }
  async function want({ conversationId, participantId, value }: ChangeRecord): Promise<void> {
    if (!policy.tags().externalTag) return;
    person.waiting.set(conversationId, { conversationId, participantId, value });
    await keep();
    await work(conversationId, 0);
  }

  async function work(conversationId: string, attempts: number): Promise<void> {
    const mine = person;
    const waiting = mine.waiting.get(conversationId);
    if (!waiting || mine.underWay.has(conversationId)) return;
    mine.underWay.add(conversationId);
    const answer = await putExternalTag(api, conversationId, newest(waiting));
    mine.underWay.delete(conversationId);
    // The answer is another person's, or nobody's.
    if (mine !== person) return;
    if (mine.waiting.get(conversationId) !== waiting) return work(conversationId, 0);
    const isRetried = !answer.ok && !isFinal(answer.error) && attempts < mostAttempts;
    if (answer.ok) mine.problems.delete(conversationId);
    else mine.problems.set(conversationId, { conversationId, problem: answer.error, isRetried });
    if (!isRetried) mine.waiting.delete(conversationId);
    // Without a token every try ends the same; a sign-in calls `run`.
    else if (answer.error.kind !== "unauthorized") {
      const wait = backoffAfter(answer.error, attempts, { now: clock.now(), random });
      clock.after(wait, () => mine === person && void work(conversationId, attempts + 1));
    }
    await Promise.all([keep(), changed()]);
  }

  return {
    async restore() {
      const found = await readItem(stored.session, waitingKey, z.array(waitingSchema));
      for (const waiting of found ?? []) person.waiting.set(waiting.conversationId, waiting);
    },
    async accepted(leg) {
      // An event may have confirmed it already.
      const change = acceptedOf(leg);
      if (change) await want(change);
    },
    async confirmed(changes) {
      const { attribute } = policy.tags();
      const change = changes.findLast(({ name }) => name === attribute);
      if (change && arrivalOf(change) === "unclear") await want(change);
    },
    run() {
      for (const id of person.waiting.keys()) void work(id, 0);
    },
    problems: () => [...person.problems.values()],
    async clear() {
      person = nobodys();
      await stored.session.remove([waitingKey]);
    },
  };
}
