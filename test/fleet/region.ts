import type { SimulatedAnswer, SimulatedRequest } from "../simulator/exchange.ts";
import type { SeededRandom } from "../simulator/seeded-random.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { kindOf, type Traffic } from "./traffic.ts";

/** How long an answer takes, in ms: a request through the internet, not one in this process. */
const shortest = 40;
const longest = 260;

/** Longer than Calltag waits (15 s), applied all the same. */
const tooLate = 20_000;

/** What the hundredth request meets: what genesys-platform-api.md 4.2 lists, and what networks do. No 429: those would be our own doing. */
const mishaps = ["500", "503", "504", "drop-before", "drop-after", "too-late"] as const;

/** When a seat heard and read again after an outage; ms since 1970. */
export interface Line {
  openAgainAt: number | undefined;
  readAgainAt: number | undefined;
}

/** The simulator as a region with a network before it, in which one request in a hundred goes wrong. */
export interface Region {
  /** While true, nothing answers: half of what comes is cut, half is told 503. */
  isDown: boolean;
  /** The simulator as one seat reaches it. */
  seenBy(line: Line): Simulator;
  /** Requests that went wrong on purpose. */
  mishaps(): number;
  /** Values of attributes that the server took over: `conversation/participant/name` → the latest value. */
  readonly written: ReadonlyMap<string, string>;
}

const readsList = "GET /api/v2/conversations/calls";
const writePath = /^\/api\/v2\/conversations\/calls\/([^/]+)\/participants\/([^/]+)\/attributes$/;

export function createRegion(simulator: Simulator, traffic: Traffic, random: SeededRandom, faultRate: number): Region {
  const written = new Map<string, string>();
  let count = 0;

  function noteWritten({ url, body }: SimulatedRequest): void {
    const [, conversationId, participantId] = writePath.exec(new URL(url).pathname) ?? [];
    if (conversationId === undefined || participantId === undefined) return;
    const { attributes } = JSON.parse(body ?? "{}") as { attributes: Record<string, string> };
    for (const [name, value] of Object.entries(attributes))
      written.set(`${conversationId}/${participantId}/${name}`, value);
  }

  function handled(request: SimulatedRequest, now: number): SimulatedAnswer {
    const answer = simulator.handle(request, now);
    if (request.method === "PATCH" && answer.kind === "response" && answer.status < 300) noteWritten(request);
    return answer;
  }

  function refused(status: number, request: SimulatedRequest, now: number): SimulatedAnswer {
    simulator.control.fault({ method: request.method, answer: { status } });
    return simulator.handle(request, now);
  }

  function answerTo(request: SimulatedRequest, now: number, isApi: boolean): SimulatedAnswer {
    if (region.isDown && isApi)
      return random.next() < 0.5 ? { kind: "dropped", delayMs: 0 } : refused(503, request, now);
    if (!isApi || random.next() >= faultRate) return handled(request, now);
    count += 1;
    const mishap = mishaps[Math.floor(random.next() * mishaps.length)] ?? "503";
    switch (mishap) {
      case "drop-before":
        return { kind: "dropped", delayMs: 0 };
      case "drop-after":
        handled(request, now);
        return { kind: "dropped", delayMs: 0 };
      case "too-late":
        return { ...handled(request, now), delayMs: tooLate };
      default:
        return refused(Number(mishap), request, now);
    }
  }

  const region: Region = {
    isDown: false,
    written,
    mishaps: () => count,
    seenBy(line) {
      const handle: Simulator["handle"] = (request, now) => {
        const url = new URL(request.url);
        const isApi = url.hostname.startsWith("api.") || url.pathname === "/oauth/token";
        const answer = answerTo(request, now, isApi);
        const status = answer.kind === "dropped" ? 0 : answer.status;
        const what = kindOf(request.method, url);
        traffic.note({ at: now, what, isApi, status });
        const delayMs = Math.max(answer.delayMs, Math.round(shortest + random.next() * (longest - shortest)));
        if (what === readsList && status === 200) line.readAgainAt ??= now + delayMs;
        return { ...answer, delayMs };
      };
      const connect: Simulator["connect"] = (url, now, peer) => {
        const isRefused = region.isDown || random.next() < faultRate;
        const opened = isRefused ? { refused: 503 } : simulator.connect(url, now, peer);
        traffic.note({ at: now, what: "socket", isApi: false, status: "refused" in opened ? opened.refused : 101 });
        if (!("refused" in opened)) line.openAgainAt ??= now;
        return opened;
      };
      return { ...simulator, handle, connect };
    },
  };
  return region;
}
