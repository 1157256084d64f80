import { valueOf } from "../attributes/attribute.ts";
import { baseBehind, isOnItsWay } from "../attributes/change.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { isStandIn } from "../attributes/stand-in.ts";
import { roleOf } from "../genesys/role.ts";
import type { ReplyValue } from "../protocol/commands.ts";
import type { Problem } from "../protocol/problem.ts";
import type { Calls } from "./calls.ts";
import type { Leg, SavedEdit } from "./change-record.ts";
import type { Delivery } from "./delivery.ts";
import type { LastSave, Replaced } from "./last-save.ts";
import { policyProblem } from "./judge-policy.ts";
import type { Limits } from "./limits.ts";
import type { Masks } from "./masks.ts";
import type { OpenDrafts } from "./open-drafts.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import type { PolicyKeeper } from "./policy.ts";
import { judgeSave } from "./save.ts";
import type { Session } from "./session.ts";
import { isTagged, stampOf } from "./stamp.ts";

interface SavingParts extends Pick<BackgroundParts, "clock"> {
  readonly session: Session;
  readonly outbox: Outbox;
  readonly calls: Calls;
  readonly delivery: Delivery;
  readonly lastSave: LastSave;
  readonly limits: Limits;
  readonly policy: PolicyKeeper;
  readonly masks: Masks;
  readonly openDrafts: Pick<OpenDrafts, "reload">;
  readonly ruleOf: (name: string) => MergeRule;
  readonly publish: () => Promise<void>;
}

/** `replaced`: what was put into the outbox, and what stood there. */
export type SaveOutcome = Problem | { value: ReplyValue<"save">; replaced: Replaced[] };

/**
 * `chosen` by a person, who can undo it as their last save; `automatic`: by a source, beside which the Undo for it stands; `undone`:
 * it puts back what was good enough before.
 */
type Manner = "chosen" | "automatic" | "undone";

/** Judges edits and puts those that hold into the outbox: the one path for what people type and for what sources propose. */
export type SaveEdits = (leg: Leg, edits: readonly SavedEdit[], manner?: Manner) => Promise<SaveOutcome>;

/** From the click to the outbox; the way to the server is the delivery's. */
export function createSaveEdits(parts: SavingParts): SaveEdits {
  const { session, outbox, calls, delivery, lastSave, limits, policy, masks, openDrafts, ruleOf, publish } = parts;
  return async (leg, sent, manner = "chosen") => {
    const isUndoing = manner === "undone";
    const user = session.user();
    if (!user) return { kind: "sign-in-needed" };
    const edits = sent.map((edit) => ({ ...edit, base: masks.unmask(edit.base), value: masks.unmask(edit.value) }));
    // A stand-in of yesterday is nobody's value.
    if (edits.some(({ value }) => isStandIn(value))) return { kind: "unknown-command" };
    const conversation = calls.get(leg.conversationId);
    const role = conversation ? roleOf(conversation, user) : "agent";
    // Stamps are Calltag's own to write, and to take back.
    const asked = isUndoing ? edits.filter(({ name }) => ruleOf(name) !== "last") : edits;
    const forbidden = policyProblem(asked, { rules: policy.rules(), role, isTyped: !isUndoing });
    if (forbidden) return forbidden;
    const changes = outbox.of(leg);
    const onTheirWay = changes.filter(isOnItsWay);
    const attributes = conversation?.participants.find(({ id }) => id === leg.participantId)?.attributes ?? [];
    const believed = (name: string): string | null => outbox.pending(leg, name)?.value ?? valueOf(attributes, name);
    const begun = edits.flatMap((edit) => {
      const last = changes.findLast(({ name }) => name === edit.name);
      // Undo brings the former stamp back; a later one, of somebody else, stays.
      if (isUndoing && ruleOf(edit.name) === "last" && edit.base !== believed(edit.name)) return [];
      return [{ ...edit, base: baseBehind(edit.base, last) }];
    });
    const now = { at: parts.clock.now(), by: user.userName };
    const stamp = isUndoing ? [] : stampOf(policy.tags(), begun, now);
    const judgement = judgeSave([...begun, ...stamp], {
      conversation,
      participantId: leg.participantId,
      userId: user.userId,
      onTheirWay,
      totalBytes: limits.current().totalBytes,
      ruleOf,
      kindOf: ({ name, kind = null }) => calls.kindOf({ ...leg, name, kind }),
    });
    if (!judgement.ok) return judgement.problem;
    const { settled, conflicts } = judgement;
    const accepted = judgement.accepted.filter(({ name }) => edits.some((edit) => edit.name === name));
    const added = isTagged(policy.tags(), accepted) ? judgement.accepted : accepted;
    // With the stamps: what is taken back later, was not tagged then.
    const replaced = added.map(({ name, value, base }) => ({
      name,
      before: outbox.pending(leg, name)?.value ?? base,
      after: value,
      isStamp: stamp.some((one) => one.name === name),
    }));
    // What is there already is what the person wants: in its place, what came back is nothing to decide about any more. Seen now: what
    // is on its way by now may be in conflict by the time when the others are put down.
    const isDone = ({ name }: SavedEdit): boolean => manner !== "automatic" && !outbox.pending(leg, name);
    const done = settled.filter(isDone);
    // In one breath: an Undo of the save before must find that this one came after it.
    const isOffered = manner === "chosen" && replaced.length > 0;
    const withdraw = isOffered ? lastSave.remember(leg, replaced) : undefined;
    try {
      await delivery.take(leg, added);
    } catch {
      // The disk did not take it: it was not saved, what was typed stays a draft, and the save before can be undone as it could.
      withdraw?.();
      return { kind: "not-running" };
    }
    await outbox.discard(
      leg,
      done.filter(isDone).map(({ name }) => name),
    );
    const saved = [...accepted, ...settled];
    await Promise.all([isOffered ? lastSave.keep() : undefined, publish()]);
    await openDrafts.reload();
    const value = { accepted: saved.map(({ name }) => name), conflicts: conflicts.map(({ name }) => name) };
    return { value, replaced };
  };
}
