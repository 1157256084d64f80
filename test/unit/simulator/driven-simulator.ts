import { createHash } from "node:crypto";
import type { Json } from "../../simulator/json.ts";
import { createSimulator, type Simulator, type SimulatorOptions } from "../../simulator/simulator.ts";
import type { SimulatedAnswer } from "../../simulator/exchange.ts";
import { defaultClientId } from "../../simulator/world.ts";

/** When the tests of the core begin: a Monday in March 2026, in ms since 1970. */
export const start = Date.UTC(2026, 2, 2, 9, 15);

export const redirectUri = "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/";
export const verifier = "v".repeat(64);
export const challenge = createHash("sha256").update(verifier).digest("base64url");

/** An answer with its JSON read. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
  json: Json;
  delayMs: number;
}

/** A core with a clock that the test moves. */
export interface Driven {
  simulator: Simulator;
  control: Simulator["control"];
  now: () => number;
  wait: (ms: number) => void;
  /** Sends a request to `api.mypurecloud.de` (or to a whole URL). */
  send: (
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ) => Answered;
  /** The same, but answers as the core gave it. */
  raw: (
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ) => SimulatedAnswer;
  tokenOf: (user: string) => string;
  /** Makes a channel on the user's calls topic, opens its socket, and collects its frames. */
  listen: (token: string, topics: readonly string[]) => Listener;
}

export interface Listener {
  channelId: string;
  frames: Json[];
  closed: { code: number; reason: string } | undefined;
  say: (text: string) => void;
}

function read(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

export function drive(options: SimulatorOptions = {}): Driven {
  let now = start;
  const simulator = createSimulator({ redirectUris: [redirectUri], ...options });
  simulator.advance(now);

  const raw: Driven["raw"] = (method, path, { token, body, headers } = {}) =>
    simulator.handle(
      {
        method,
        url: path.startsWith("https:") ? path : `https://api.mypurecloud.de${path}`,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
      },
      now,
    );

  const send: Driven["send"] = (method, path, rest) => {
    const answer = raw(method, path, rest);
    if (answer.kind === "dropped") throw new Error("the connection was cut");
    const { status, headers, body, delayMs } = answer;
    return { status, headers, text: body, json: read(body), delayMs };
  };

  return {
    simulator,
    control: simulator.control,
    now: () => now,
    wait(ms) {
      now += ms;
      simulator.advance(now);
    },
    raw,
    send,
    tokenOf: (user) => simulator.control.issueToken({ user, region: "mypurecloud.de" }).accessToken,
    listen(token, topics) {
      const channelId = textAt(send("POST", "/api/v2/notifications/channels", { token }).json, "id");
      const path = `/api/v2/notifications/channels/${channelId}/subscriptions`;
      send("POST", path, { token, body: topics.map((id) => ({ id })) });
      return connect(simulator, channelId, () => now);
    },
  };
}

/** Opens a channel's socket. */
export function connect(simulator: Simulator, channelId: string, now: () => number): Listener {
  const listener: Listener = { channelId, frames: [], closed: undefined, say: () => undefined };
  const opened = simulator.connect(`https://streaming.mypurecloud.de/channels/${channelId}`, now(), {
    send: (text) => listener.frames.push(read(text)),
    close: (code, reason) => {
      listener.closed = { code, reason };
    },
  });
  if ("refused" in opened) throw new Error(`refused with ${String(opened.refused)}`);
  listener.say = (text) => {
    opened.receive(text, now());
  };
  return listener;
}

/** The value at a path of names and indexes; null where there is none. */
export function at(value: Json, ...path: readonly (string | number)[]): Json {
  let here: Json = value;
  for (const step of path) {
    if (Array.isArray(here) && typeof step === "number") here = here[step] ?? null;
    else if (here !== null && typeof here === "object" && !Array.isArray(here) && typeof step === "string")
      here = here[step] ?? null;
    else return null;
  }
  return here;
}

/** The same where it is text, else empty. */
export function textAt(value: Json, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}

/** The legs of a call as the calls endpoint shows them to that person. */
export function legs(driven: Driven, id: string, user = "anna"): Json[] {
  const token = driven.tokenOf(user);
  const participants = at(driven.send("GET", `/api/v2/conversations/calls/${id}`, { token }).json, "participants");
  return Array.isArray(participants) ? participants : [];
}

/** A few members of each leg, for tables. */
export function table(rows: readonly Json[], ...names: readonly string[]): Json[][] {
  return rows.map((row) => names.map((name) => at(row, ...name.split("."))));
}

/** The URL of an authorize request. */
export function authorizeUrl(changes: Record<string, string> = {}, domain = "mypurecloud.de"): string {
  const url = new URL(`https://login.${domain}/oauth/authorize`);
  const query = {
    client_id: defaultClientId,
    redirect_uri: redirectUri,
    response_type: "code",
    code_challenge: challenge,
    code_challenge_method: "S256",
    state: "the-state",
    ...changes,
  };
  for (const [name, text] of Object.entries(query)) if (text !== "") url.searchParams.set(name, text);
  return url.href;
}

/** Picks a person on the sign-in page; the answer redirects with a code and sets the login cookie. */
export function pick(driven: Driven, userId: string, url = authorizeUrl()): { location: URL; cookie: string } {
  const { origin, search } = new URL(url);
  const body = new URLSearchParams({ user: userId, continue: search.slice(1) }).toString();
  const answer = driven.send("POST", `${origin}/__simulator/sign-in`, { body });
  const cookie = (answer.headers["set-cookie"] ?? "").split(";")[0] ?? "";
  return { location: new URL(answer.headers.location ?? "about:blank"), cookie };
}

/** Asks for a token. */
export function tokenRequest(driven: Driven, changes: Record<string, string>, domain = "mypurecloud.de"): Answered {
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: defaultClientId,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changes,
  });
  return driven.send("POST", `https://login.${domain}/oauth/token`, {
    body: form.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
}

export const annaId = "77777777-0000-4000-8000-0000000000a1";
export const benId = "77777777-0000-4000-8000-0000000000a2";
export const saraId = "88888888-0000-4000-8000-0000000000b2";
