import { addingKey, draftKey } from "../../src/protocol/draft-key.ts";
import type { ReplyValue } from "../../src/protocol/commands.ts";
import type { Reply } from "../../src/protocol/problem.ts";
import type { ShownCall, ShownChange } from "../../src/protocol/published-state.ts";
import type { Assumptions } from "../simulator/assumptions.ts";
import type { ControlInput } from "../simulator/control-inputs.ts";
import { defaultPeople, findPerson, organization } from "../simulator/people.ts";
import type { PlacedCall } from "../simulator/place-call.ts";
import { createSimulator, type Simulator } from "../simulator/simulator.ts";
import { createMovedClock, type MovedClock } from "./moved-clock.ts";
import { createSeat, type Seat } from "./seat.ts";
import { redirectUri } from "./simulated-browser.ts";

interface Leg {
  readonly conversationId: string;
  readonly participantId: string;
}

/** Anna's seat, the simulator behind it, and one call of hers with the attributes of a real one. */
export interface Workplace {
  readonly simulator: Simulator;
  readonly clock: MovedClock;
  readonly seat: Seat;
  readonly call: PlacedCall;
  /** The caller's leg of that call. */
  readonly caller: Leg;
  /** Opens the popup, signs in, and waits until the call is there; what was received until then is forgotten. */
  signIn(person?: string): Promise<void>;
  /** Types a value and saves it, as the popup does; what follows at once has happened. */
  save(name: string, value: string, base: string | null, leg?: Leg): Promise<Reply<ReplyValue<"save">>>;
  /** Takes back the save that is on offer. */
  undo(): Promise<Reply<ReplyValue<"undo-save">>>;
  /** Bodies of the writes that the simulator received. */
  patches(): unknown[];
  /** `GET /api/v2/…` of every request since the last `signIn` or `clearReceived`. */
  requests(): string[];
  /** What the server has, whoever sees it. */
  onServer(name: string): unknown;
  /** What the person sees of the caller's attribute; `undefined` if it is not there. */
  shown(name: string): Promise<string | undefined>;
  shownCall(conversationId?: string): Promise<ShownCall | undefined>;
  /** One's own changes of an attribute which the server has not confirmed. */
  changes(): Promise<ShownChange[]>;
  /** Keys of the drafts that stand in `storage.session`. */
  drafts(): string[];
  /** The key of a person's draft of an attribute of the caller. */
  draftKey(name: string, person?: "anna" | "ben"): string;
  /** The key of what a person began in "Add attribute" for the caller. */
  addingKey(person?: "anna" | "ben"): string;
}

/** The write of attributes, for faults. */
export const write = { method: "PATCH", path: "/attributes$" };
/** The read of one call, for faults. */
export const readOne = { method: "GET", path: "^/api/v2/conversations/calls/." };
/** The read of the person's calls, for faults. */
export const readList = { method: "GET", path: "^/api/v2/conversations/calls$" };

export async function createWorkplace(
  assumed: Partial<Assumptions> = {},
  placed: ControlInput<"placeCall"> = { fixture: 0 },
): Promise<Workplace> {
  const simulator = createSimulator({ redirectUris: [redirectUri], assumed });
  const clock = createMovedClock(simulator);
  simulator.advance(clock.now());
  const seat = await createSeat(simulator, clock, { tidyPages: true });
  const call = simulator.control.placeCall(placed);
  const caller = { conversationId: call.conversationId, participantId: call.callerParticipantId };

  function ownerNamed(person: string): string {
    return `${organization.id}/${String(findPerson(defaultPeople, person)?.id)}`;
  }
  async function shownCall(conversationId = call.conversationId): Promise<ShownCall | undefined> {
    return (await seat.state()).calls.list.find((shown) => shown.conversationId === conversationId);
  }

  return {
    simulator,
    clock,
    seat,
    call,
    caller,
    async signIn(person = "Anna Agent") {
      seat.openView();
      seat.browser.person = person;
      await seat.command("sign-in", {});
      await clock.move(1_000);
      simulator.control.clearReceived();
    },
    async save(name, value, base, leg = caller) {
      await seat.type(leg, name, value, base);
      await clock.settle();
      const reply = await seat.command("save", { ...leg, edits: [{ name, value, base }] });
      await clock.settle();
      return reply;
    },
    async undo() {
      const { undo } = await seat.state();
      return seat.command("undo-save", { ...caller, id: undo?.id ?? 0 });
    },
    patches: () =>
      simulator.control.received({ method: "PATCH" }).map(({ body }) => JSON.parse(body ?? "null") as unknown),
    requests: () => simulator.control.received({ kind: "request" }).map(({ method, path }) => `${method} ${path}`),
    onServer(name) {
      const { participants } = simulator.control.conversation({ conversationId: call.conversationId });
      return participants.find(({ id }) => id === call.callerParticipantId)?.attributes[name];
    },
    async shown(name) {
      const found = await shownCall();
      const leg = found?.participants.find(({ id }) => id === found.callerId);
      return leg?.attributes.find((attribute) => attribute.name === name)?.value;
    },
    shownCall,
    changes: async () => (await seat.state()).changes,
    draftKey: (name, person = "anna") => draftKey({ ...caller, name, owner: ownerNamed(person) }),
    addingKey: (person = "anna") => addingKey({ ...caller, owner: ownerNamed(person) }),
    drafts: () => [...seat.stored.session.items.keys()].filter((key) => key.startsWith("draft/")),
  };
}
