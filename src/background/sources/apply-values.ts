import type { Attribute } from "../../attributes/attribute.ts";
import { type Draft, draftSchema } from "../../attributes/draft.ts";
import type { Rules } from "../../attributes/policy/rules.ts";
import type { User } from "../../genesys/user.ts";
import { readItem } from "../../platform/stored.ts";
import type { Edit } from "../../protocol/commands.ts";
import { draftKey } from "../../protocol/draft-key.ts";
import type { Problem } from "../../protocol/problem.ts";
import type { Leg } from "../change-record.ts";
import type { Masks } from "../masks.ts";
import { ownerOf } from "../owner.ts";
import type { BackgroundParts } from "../parts.ts";
import type { SourceEntries } from "./source-entries.ts";
import type { SourceAddress } from "./source-entry.ts";

/** A value on its way to Save, with the JSON type that it had in the answer. */
export interface SourcedEdit extends Edit {
  readonly kind: Attribute["kind"];
}

export type SourcedSave = Problem | { value: { accepted: string[]; conflicts: string[] } };

/** What was chosen of an answer, and what stood there. */
export type ChosenValue = Pick<Edit, "name" | "base">;

export interface ApplyParts extends Pick<BackgroundParts, "clock" | "stored"> {
  /** What the policy says of attributes. */
  readonly rules: () => Rules;
  readonly masks: Masks;
  readonly user: () => User | undefined;
  /** The same path as for what a person typed: conflicts, limits, policy, history, undo. */
  readonly save: (leg: Leg, edits: readonly SourcedEdit[], source: string) => Promise<SourcedSave>;
}

export function createValueApplier({ clock, stored, masks, user, save }: ApplyParts, entries: SourceEntries) {
  function valueIn(address: SourceAddress, name: string): Attribute | undefined {
    return entries.find(address)?.answered.find((attribute) => attribute.name === name);
  }

  /** Hands values to Save, and notes what was accepted. */
  async function write(address: SourceAddress, chosen: readonly ChosenValue[]): Promise<SourcedSave> {
    const entry = entries.find(address);
    const edits = chosen.flatMap(({ name, base }) => {
      const answered = valueIn(address, name);
      return answered ? [{ name, base, value: answered.value, kind: answered.kind }] : [];
    });
    if (!entry || edits.length === 0) return { value: { accepted: [], conflicts: [] } };
    const outcome = await save(entry, edits, entry.name);
    const now = entries.find(address);
    if (now?.progress.status === "answered") {
      const accepted = "value" in outcome ? outcome.value.accepted : [];
      const written = [...new Set([...now.progress.written, ...accepted])];
      await entries.advance(now, { ...now.progress, written, problem: "value" in outcome ? null : outcome });
    }
    return outcome;
  }

  /** What somebody else changed meanwhile: a draft in conflict, unless the person has a text of their own there. */
  async function keepDraft(address: SourceAddress, leg: Leg, { name, base }: ChosenValue): Promise<void> {
    const [answered, person] = [valueIn(address, name), user()];
    const place = { conversationId: leg.conversationId, participantId: leg.participantId, name };
    const key = draftKey(place);
    if (!answered || !person || (await readItem(stored.session, key, draftSchema))) return;
    // Nobody typed it: what is masked stays so here too.
    const value = masks.mask(name, answered.value);
    const draft: Draft = { ...place, base, value, editedAt: clock.now(), owner: ownerOf(person) };
    await stored.session.set({ [key]: draft, ...masks.items() });
  }

  /** As chosen by a person, who decides over what moved meanwhile at the attribute. */
  async function apply(
    address: SourceAddress,
    participantId: string,
    chosen: readonly ChosenValue[],
  ): Promise<SourcedSave> {
    const entry = entries.find(address);
    if (entry?.participantId !== participantId) return { value: { accepted: [], conflicts: [] } };
    const outcome = await write(address, chosen);
    const moved = "value" in outcome ? outcome.value.conflicts : [];
    for (const value of chosen) if (moved.includes(value.name)) await keepDraft(address, entry, value);
    return outcome;
  }

  return { write, apply };
}
