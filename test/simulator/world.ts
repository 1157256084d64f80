import { defaultAssumptions, type Assumptions } from "./assumptions.ts";
import type { Call } from "./call.ts";
import type { Channel, SocketPeer } from "./channels.ts";
import { lazyCustomers, type LazyCustomers } from "./customer-database.ts";
import type { FixedAction } from "./data-actions.ts";
import type { Fault } from "./faults.ts";
import { defaultPeople, type Person } from "./people.ts";
import type { ReceivedEntry } from "./received.ts";
import { createSeededRandom, type SeededRandom } from "./seeded-random.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import type { Token } from "./tokens.ts";

/** The OAuth client that exists without any set-up. */
export const defaultClientId = "c0ffee00-1234-4abc-8def-5ca11ab1e000";

/** An OAuth client of grant type CODE: redirect URIs match entirely, scopes sit on the client. 5.1 to 5.3. */
export interface OAuthClient {
  readonly id: string;
  redirectUris: string[];
  scopes: string[];
}

/** An authorization code: single use, bound to everything that it was asked for with. */
export interface AuthorizationCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly userId: string;
  readonly loginId: string;
  readonly region: string | undefined;
  readonly expiresAt: number;
}

/** Everything that the simulated Genesys Cloud knows. */
export interface World {
  readonly assumed: Assumptions;
  readonly random: SeededRandom;
  readonly timeline: Timeline;
  readonly people: Map<string, Person>;
  readonly clients: Map<string, OAuthClient>;
  /** Login sessions: cookie value → user id. */
  readonly logins: Map<string, string>;
  readonly codes: Map<string, AuthorizationCode>;
  readonly tokens: Map<string, Token>;
  readonly calls: Map<string, Call>;
  /** The calls that a user has to do with now: user id → call ids. */
  readonly callsOfUser: Map<string, Set<string>>;
  readonly channels: Map<string, Channel>;
  /** A user's channels in the order of their making: user id → channels. */
  readonly channelsOfUser: Map<string, Channel[]>;
  readonly faults: Fault[];
  /** How the next sockets are refused, first come first served. */
  readonly socketRefusals: { status: number; left: number }[];
  /** External Contacts, and what the connected CRM knows. */
  readonly customers: LazyCustomers;
  /** Data Actions that tests have connected, by id. */
  readonly actions: Map<string, FixedAction>;
  readonly received: ReceivedEntry[];
  /** The sockets that clients opened, and how many of one person's were open at once at most. */
  readonly dialled: Set<SocketPeer>;
  mostSockets: number;
  tokenLifetimeSeconds: number;
  /** The only region where people can sign in; undefined = any. */
  homeRegion: string | undefined;
  /** By how much the clocks of the hosts differ from the time of the requests, in ms. */
  clockOffset: number;
}

/** What a world can be made with. */
export interface WorldOptions {
  assumed?: Partial<Assumptions>;
  seed?: number;
  redirectUris?: readonly string[];
  /** The moment at which it begins, in ms since 1970. */
  now?: number;
  /** Hears of the customer database when it is made and after every write. */
  customersChanged?: (file: () => Uint8Array) => void;
}

/** The scopes that Calltag's client has. 5.3; `interaction:…` belong to the `interactions` dialect (1.3), the last two to outside context (1.5). */
export const defaultScopes: readonly string[] = [
  "conversations",
  "notifications",
  "user-basic-info",
  "users:readonly",
  "interaction:view",
  "interaction:modify",
  "external-contacts:readonly",
  "integrations",
];

/** A fresh organization: three people, one client, no call. */
export function createWorld(options: WorldOptions): World {
  const timeline = createTimeline();
  timeline.advance(options.now ?? 0);
  const client: OAuthClient = {
    id: defaultClientId,
    redirectUris: [...(options.redirectUris ?? [])],
    scopes: [...defaultScopes],
  };
  return {
    assumed: { ...defaultAssumptions, ...options.assumed },
    random: createSeededRandom(options.seed ?? 1),
    timeline,
    people: new Map(defaultPeople.map((person) => [person.id, person])),
    clients: new Map([[client.id, client]]),
    logins: new Map(),
    codes: new Map(),
    tokens: new Map(),
    calls: new Map(),
    callsOfUser: new Map(),
    channels: new Map(),
    channelsOfUser: new Map(),
    faults: [],
    socketRefusals: [],
    customers: lazyCustomers(options.customersChanged),
    actions: new Map(),
    received: [],
    dialled: new Set(),
    mostSockets: 0,
    tokenLifetimeSeconds: 86_400,
    homeRegion: undefined,
    clockOffset: 0,
  };
}
