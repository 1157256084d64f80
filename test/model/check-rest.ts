import { type Draft, draftSchema } from "../../src/attributes/draft.ts";
import type { PublishedState } from "../../src/protocol/published-state.ts";
import { organization } from "../simulator/people.ts";
import { type Entry, type Ledger, owed, placeKey, supersededBy } from "./ledger.ts";
import { firstPerson, signedIn, userIds, Violation } from "./people.ts";
import type { Run } from "./run.ts";
import { checkTags, checkTagsOpen } from "./check-tags-at-rest.ts";
import { isTagList } from "./tag-hand.ts";

const longestWait = 15 * 60_000;
const alarmRings = 30_000;
const slowestAnswer = 16_000;

function blame(text: string): never {
  throw new Violation(text);
}

/** The person sits down, and signs in if Calltag does not know them, or asks for it. */
async function takeSeat({ desk, popup }: Run, userName: string): Promise<void> {
  const { account } = await desk.seat.state();
  if (account.status === "signed-in" && signedIn(desk) === userName && !account.signInNeeded) return;
  desk.simulator.control.endLogins();
  desk.seat.browser.person = userName;
  void (await popup()).signIn();
  await desk.clock.move(1_000);
}

/** No fault any more, everyone online; whoever is wanted signs in if need be, and time passes until nothing is under way. */
async function bringToRest(run: Run, userName: string): Promise<PublishedState> {
  const { desk } = run;
  const { clock, seat, network } = desk;
  network.plans.PATCH.length = network.plans.GET.length = 0;
  seat.isOnline = true;
  desk.killAtOperation(Infinity);
  await run.popup();
  await clock.move(1_000);
  const begun = clock.now();
  await takeSeat(run, userName);
  await clock.move(desk.visibleAfterMs + desk.eventAfterMs + slowestAnswer);
  for (;;) {
    // Storage that takes its turns takes no moved time.
    await desk.settle();
    const state = await seat.state();
    const isUnderWay = state.changes.some(({ status }) => ["waiting", "sending", "sent"].includes(status));
    const isReady = state.channel === "open" && state.calls.status === "ready" && state.calls.problem === null;
    if (!isUnderWay && isReady && signedIn(desk) === userName) return state;
    if (clock.now() - begun > longestWait)
      blame(
        `(4) no rest: ${JSON.stringify(state.changes)}, channel ${state.channel}, ${JSON.stringify(state.account)}`,
      );
    await takeSeat(run, userName);
    await clock.move(slowestAnswer);
  }
}

/** Under what a person's drafts stand. */
function draftsOf(userName: string): string {
  return `draft/${organization.id}/${userIds[userName] ?? ""}/`;
}

function openDrafts({ desk }: Run, userName: string): Draft[] {
  return [...desk.seat.stored.session.items].flatMap(([key, item]) => {
    const parsed = draftSchema.safeParse(item);
    return key.startsWith(draftsOf(userName)) && parsed.success ? [parsed.data] : [];
  });
}

/** Invariant 1 for one text: on the server since the person had to do with it, or open in front of them. */
function isKept(run: Run, state: PublishedState, { place, since, mayBeAbsent }: Entry, text: string): boolean {
  if (text === "" && mayBeAbsent && (run.desk.log.current(place)?.value ?? null) === null) return true;
  if (run.desk.log.wasMisshown(place, text)) return true;
  const history = run.desk.log.history(place);
  const first = history.findLastIndex(({ at }) => at < since);
  if (history.slice(Math.max(0, first)).some(({ value }) => value === text)) return true;
  const key = draftsOf(signedIn(run.desk) ?? "") + placeKey(place);
  const draft = draftSchema.safeParse(run.desk.seat.stored.session.items.get(key));
  if (draft.success && draft.data.value === text) return true;
  return state.changes.some((change) => placeKey(change) === placeKey(place) && change.value === text);
}

function checkWork(run: Run, state: PublishedState, ledger: Ledger): void {
  for (const entry of ledger.entries.values())
    for (const text of owed(entry))
      if (![text, ...supersededBy(entry, text)].some((kept) => isKept(run, state, entry, kept)))
        blame(
          `(1) “${text.slice(0, 20)}” of ${entry.place.name} is lost (${entry.draft?.text === text ? "typed" : "saved"})`,
        );
}

/** Invariant 4: what is stored and published is this person's own, and there is nothing more of it than they can see. */
async function checkLeftovers(run: Run, state: PublishedState, ledger: Ledger, userName: string): Promise<void> {
  const { seat } = run.desk;
  const drafts = [...seat.stored.session.items].flatMap(([key, item]) => {
    const parsed = draftSchema.safeParse(item);
    return key.startsWith("draft/") && parsed.success ? [parsed.data] : [];
  });
  const open = [...drafts, ...state.changes];
  checkTagsOpen(run, open.filter(isTagList), ledger);
  for (const { value, ...place } of open.filter((one) => !isTagList(one)))
    if (ledger.find(place)?.texts.has(value) !== true) blame(`(4) “${value}” of ${place.name} is not ${userName}'s`);
  // One that a former life of the background armed rings once more, for nothing.
  if (seat.browser.alarms.has("delivery")) await run.desk.clock.move(alarmRings);
  if (seat.browser.alarms.has("delivery")) blame("(4) the alarm of the delivery is still armed");
  const kept = (kind: string): number =>
    [...seat.database.records.keys()].filter(
      (key) => key.startsWith(`${kind}/`) && key.includes(userIds[userName] ?? ""),
    ).length;
  if (kept("change") !== state.changes.length)
    blame(`(4) ${kept("change")} changes are kept, ${state.changes.length} are shown`);
  if (kept("draft") !== drafts.length) blame(`(4) ${kept("draft")} drafts are kept, ${drafts.length} are there`);
}

/** Invariant 4: what is shown is what the server has. */
function checkShown(run: Run, state: PublishedState, userName: string): void {
  const { others, desk } = run;
  for (const call of others.calls) {
    const dump = desk.simulator.control.conversation({ conversationId: call.conversationId });
    const isOn = dump.participants.some(
      ({ userId, state: phase, afterCallWork }) =>
        userId === userIds[userName] && (phase !== "terminated" || afterCallWork === "open"),
    );
    // An event that came late, after a newer read: nothing in it says that it is older. The next one puts it right.
    if (!isOn || desk.log.isMisled(call.conversationId)) continue;
    const shown = state.calls.list.find(({ conversationId }) => conversationId === call.conversationId);
    if (!shown) return blame("(4) a call of the person is not shown");
    for (const id of call.callerIds) {
      const there = Object.entries(others.mapOf(call, id)).map(([name, value]) => `${name}=${String(value)}`);
      const seen = shown.participants
        .find((leg) => leg.id === id)
        ?.attributes.map(({ name, value }) => `${name}=${value}`);
      if (JSON.stringify(seen?.toSorted()) !== JSON.stringify(there.toSorted()))
        blame(`(4) shown: ${JSON.stringify(seen)}, on the server: ${JSON.stringify(there)}`);
    }
  }
}

/** Lets everything come to rest, for everybody who worked here, and judges what has become of their work. */
export async function checkRest(run: Run, expectNone: () => void): Promise<void> {
  const worked = [...run.ledgers].filter(([name, { entries }]) => name !== firstPerson && entries.size > 0);
  for (const name of [...worked.map(([name]) => name), firstPerson]) {
    const ledger = run.ledgers.get(name);
    if (!ledger) continue;
    const state = await bringToRest(run, name);
    expectNone();
    checkWork(run, state, ledger);
    checkTags(run, [...openDrafts(run, name), ...state.changes].filter(isTagList), ledger, name);
    await checkLeftovers(run, state, ledger, name);
    checkShown(run, state, name);
  }
}
