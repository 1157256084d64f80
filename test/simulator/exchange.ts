import type { Assumptions } from "./assumptions.ts";
import type { Person } from "./people.ts";
import type { Destination } from "./regions.ts";
import type { Token } from "./tokens.ts";
import type { World } from "./world.ts";

/** An HTTP request as the core sees it; header names in lower case, the URL absolute. */
export interface SimulatedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** An HTTP answer. A shell sends it after `delayMs`; "dropped" means that the connection is cut instead. */
export type SimulatedAnswer =
  | { kind: "response"; status: number; headers: Record<string, string>; body: string; delayMs: number }
  | { kind: "dropped"; delayMs: number };

/** What an endpoint answers with. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request that a route has been found for. */
export interface Exchange {
  world: World;
  now: number;
  request: SimulatedRequest;
  url: URL;
  destination: Destination;
  /** The `:name` parts of the route's path. */
  params: Record<string, string>;
}

/** A request to the API with a live token of a person. */
export interface ApiExchange extends Exchange {
  token: Token;
  user: Person;
}

/** The switches in force. */
export function assumedIn(exchange: Exchange): Assumptions {
  return exchange.world.assumed;
}

/** A `:name` part of the route's path; the router has matched it, so it is there. */
export function param(exchange: Exchange, name: string): string {
  return exchange.params[name] ?? "";
}

/** JSON answer. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** Answer without a body. */
export function empty(status: number): Reply {
  return { status, headers: {}, body: "" };
}

/** A page; never cached. */
export function html(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers },
    body,
  };
}

/** 302. */
export function redirect(location: string, headers: Record<string, string> = {}): Reply {
  return { status: 302, headers: { location, "cache-control": "no-store", ...headers }, body: "" };
}
