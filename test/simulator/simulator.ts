import { agentDesktopRoutes } from "./agent-desktop-routes.ts";
import type { Assumptions } from "./assumptions.ts";
import { attributeRoutes } from "./attribute-routes.ts";
import { openSocket } from "./channel-socket.ts";
import type { SocketPeer } from "./channels.ts";
import { createControl, type Control } from "./control.ts";
import { conversationRoutes } from "./conversation-routes.ts";
import { dataActionRoutes } from "./data-actions.ts";
import { errorAnswer } from "./error-answers.ts";
import { empty, html, type Exchange, type Reply, type SimulatedAnswer, type SimulatedRequest } from "./exchange.ts";
import { externalContactRoutes } from "./external-contacts.ts";
import { answerWithFault, takeFault } from "./faults.ts";
import { interactionsRoutes } from "./interactions-routes.ts";
import { notificationRoutes } from "./notification-routes.ts";
import { authorize, logout, pickPerson } from "./oauth-authorize.ts";
import { exchangeCode } from "./oauth-token.ts";
import { note } from "./received.ts";
import { destinationOf } from "./regions.ts";
import { findRoute, route, type Route } from "./routes.ts";
import { supervisionRoutes } from "./supervision.ts";
import { tokenOf } from "./tokens.ts";
import { userRoutes } from "./user-routes.ts";
import { createWorld, type World } from "./world.ts";

/** Genesys Cloud in one object: no sockets, no timers, no clock of its own. Times are ms since 1970. */
export interface Simulator {
  /** Answers an HTTP request at the moment `now`. */
  handle(request: SimulatedRequest, now: number): SimulatedAnswer;
  /** Opens the websocket of a channel (`…/channels/{id}`), or says with which HTTP status it is refused. */
  connect(
    url: string,
    now: number,
    peer: SocketPeer,
  ): { receive(text: string, now: number): void; closed(now: number): void } | { refused: number };
  /** Delivers everything that is due up to `now`: heartbeats, events, ends of tokens, channels, after-call work. */
  advance(now: number): void;
  /** When something is due next, so that a moved clock knows when to call `advance`. */
  nextDue(): number | undefined;
  /** What tests do to it. Acts at the latest moment that the simulator was told of. */
  control: Control;
}

/** What a simulator is made with. The same seed and the same calls give the same ids. */
export interface SimulatorOptions {
  assumed?: Partial<Assumptions>;
  seed?: number;
  /** Registered for the default client. */
  redirectUris?: readonly string[];
  /** Asked for the time before each control function, where there is a real clock. */
  controlClock?: () => number;
  /** Given the customer database's file when it is made and after every write. */
  customersChanged?: (file: () => Uint8Array) => void;
}

const routes: readonly Route[] = [
  route("GET", "login", "/oauth/authorize", authorize),
  route("POST", "login", "/__simulator/sign-in", pickPerson),
  route("POST", "login", "/oauth/token", exchangeCode),
  route("GET", "login", "/logout", logout),
  ...userRoutes,
  ...conversationRoutes,
  ...attributeRoutes,
  ...supervisionRoutes,
  ...notificationRoutes,
  ...interactionsRoutes,
  ...externalContactRoutes,
  ...dataActionRoutes,
  ...agentDesktopRoutes,
];

function answer(exchange: Exchange): Reply {
  if (exchange.request.method === "OPTIONS") return empty(200);
  const found = findRoute(routes, exchange);
  if (found !== undefined) return found();
  return exchange.destination.service === "api"
    ? errorAnswer(404, "not.found")
    : html(404, "<!doctype html><title>404</title>Not found");
}

/**
 * Adds what every answer carries: the date (RFC 9110, 6.6.1), the correlation id, which is the error's contextId (4.3 [SDK S6]), and CORS
 * (5.4 [INF]).
 */
function finish(exchange: Exchange, reply: Reply): Reply {
  const headers: Record<string, string> = {
    ...reply.headers,
    date: new Date(exchange.now + exchange.world.clockOffset).toUTCString(),
  };
  let { body } = reply;
  if (exchange.destination.service === "api") {
    const correlationId = exchange.world.random.uuid();
    headers["inin-correlation-id"] = correlationId;
    headers["cache-control"] ??= "no-cache, no-store, must-revalidate";
    if (reply.status >= 400) body = body.replace('"contextId":""', `"contextId":"${correlationId}"`);
  }
  const isForScripts = exchange.destination.service === "api" || exchange.url.pathname === "/oauth/token";
  if (isForScripts && exchange.world.assumed.cors === "open") {
    headers["access-control-allow-origin"] = "*";
    if (exchange.request.method === "OPTIONS") {
      headers["access-control-allow-methods"] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
      headers["access-control-allow-headers"] = "authorization, content-type, accept";
    }
  }
  return { status: reply.status, headers, body: exchange.request.method === "HEAD" ? "" : body };
}

function handleIn(world: World, request: SimulatedRequest): SimulatedAnswer {
  const url = new URL(request.url);
  const exchange: Exchange = {
    world,
    now: world.timeline.now(),
    request,
    url,
    destination: destinationOf(url),
    params: {},
  };
  if (url.pathname.startsWith("/__simulator/")) {
    return { kind: "response", ...finish(exchange, answer(exchange)), delayMs: 0 };
  }
  const token = tokenOf(world, request.headers.authorization, exchange.destination.region);
  const given = answerWithFault(
    takeFault(world, request.method, url),
    () => answer(exchange),
    (reply) => finish(exchange, reply),
  );
  note(world, {
    kind: "request",
    at: exchange.now,
    method: request.method,
    host: url.hostname,
    url: url.pathname + url.search,
    path: url.pathname,
    body: request.body,
    authorized: token !== undefined,
    userId: token?.userId,
    answered: given.kind === "dropped" ? "dropped" : given.status,
  });
  return given;
}

/** Makes a simulator. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  let world = createWorld(options);
  const advance = (now: number): void => {
    world.timeline.advance(now);
  };
  function reset(): void {
    const now = world.timeline.now();
    for (const channel of world.channels.values()) channel.socket?.close(1006, "");
    world.customers.close();
    world = createWorld({ ...options, now });
  }
  return {
    handle(request, now) {
      advance(now);
      const given = handleIn(world, request);
      advance(now);
      return given;
    },
    connect(url, now, peer) {
      advance(now);
      const opened = openSocket(world, new URL(url), peer);
      if ("refused" in opened) return opened;
      return {
        receive(text, at) {
          advance(at);
          opened.receive(text);
        },
        closed(at) {
          advance(at);
          opened.closed();
        },
      };
    },
    advance,
    nextDue: () => world.timeline.nextDue(),
    control: createControl(() => {
      const now = options.controlClock?.();
      if (now !== undefined) advance(now);
      return world;
    }, reset),
  };
}
