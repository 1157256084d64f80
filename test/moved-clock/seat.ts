import type { CommandSender } from "../../src/background/answer-commands.ts";
import type { Background } from "../../src/background/background.ts";
import { createBackground } from "../../src/background/create-background.ts";
import type { RegionDomain } from "../../src/genesys/regions.ts";
import { readItem, type StoredArea } from "../../src/platform/stored.ts";
import { type CommandName, commands, type ReplyValue, type Request } from "../../src/protocol/commands.ts";
import { draftKey } from "../../src/protocol/draft-key.ts";
import { type Reply, replySchema } from "../../src/protocol/problem.ts";
import { type PublishedState, publishedStateKey, publishedStateSchema } from "../../src/protocol/published-state.ts";
import { settingsKey } from "../../src/protocol/settings.ts";
import { defaultClientId } from "../simulator/world.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { createMemoryDatabase, type MemoryDatabase } from "./memory-database.ts";
import { createMemoryStored, type MemoryStored } from "./memory-stored.ts";
import type { MovedClock } from "./moved-clock.ts";
import { createSimulatedBrowser, type SimulatedBrowser } from "./simulated-browser.ts";
import { simulatedFetch } from "./simulated-fetch.ts";
import { tidyDrafts, tidyPage } from "./tidy-page.ts";
import { simulatedSocket } from "./simulated-socket.ts";

const page: CommandSender = { kind: "pages", frame: undefined };

/** Where it leaves out the owner, a page asks for the person whom the published state names. */
type PageRequest<Name extends CommandName> = Omit<Request<Name>, "owner"> & { readonly owner?: string };

/** One person's browser with Calltag in it: the very modules of `createBackground`, against the simulator. */
export interface Seat {
  readonly stored: MemoryStored;
  readonly database: MemoryDatabase;
  readonly browser: SimulatedBrowser;
  isOnline: boolean;
  /** Where set, the next write hangs so many ms and is cut then, without ever reaching Genesys. */
  cutNextWriteAfter: number | undefined;
  /** Where true, no frame comes through the sockets any more, which stay open. */
  swallowFrames: boolean;
  /** Sends a command as the popup does; wakes a killed background. */
  command<Name extends CommandName>(name: Name, request: PageRequest<Name>): Promise<Reply<ReplyValue<Name>>>;
  background(): Background;
  /** Opens a page of Calltag, which can be seen; the answer closes it. */
  openView(): () => void;
  /** Ends the background as a browser does: timers and sockets are gone, storage stays. */
  kill(): void;
  /** The browser was restarted, or the extension updated: `storage.session` is empty. */
  restart(): void;
  state(): Promise<PublishedState>;
  /** Types into an attribute's field, as the popup writes it. */
  type(
    leg: { conversationId: string; participantId: string },
    name: string,
    value: string,
    base: string | null,
  ): Promise<void>;
}

/**
 * `tidyPages`: open pages take back drafts that are done, as the popup's own modules do where those do not run.
 * `random`: in [0, 1); the same every time unless given, so that tests know when a wait is over.
 */
export async function createSeat(
  simulator: Simulator,
  clock: MovedClock,
  {
    region = "mypurecloud.de",
    tidyPages = false,
    random = () => 0.5,
  }: { region?: RegionDomain; tidyPages?: boolean; random?: () => number } = {},
): Promise<Seat> {
  const stored = createMemoryStored();
  const database = createMemoryDatabase();
  const browser = createSimulatedBrowser(simulator, clock);
  await stored.local.set({ [settingsKey]: { region, clientId: defaultClientId } });
  let life: { background: Background; end(): void } | undefined;

  /** What one life of the background starts, ends with it. */
  function start(): { background: Background; end(): void } {
    let isAlive = true;
    const never = new Promise<never>(() => undefined);
    /** What reaches a dead background reaches nobody, and it does nothing any more. */
    const mortal = async <Value>(work: Promise<Value>): Promise<Value> => {
      const value = await work;
      return isAlive ? value : never;
    };
    const mortalArea = (area: StoredArea): StoredArea => ({
      get: (keys) => mortal(area.get(keys)),
      set: (items) => (isAlive ? mortal(area.set(items)) : never),
      remove: (keys) => (isAlive ? mortal(area.remove(keys)) : never),
    });
    const stops = new Set<() => void>();
    const sockets = new Set<WebSocket>();
    const Socket = simulatedSocket(simulator, clock, () => seat.isOnline);
    class OwnSocket extends Socket {
      constructor(url: string | URL) {
        super(url);
        sockets.add(this);
      }
      override dispatchEvent(event: Event): boolean {
        return event.type === "message" && seat.swallowFrames ? true : super.dispatchEvent(event);
      }
    }
    const network = simulatedFetch(simulator, clock, () => seat.isOnline);
    /** A write that hangs in the network and is then cut. */
    const cutLate = (milliseconds: number): Promise<never> =>
      new Promise((_, reject) => {
        seat.cutNextWriteAfter = undefined;
        clock.after(milliseconds, () => reject(new TypeError("Failed to fetch")));
      });
    const background = createBackground({
      clock: {
        now: () => clock.now(),
        after(milliseconds, callback) {
          const cancel = clock.after(milliseconds, () => {
            stops.delete(stop);
            callback();
          });
          const stop = (): void => {
            stops.delete(stop);
            cancel();
          };
          stops.add(stop);
          return stop;
        },
        every(milliseconds, callback) {
          const cancel = clock.every(milliseconds, callback);
          const stop = (): void => {
            stops.delete(stop);
            cancel();
          };
          stops.add(stop);
          return stop;
        },
      },
      random,
      fetch: (input, init) => {
        if (!isAlive) return never;
        const cutAfter = init?.method === "PATCH" ? seat.cutNextWriteAfter : undefined;
        return mortal(cutAfter === undefined ? network(input, init) : cutLate(cutAfter));
      },
      WebSocket: OwnSocket,
      stored: {
        session: mortalArea(stored.session),
        local: mortalArea(stored.local),
        managed: mortalArea(stored.managed),
      },
      database: {
        all: (prefix) => mortal(database.all(prefix)),
        keys: (prefix) => mortal(database.keys(prefix)),
        put: (key, record) => (isAlive ? mortal(database.put(key, record)) : never),
        remove: (keys) => (isAlive ? mortal(database.remove(keys)) : never),
      },
      browser,
    });
    const stopListening = stored.session.onChanged((keys) => void background.storedChanged(keys));
    const stopListeningToPolicy = stored.managed.onChanged(() => void background.policyChanged());
    browser.onAlarm((name) => void wake().alarm(name));
    return {
      background,
      end() {
        isAlive = false;
        stopListening();
        stopListeningToPolicy();
        for (const stop of stops) stop();
        for (const socket of sockets) socket.close();
      },
    };
  }
  function wake(): Background {
    life ??= start();
    return life.background;
  }

  async function publishedOwner(): Promise<string> {
    const account = (await readItem(stored.session, publishedStateKey, publishedStateSchema))?.account;
    return account?.status === "signed-in" ? account.owner : "";
  }

  const seat: Seat = {
    stored,
    database,
    browser,
    isOnline: true,
    cutNextWriteAfter: undefined,
    swallowFrames: false,
    background: wake,
    async command(name, request) {
      const owner = await publishedOwner();
      const answer = await wake().answer({ command: name, request: { owner, ...request } }, page);
      if (tidyPages) await tidyDrafts(stored.session);
      return replySchema(commands[name].reply).parse(answer) as Reply<ReplyValue<typeof name>>;
    },
    openView() {
      const view = wake().viewOpened();
      view.isVisible(true);
      const stopTidying = tidyPages ? tidyPage(stored.session) : () => undefined;
      return () => {
        stopTidying();
        view.closed();
      };
    },
    kill() {
      life?.end();
      life = undefined;
    },
    restart() {
      seat.kill();
      stored.session.items.clear();
    },
    async state() {
      const state = await readItem(stored.session, publishedStateKey, publishedStateSchema);
      if (!state) throw new Error("nothing is published");
      return state;
    },
    async type(leg, name, value, base) {
      const owner = await publishedOwner();
      const draft = { ...leg, name, value, base, editedAt: clock.now(), owner };
      await stored.session.set({ [draftKey(draft)]: draft });
    },
  };
  return seat;
}
