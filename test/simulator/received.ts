import type { World } from "./world.ts";

/** One thing that the simulator received. Bearer tokens are never in it, only whether one was good, and whose it was. */
export interface ReceivedEntry {
  /** `request` = HTTP; `socket` = a websocket was opened; `text` = a text frame came in over one. */
  kind: "request" | "socket" | "text";
  /** ms since 1970. */
  at: number;
  /** HTTP method; GET for sockets, empty for text frames. */
  method: string;
  host: string;
  /** Path with query. */
  url: string;
  path: string;
  body: string | undefined;
  /** Whether a live token (or channel) stood behind it. */
  authorized: boolean;
  userId: string | undefined;
  /** What was answered: an HTTP status, or that the connection was cut. */
  answered: number | "dropped";
}

/** Which entries are wanted; `path` is a regular expression for the path without query. */
export interface ReceivedFilter {
  kind?: ReceivedEntry["kind"] | undefined;
  method?: string | undefined;
  path?: string | undefined;
}

const kept = 50_000;

/** Notes an entry; the oldest is forgotten beyond 50,000. */
export function note(world: World, entry: ReceivedEntry): void {
  world.received.push(entry);
  if (world.received.length > kept * 1.2) world.received.splice(0, world.received.length - kept);
}

/** The entries that match, oldest first. */
export function receivedEntries(world: World, filter: ReceivedFilter): ReceivedEntry[] {
  const path = filter.path === undefined ? undefined : new RegExp(filter.path);
  return world.received.filter(
    (entry) =>
      (filter.kind === undefined || entry.kind === filter.kind) &&
      (filter.method === undefined || entry.method === filter.method) &&
      (path === undefined || path.test(entry.path)),
  );
}
