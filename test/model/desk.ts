import { createState, type PopupState } from "../../src/popup/state.ts";
import { createMovedClock, type MovedClock } from "../moved-clock/moved-clock.ts";
import { createSeat, type Seat } from "../moved-clock/seat.ts";
import { redirectUri } from "../moved-clock/simulated-browser.ts";
import { createSimulator, type Simulator } from "../simulator/simulator.ts";
import { closePorts, tellPages, usePageHost } from "./extension-api.ts";
import { createNetwork, type Network, type Write } from "./network.ts";
import { signedInAt } from "./people.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";
import { slowStorage, type StorageChanges } from "./slow-storage.ts";

/** What stays the same for a whole run. */
export interface Circumstances {
  readonly visibleAfterMs: number;
  readonly eventAfterMs: number;
  /** Turns of the event loop that each operation of storage and database takes. */
  readonly storageTurns: number;
  /** Has somebody the cursor in a field all the while, so that the popup stays with its call? */
  readonly isTyping: boolean;
  /** Do the calls carry tags, which this person may give? */
  readonly hasTags?: boolean;
}

/** One browser with Calltag, its popup, the person's network, and Genesys Cloud behind it. */
export interface Desk {
  readonly simulator: Simulator;
  readonly network: Network;
  readonly log: ServerLog;
  readonly clock: MovedClock;
  readonly seat: Seat;
  readonly visibleAfterMs: number;
  readonly eventAfterMs: number;
  /** The open popup, or `undefined`. */
  popup(): PopupState | undefined;
  openPopup(): Promise<PopupState>;
  closePopup(): void;
  kill(): void;
  /** Ends the background at the so-and-so-many-th operation of storage from now. */
  killAtOperation(count: number): void;
  restart(): void;
  /** Does the background live, so that it has heard of whatever was typed? (Woken by an alarm, it may and this says no.) */
  isAwake(): boolean;
  turns(count: number): Promise<void>;
  /** Until nothing is under way that needs no time. */
  settle(): Promise<void>;
  end(): void;
}

interface Listener {
  wrote(write: Write): void;
  died(): void;
  /** The session becomes somebody else's, or nobody's. */
  personChanges(): void;
  /** The background answered a command, whether anybody still waits for it or not. */
  answered(message: { command: string; request: unknown }, answer: unknown, askedBy: string | undefined): void;
}

const page = { kind: "pages", frame: undefined } as const;
const portReopensAfter = 100;
const visiblePage = {
  visibilityState: "visible",
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
} as const;
const quietTurns = 12;
const signInTurns = 6;

export async function createDesk(circumstances: Circumstances, listener: Listener): Promise<Desk> {
  const { visibleAfterMs, eventAfterMs, storageTurns, isTyping } = circumstances;
  const simulator = createSimulator({ redirectUris: [redirectUri], assumed: { visibleAfterMs, eventAfterMs } });
  const log = createServerLog(eventAfterMs);
  const clock = createMovedClock({
    nextDue: () => simulator.nextDue(),
    advance(now) {
      simulator.advance(now);
      log.advance(now);
    },
  });
  simulator.advance(clock.now());
  const network = createNetwork(simulator, log, {
    now: () => clock.now(),
    wrote(write) {
      listener.wrote(write);
    },
  });
  network.eventsTake(eventAfterMs);
  const seat = await createSeat(network.simulator, clock);
  const launchSignIn = seat.browser.launchSignIn.bind(seat.browser);
  // A sign-in goes through pages and the network: news of the storage are at every page long before.
  seat.browser.launchSignIn = async (...asked) => {
    await turns(signInTurns);
    return launchSignIn(...asked);
  };
  const realNow = Date.now;
  Date.now = () => clock.now();

  let popup: PopupState | undefined;
  let view: (() => void) | undefined;
  let operationsLeft = Infinity;
  let operating = 0;
  let isAwake = true;
  /** Of the browser: what happened before one is told to nobody after it. */
  let starts = 0;
  /** Of the popup. */
  let openings = 0;
  const asking = new Set<(reason: Error) => void>();

  async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  function kill(): void {
    seat.kill();
    network.died();
    listener.died();
    view = undefined;
    isAwake = false;
    for (const reject of asking) reject(new Error("The message port closed before a response was received."));
    asking.clear();
    if (popup) clock.after(portReopensAfter, reopenPort);
  }
  function reopenPort(): void {
    if (!popup) return;
    view ??= seat.openView();
    isAwake = true;
  }
  function wake(): ReturnType<Seat["background"]> {
    isAwake = true;
    return seat.background();
  }
  /** Storage takes its turns, and may be the last thing that the background does. */
  async function operated<Value>(work: () => Promise<Value>): Promise<Value> {
    operating += 1;
    const value = await work();
    operating -= 1;
    operationsLeft -= 1;
    if (operationsLeft === 0) kill();
    return value;
  }

  /** Pages and background hear of every write a little later, and a browser wakes the background for it. */
  function tell(changes: StorageChanges): void {
    if (Object.keys(changes).length === 0) return;
    const begun = starts;
    setImmediate(() => {
      if (begun !== starts) return;
      tellPages(changes);
      if (Object.keys(changes).some((key) => key.startsWith("draft/"))) wake();
    });
  }
  function personChanges(): void {
    log.forget();
    listener.personChanges();
  }
  const area = slowStorage(seat, {
    wait: () => turns(storageTurns),
    operated,
    tell,
    personChanges,
    starts: () => starts,
  });
  /** What reaches a page that was closed reaches nobody, and it does nothing any more. */
  async function ofPage<Value>(work: Promise<Value>): Promise<Value> {
    const opening = openings;
    const value = await work;
    return opening === openings ? value : new Promise(() => undefined);
  }
  async function ask(message: unknown): Promise<unknown> {
    const sent = structuredClone(message) as { command: string; request: unknown };
    const askedBy = signedInAt(seat);
    await turns(1);
    const answer = await new Promise<unknown>((resolve, reject) => {
      asking.add(reject);
      void wake()
        .answer(sent, page)
        .then((value) => {
          asking.delete(reject);
          listener.answered(sent, value, askedBy);
          resolve(structuredClone(value));
        });
    });
    await turns(1);
    return answer;
  }
  usePageHost({
    area: {
      get: (keys) => ofPage(area.get(keys)),
      set: (items) => ofPage(area.set(items)),
      remove: (keys) => ofPage(area.remove(keys)),
    },
    ask: (message) => ofPage(ask(message)),
    connect() {
      isAwake = true;
      view = seat.openView();
      return () => {
        view?.();
        view = undefined;
      };
    },
  });

  function closePopup(): void {
    popup?.stop();
    popup = undefined;
    openings += 1;
    closePorts();
  }

  return {
    simulator,
    network,
    log,
    clock,
    seat,
    visibleAfterMs,
    eventAfterMs,
    popup: () => popup,
    async openPopup() {
      popup ??= createState({ isTyping: () => isTyping, page: visiblePage });
      await popup.loading;
      return popup;
    },
    closePopup,
    kill,
    killAtOperation(count) {
      operationsLeft = count;
    },
    restart() {
      closePopup();
      kill();
      seat.restart();
      starts += 1;
      log.forget();
      wake();
    },
    isAwake: () => isAwake,
    turns,
    async settle() {
      for (let quiet = 0; quiet < quietTurns; quiet = operating > 0 ? 0 : quiet + 1) await turns(1);
    },
    end() {
      closePopup();
      seat.kill();
      usePageHost(undefined);
      Date.now = realNow;
    },
  };
}
