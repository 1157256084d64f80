import type { PopupState } from "../../src/popup/state.ts";
import type { Action, Pace } from "./actions.ts";
import { checkRest } from "./check-rest.ts";
import { createWriteCheck } from "./check-write.ts";
import { type Circumstances, createDesk, type Desk } from "./desk.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createOthers, type Others } from "./others.ts";
import { userIds } from "./people.ts";
import { createPerson, type Person } from "./person.ts";
import { perform } from "./perform.ts";
import { isTagList } from "./tag-hand.ts";
import { tagsPolicy, togglesOf } from "./tags.ts";

/** Everything that a run has. */
export interface Run {
  readonly desk: Desk;
  readonly person: Person;
  readonly others: Others;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** The open popup, opened if need be. */
  readonly popup: () => Promise<PopupState>;
}

const soon = 3;

async function pause({ desk }: Run, pace: Pace): Promise<void> {
  if (pace === "soon") await desk.turns(soon);
  if (pace === "rested") await desk.settle();
}

/** What the command "save" was asked for, and its answer. */
function noteSaved(ledger: Ledger | undefined, request: unknown, answer: unknown, now: number): void {
  const { conversationId, participantId, edits } = request as {
    conversationId: string;
    participantId: string;
    edits: { name: string; value: string; base: string | null }[];
  };
  const reply = answer as { ok: boolean; value?: { accepted: string[]; conflicts: string[] } };
  for (const { name, value, base } of edits) {
    const place = { conversationId, participantId, name };
    if (isTagList(place)) {
      if (reply.ok && reply.value?.accepted.includes(name))
        ledger?.tags.isSaved(place, togglesOf({ base, value }), now);
      continue;
    }
    const known = ledger?.find(place);
    if (reply.ok && reply.value?.conflicts.includes(name) && known?.saved?.text === value) {
      // Tried again, and somebody else wrote meanwhile: it is typed text again, and may be typed over.
      known.draft ??= known.saved;
      known.saved = undefined;
    }
    if (!reply.ok || !reply.value?.accepted.includes(name)) continue;
    const entry = ledger?.at(place, now);
    if (!entry) continue;
    entry.saved = { text: value, base };
    if (entry.draft?.text === value) entry.draft = undefined;
  }
}

/** Runs one list of actions to its rest; throws a `Violation` if a promise was broken on the way or at the end. */
export async function runModel(circumstances: Circumstances, actions: readonly Action[]): Promise<void> {
  const ledgers = new Map([...Object.keys(userIds)].map((name) => [name, createLedger()]));
  const writes = createWriteCheck();
  const desk: Desk = await createDesk(circumstances, {
    wrote(write) {
      writes.check(write, desk, ledgers);
    },
    died() {
      writes.died();
      for (const ledger of ledgers.values()) ledger.left();
    },
    personChanges() {
      for (const ledger of ledgers.values()) {
        ledger.shaken();
        ledger.left();
      }
    },
    answered({ command, request }, answer, askedBy) {
      if (command === "save") noteSaved(ledgers.get(askedBy ?? ""), request, answer, desk.clock.now());
    },
  });
  const person = createPerson(
    (name) => ledgers.get(name) ?? createLedger(),
    () => desk.clock.now(),
    () => desk.seat.stored.session.items.get("last-save"),
  );
  const run: Run = {
    desk,
    person,
    ledgers,
    others: createOthers(desk, circumstances.hasTags),
    popup: () => desk.openPopup(),
  };
  try {
    if (circumstances.hasTags === true) await desk.seat.stored.managed.set({ tags: tagsPolicy });
    const popup = await run.popup();
    await popup.signIn();
    await desk.clock.move(1_000);
    for (const { deed, pace } of actions) {
      await perform(run, deed);
      await pause(run, pace);
      if (pace === "rested" && desk.isAwake())
        for (const ledger of ledgers.values()) {
          ledger.left();
          ledger.rested();
        }
      writes.look(desk, ledgers.values());
      writes.expectNone();
    }
    await checkRest(run, () => writes.expectNone());
  } finally {
    desk.end();
  }
}
