import type { ReadonlySignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { valueProblemText } from "../platform/value-problem-text.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { Edit } from "../protocol/commands.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { Discarding } from "./discarding.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { savedText } from "./news.ts";
import { tooLarge } from "./map-size.ts";
import { isRefused, type Leg, type Row } from "./rows.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly notices: Notices;
  readonly discarding: Discarding;
  /** Reads the published state anew. */
  readonly reread: () => Promise<void>;
}

/** With the moment at which its draft was written last; `undefined` where it had none. */
interface SentEdit extends Edit {
  readonly editedAt: number | undefined;
}

/** Hands edits to the background: each set goes to the leg on which it was typed, and nowhere else. */
export function createSaving({ published, shown, drafts, notices, discarding, reread }: Parts) {
  /** What is being handed over, so that an impatient second Ctrl+S does not hand it over again. */
  const underWay = new Set<Edit["name"]>();

  /**
   * What was typed on meanwhile stays a draft, and starts from what was sent. So does the same text where it came back meanwhile,
   * by the Undo of a discard, say, which dropped what was sent.
   */
  function settle(leg: Leg, sent: readonly SentEdit[], masked: readonly { name: string; value: string }[]): void {
    const done: string[] = [];
    for (const { name, value, editedAt } of sent) {
      const base = masked.find((one) => one.name === name)?.value ?? value;
      const place = placeKey({ ...leg, name });
      const draft = drafts.all.value.get(place);
      if (!draft) continue;
      if (draft.value !== value) drafts.write({ ...draft, base });
      else if (draft.editedAt === editedAt) done.push(place);
    }
    drafts.remove(done);
  }

  /** Answers which of the edits met a value that somebody else wrote. */
  async function send({ conversationId, participantId }: Leg, edits: readonly Edit[]): Promise<string[]> {
    const leg = { conversationId, participantId };
    const mark = ({ name, value }: Edit): string => JSON.stringify([conversationId, participantId, name, value]);
    const fresh = edits.filter((edit) => !underWay.has(mark(edit)));
    if (fresh.length === 0) return [];
    for (const edit of fresh) underWay.add(mark(edit));
    notices.clear();
    const sent = fresh.map((edit) => ({
      ...edit,
      editedAt: drafts.all.value.get(placeKey({ ...leg, ...edit }))?.editedAt,
    }));
    const owner = drafts.owner();
    const reply = await sendCommand("save", { ...leg, owner, edits: fresh });
    for (const edit of fresh) underWay.delete(mark(edit));
    if (!reply.ok) {
      notices.fail(problemText(reply.error, "kept"));
      return [];
    }
    const { accepted, conflicts, masked = [] } = reply.value;
    // Its answer may overtake the news of the state: without them the row would fall back to the old value for a moment.
    await reread();
    // Of the one who sent it, and of nobody who came since.
    if (drafts.owner() !== owner) return [];
    settle(
      leg,
      sent.filter(({ name }) => accepted.includes(name)),
      masked,
    );
    // Confirmed before this page heard of any of it: then no news of the state says so.
    const still = new Set(published.value?.changes.map(placeKey));
    const done = accepted.filter((name) => !still.has(placeKey({ ...leg, name })));
    if (done.length > 0 && notices.status.value === "") notices.say(savedText(done, shown.labelOf));
    const [conflict] = conflicts;
    if (conflict !== undefined)
      notices.fail({
        text:
          conflicts.length === 1
            ? message("conflictOne", shown.labelOf(conflict))
            : message("conflictMany", conflicts.length),
        correlationId: undefined,
      });
    return conflicts;
  }

  function refusal(first: Row, count: number): string {
    if (first.locked)
      return count === 1
        ? problemText({ kind: "not-allowed", label: first.label }, "kept").text
        : message("notSavedMany", count);
    if (!first.problem) return count === 1 ? message("tooLargeOne", first.label) : message("tooLargeMany", count);
    if (count > 1) return message("invalidMany", count);
    return [valueProblemText(first.problem, first.label), message("workKept")].join(" ");
  }
  /** Nothing that would be refused is sent: the reason stands at the field, and the person is led there. */
  function refuse(rows: readonly Row[]): void {
    const first = rows.find(({ locked }) => locked) ?? rows.find(({ problem }) => problem !== null) ?? rows[0];
    if (!first) return;
    shown.show(first.name);
    notices.fail({ text: refusal(first, rows.length), correlationId: undefined });
  }

  /** A row that is still on screen may be of the person before. */
  function edits(rows: readonly Row[]): Edit[] {
    return rows.flatMap(({ name, draft, state }) =>
      draft?.owner === drafts.owner() && state === "edited" ? [{ name, value: draft.value, base: draft.base }] : [],
    );
  }

  return {
    saveAll: async (): Promise<void> => {
      if (!shown.editable.value) return;
      const rows = shown.edited.value;
      const refused = rows.filter(isRefused);
      const [first] = rows;
      if (first && refused.length < rows.length) await send(first, edits(rows.filter((row) => !refused.includes(row))));
      refuse(refused);
    },
    saveRow: async (row: Row): Promise<void> => {
      if (!shown.editable.value) return;
      // By itself: together with the other edits it may be too large, and alone not.
      const isTooLarge = row.draft !== undefined && tooLarge(shown.rows.value, [row], shown.size.value.room).length > 0;
      const refused = isRefused({ ...row, tooLarge: isTooLarge }) ? [row] : [];
      if (refused.length === 0) await send(row, edits([row]));
      else refuse(refused);
    },
    /** Sends again what the server refused, as it is. If somebody else wrote meanwhile, it becomes a draft in conflict. */
    tryAgain: async (row: Row): Promise<void> => {
      if (!row.change) return;
      const { name, value, base, conversationId, participantId } = row.change;
      const conflicts = await send(row, [{ name, value, base }]);
      if (conflicts.length === 0) return;
      // What was typed on meanwhile is what the person wants now.
      if (!drafts.all.value.has(placeKey(row))) drafts.write({ conversationId, participantId, name, value, base });
      await discarding.dropChanges(row, [name]);
    },
  };
}
