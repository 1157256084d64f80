import type { Attribute } from "../../attributes/attribute.ts";
import { type Draft, draftSchema } from "../../attributes/draft.ts";
import type { Rules } from "../../attributes/policy/rules.ts";
import { isStandIn } from "../../attributes/stand-in.ts";
import { roleOf } from "../../genesys/role.ts";
import type { User } from "../../genesys/user.ts";
import { readItem } from "../../platform/stored.ts";
import type { Edit, ReplyValue } from "../../protocol/commands.ts";
import { draftKey } from "../../protocol/draft-key.ts";
import type { Problem } from "../../protocol/problem.ts";
import type { Calls } from "../calls.ts";
import type { Leg, SavedEdit } from "../change-record.ts";
import { policyProblem } from "../judge-policy.ts";
import type { Replaced } from "../last-save.ts";
import type { Masks } from "../masks.ts";
import type { Outbox } from "../outbox.ts";
import { ownerOf } from "../owner.ts";
import type { BackgroundParts } from "../parts.ts";
import type { SaveEdits, SaveOutcome } from "../save-edits.ts";
import type { TakeBack } from "../take-back.ts";
import type { SourceEntries } from "./source-entries.ts";
import type { SourceAddress } from "./source-entry.ts";
import { standing } from "./standing.ts";

type Applied = Problem | { value: ReplyValue<"apply-source"> };
type Undone = Problem | { value: ReplyValue<"undo-source"> };

/** What was chosen of an answer, and what stood there. */
export type ChosenValue = Pick<Edit, "name" | "base">;

export interface ApplyParts extends Pick<BackgroundParts, "clock" | "stored"> {
  readonly calls: Pick<Calls, "get">;
  readonly outbox: Pick<Outbox, "of" | "pending">;
  /** What the policy says of attributes. */
  readonly rules: () => Rules;
  readonly masks: Masks;
  readonly user: () => User | undefined;
  /** The same path as for what a person typed: conflicts, limits, policy, history, undo. */
  readonly saveEdits: SaveEdits;
  readonly takeBack: TakeBack;
}

/** One value after the other is left out, the longest first, until the others have room; nothing is sent before. */
async function saveWhatFits(
  edits: readonly SavedEdit[],
  save: (edits: readonly SavedEdit[]) => Promise<SaveOutcome>,
): Promise<{ readonly outcome: SaveOutcome; readonly left: ReadonlyMap<string, Problem> }> {
  const left = new Map<string, Problem>();
  let fitting = edits;
  while (fitting.length > 0) {
    const outcome = await save(fitting);
    if (!("kind" in outcome) || outcome.kind !== "map-too-large") return { outcome, left };
    const longest = fitting.reduce((one, other) => (other.value.length > one.value.length ? other : one));
    left.set(longest.name, outcome);
    fitting = fitting.filter((edit) => edit !== longest);
  }
  return { outcome: { value: { accepted: [], conflicts: [] }, replaced: [] }, left };
}

/** With what was written just now: an Undo leads back to what stood there before the source came. */
function together(before: readonly Replaced[], now: readonly Replaced[]): Replaced[] {
  const fresh = now.map((edit) => {
    const first = before.find(({ name, after }) => name === edit.name && after === edit.before);
    return first ? { ...edit, before: first.before } : edit;
  });
  return [...before.filter(({ name }) => !now.some((edit) => edit.name === name)), ...fresh];
}

export function createValueApplier(parts: ApplyParts, entries: SourceEntries) {
  const { clock, stored, calls, outbox, rules, masks, user, saveEdits, takeBack } = parts;

  function valueIn(address: SourceAddress, name: string): Attribute | undefined {
    return entries.find(address)?.answered.find((attribute) => attribute.name === name);
  }

  /** What speaks against a value that this person would write there: the policy, or that it looks like a mask, and so is nobody's value. */
  function problemOf({ conversationId }: SourceAddress, edit: Edit): Problem | null {
    if (isStandIn(edit.value)) return { kind: "malformed" };
    const [conversation, person] = [calls.get(conversationId), user()];
    const role = conversation && person ? roleOf(conversation, person) : "agent";
    return policyProblem([edit], { rules: rules(), role, isTyped: true });
  }

  /** Hands values to Save, each judged by itself: a bad one keeps none of the others back. Notes what came of it. */
  async function write(
    address: SourceAddress,
    chosen: readonly ChosenValue[],
    manner: "chosen" | "automatic",
  ): Promise<Applied> {
    const entry = entries.find(address);
    if (!entry) return { value: { accepted: [], conflicts: [], refused: [] } };
    const edits = chosen.flatMap(({ name, base }) => {
      const answered = valueIn(address, name);
      return answered ? [{ name, base, value: answered.value, kind: answered.kind, source: entry.name }] : [];
    });
    const good = edits.filter((edit) => problemOf(entry, edit) === null);
    const { outcome, left } = await saveWhatFits(good, (some) => saveEdits(entry, some, manner));
    const now = entries.find(address);
    if (now?.progress.status === "answered") {
      // Of the policy is told where it is shown: it may change.
      const values = now.progress.values.map((value) => ({ ...value, problem: left.get(value.name) ?? null }));
      const problem = "value" in outcome ? null : outcome;
      const replaced = "value" in outcome ? together(now.replaced, outcome.replaced) : now.replaced;
      const isUnwritten = manner === "chosen" && now.isUnwritten;
      await entries.advance(now, { progress: { ...now.progress, values, problem }, replaced, isUnwritten });
    }
    if (!("value" in outcome)) return outcome;
    const isGood = ({ name }: Edit): boolean => good.some((edit) => edit.name === name) && !left.has(name);
    const refused = edits.filter((edit) => !isGood(edit)).map(({ name }) => name);
    return { value: { ...outcome.value, refused } };
  }

  /** What somebody else changed meanwhile: a draft in conflict, unless the person has a text of their own there. */
  async function keepDraft(address: SourceAddress, leg: Leg, { name, base }: ChosenValue): Promise<void> {
    const [answered, person] = [valueIn(address, name), user()];
    if (!answered || !person) return;
    const place = {
      conversationId: leg.conversationId,
      participantId: leg.participantId,
      name,
      owner: ownerOf(person),
    };
    if (await readItem(stored.session, draftKey(place), draftSchema)) return;
    // Nobody typed it: what is masked stays so here too.
    const draft: Draft = { ...place, base, value: masks.mask(name, answered.value), editedAt: clock.now() };
    await stored.session.set({ [draftKey(place)]: draft, ...masks.items() });
  }

  /** As chosen by a person from what they saw; they decide over what moved meanwhile at the attribute. */
  async function apply(address: SourceAddress, participantId: string, chosen: readonly Edit[]): Promise<Applied> {
    const entry = entries.find(address);
    if (entry?.participantId !== participantId) return { value: { accepted: [], conflicts: [], refused: [] } };
    // Another answer came since: it may be of somebody else, so that not even what is the same in both was meant.
    const isOnScreen = ({ name, value }: Edit): boolean => valueIn(address, name)?.value === masks.unmask(value);
    if (!chosen.every(isOnScreen)) return { kind: "conflict" };
    const outcome = await write(address, chosen, "chosen");
    const moved = "value" in outcome ? outcome.value.conflicts : [];
    for (const value of chosen) if (moved.includes(value.name)) await keepDraft(address, entry, value);
    return outcome;
  }

  /** Takes back what the source wrote and what still stands there; `names`: only these. */
  async function undo(address: SourceAddress, names?: readonly string[]): Promise<Undone> {
    const [entry, conversation] = [entries.find(address), calls.get(address.conversationId)];
    if (!entry || !conversation) return { value: { accepted: [], conflicts: [] } };
    const edits = standing(entry, outbox, conversation);
    const outcome = await takeBack(entry, names ? edits.filter(({ name }) => names.includes(name)) : edits);
    if (!("value" in outcome)) return outcome;
    const { accepted, conflicts } = outcome.value;
    const replaced = (entries.find(entry) ?? entry).replaced.filter(({ name }) => !accepted.includes(name));
    await entries.advance(entry, { replaced });
    return { value: { accepted, conflicts } };
  }

  return { write, apply, undo, problemOf };
}
export type ValueApplier = ReturnType<typeof createValueApplier>;
