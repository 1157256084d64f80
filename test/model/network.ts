import type { Simulator } from "../simulator/simulator.ts";
import type { ServerLog } from "./server-log.ts";

/** How the next write or read of a call is answered, and how late. */
export interface PlannedAnswer {
  readonly how: number | "properly" | "drop-before" | "drop-after" | "malformed";
  readonly delayMs: number;
  readonly retryAfterSeconds: number;
}

/** One PATCH of attributes as it reached the server. */
export interface Write {
  readonly at: number;
  readonly conversationId: string;
  readonly participantId: string;
  readonly body: string;
  /** Whose token it carried; `undefined` if the token was no good. */
  readonly userId: string | undefined;
  readonly isApplied: boolean;
  /** Until when the sender waits for the answer. */
  readonly until: number;
}

interface Watcher {
  now(): number;
  wrote(write: Write): void;
}

type Request = Parameters<Simulator["handle"]>[0];
type Answer = ReturnType<Simulator["handle"]>;
interface Snapshot {
  id: string;
  participants: { id: string; attributes?: Record<string, string> }[];
}

const writePath = /^\/api\/v2\/conversations\/calls\/([^/]+)\/participants\/([^/]+)\/attributes$/;
const readPath = /^\/api\/v2\/conversations\/calls(?:\/([^/]+))?$/;
/** Calltag gives a request up after this. */
const givenUpAfter = 15_000;

/** The simulator as the seat reaches it: its writes and reads of calls go as planned, and the oracle hears of both. */
export function createNetwork(simulator: Simulator, log: ServerLog, watcher: Watcher) {
  const plans: { PATCH: PlannedAnswer[]; GET: PlannedAnswer[] } = { PATCH: [], GET: [] };
  /** Grows with every life of the background: what is answered to a dead one tells nobody anything. */
  let life = 0;
  let eventAfterMs = 0;

  function deliver({ id, participants }: Snapshot, at: number): void {
    for (const leg of participants)
      log.deliver({ conversationId: id, participantId: leg.id }, new Map(Object.entries(leg.attributes ?? {})), at);
  }

  function answerAs(plan: PlannedAnswer, request: Request, now: number): { answer: Answer; isHandled: boolean } {
    const { how, delayMs, retryAfterSeconds } = plan;
    // Also what is cut off before it counts is handed over: whose token it carries is judged.
    if (typeof how === "number" || how === "drop-before") {
      const path = `^${new URL(request.url).pathname.replaceAll("/", "\\/")}$`;
      const retryAfter = how === 429 ? { retryAfterSeconds } : {};
      const answer = how === "drop-before" ? how : { status: how, ...retryAfter };
      simulator.control.fault({ method: request.method, path, answer });
      return { answer: { ...simulator.handle(request, now), delayMs }, isHandled: false };
    }
    const proper = simulator.handle(request, now);
    const isHandled = proper.kind === "response" && proper.status < 300;
    if (how === "drop-after") return { answer: { kind: "dropped", delayMs }, isHandled };
    if (how === "malformed" && proper.kind === "response")
      return { answer: { ...proper, body: `${proper.body.slice(0, proper.body.length / 2)}{"`, delayMs }, isHandled };
    return { answer: { ...proper, delayMs }, isHandled };
  }

  function handle(request: Request, now: number): Answer {
    const path = new URL(request.url).pathname;
    const [, conversationId = "", participantId = ""] =
      (request.method === "PATCH" ? writePath.exec(path) : null) ?? [];
    const read = request.method === "GET" ? readPath.exec(path) : null;
    const plan = conversationId !== "" ? plans.PATCH.shift() : read ? plans.GET.shift() : undefined;
    const planned = plan ?? { how: "properly", delayMs: 0, retryAfterSeconds: 0 };
    const { answer, isHandled } = answerAs(planned, request, now);
    if (conversationId !== "") {
      const userId = simulator.control.received({ method: "PATCH" }).at(-1)?.userId;
      const until = now + Math.min(planned.delayMs, givenUpAfter);
      const body = request.body ?? "";
      watcher.wrote({ at: now, conversationId, participantId, body, userId, isApplied: isHandled, until });
    }
    const isGood = planned.how === "properly" && planned.delayMs < givenUpAfter;
    if (read && isHandled && isGood && answer.kind === "response") hear(answer.body, read[1], now, planned.delayMs);
    return answer;
  }

  function hear(body: string, conversationId: string | undefined, origin: number, delayMs: number): void {
    const begun = life;
    const countThen = log.eventCount();
    const at = origin + delayMs;
    const parsed = JSON.parse(body) as Snapshot & { entities?: Snapshot[] };
    const arrive = (): void => {
      if (begun !== life) return;
      log.read({ conversationId, origin, at });
      for (const snapshot of parsed.entities ?? [parsed]) if (log.isNews(snapshot.id, countThen)) deliver(snapshot, at);
    };
    if (delayMs === 0) arrive();
    else log.later(at, arrive);
  }

  const connect: Simulator["connect"] = (url, now, peer) => {
    const opened = simulator.connect(url, now, {
      send(text) {
        const frame = JSON.parse(text) as { topicName?: string; eventBody?: Snapshot };
        if (frame.topicName?.endsWith(".conversations.calls") && frame.eventBody) {
          const at = watcher.now();
          log.event(frame.eventBody.id, at - eventAfterMs);
          deliver(frame.eventBody, at);
        }
        peer.send(text);
      },
      close(code, reason) {
        log.socket(undefined);
        peer.close(code, reason);
      },
    });
    if ("refused" in opened) return opened;
    log.socket(now);
    return {
      receive: (text, at) => {
        opened.receive(text, at);
      },
      closed(at) {
        log.socket(undefined);
        opened.closed(at);
      },
    };
  };

  return {
    /** What the seat is given for a simulator. */
    simulator: { ...simulator, handle, connect } satisfies Simulator,
    plans,
    eventsTake(milliseconds: number): void {
      eventAfterMs = milliseconds;
    },
    /** The background died. */
    died(): void {
      life += 1;
      log.socket(undefined);
    },
  };
}
export type Network = ReturnType<typeof createNetwork>;
