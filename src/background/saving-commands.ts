import { baseBehind, isOnItsWay } from "../attributes/change.ts";
import { mergeRule } from "../attributes/reconcile.ts";
import type { Edit } from "../protocol/commands.ts";
import type { Handlers } from "./answer-commands.ts";
import { roleOf } from "../genesys/role.ts";
import { isOf, type Leg } from "./change-record.ts";
import type { HandlerParts } from "./command-handlers.ts";
import { undoing } from "./last-save.ts";
import { policyProblem } from "./judge-policy.ts";
import { judgeSave } from "./save.ts";
import { isTagged, stampOf } from "./stamp.ts";

type SavingParts = Pick<
  HandlerParts,
  "clock" | "policy" | "session" | "outbox" | "calls" | "delivery" | "lastSave" | "limits" | "publish" | "isCurrent"
>;

type Saved = Awaited<ReturnType<Handlers["save"]>>;

/** From the click to the outbox, and back again; the way to the server is the delivery's. */
export function savingCommands(parts: SavingParts): Pick<Handlers, "save" | "undo-save" | "discard"> {
  const { policy, session, outbox, calls, delivery, lastSave, limits, publish, isCurrent } = parts;

  async function save(leg: Leg, edits: readonly Edit[], isUndoable: boolean): Promise<Saved> {
    const user = session.user();
    if (!user) return { kind: "sign-in-needed" };
    const conversation = calls.get(leg.conversationId);
    const role = conversation ? roleOf(conversation, user) : "agent";
    const forbidden = policyProblem(edits, { rules: policy.rules(), role, isTyped: isUndoable });
    if (forbidden) return forbidden;
    const changes = outbox.of(leg);
    const onTheirWay = changes.filter(isOnItsWay);
    const begun = edits.map((edit) => {
      const last = changes.findLast(({ name }) => name === edit.name);
      return { ...edit, base: baseBehind(edit.base, last) };
    });
    const stamp = stampOf(policy.tags(), begun, { at: parts.clock.now(), by: user.userName });
    const judgement = judgeSave([...begun, ...stamp], {
      conversation,
      participantId: leg.participantId,
      userId: user.userId,
      onTheirWay,
      totalBytes: limits.current().totalBytes,
      ruleOf: (name) => mergeRule(policy.tags(), name),
    });
    if (!judgement.ok) return judgement.problem;
    const { settled, conflicts } = judgement;
    const accepted = judgement.accepted.filter(({ name }) => edits.some((edit) => edit.name === name));
    const before = accepted.map(({ name, value, base }) => ({
      name,
      before: outbox.pending(leg, name)?.value ?? base,
      after: value,
    }));
    const added = isTagged(policy.tags(), accepted) ? judgement.accepted : accepted;
    // In one breath: an Undo of the save before must find that this one came after it.
    const remembered = isUndoable && before.length > 0 ? lastSave.remember(leg, before) : undefined;
    await Promise.all([outbox.add(leg, added, !isCurrent()), remembered]);
    const saved = [...accepted, ...settled];
    await publish();
    void delivery.run();
    return { value: { accepted: saved.map(({ name }) => name), conflicts: conflicts.map(({ name }) => name) } };
  }

  return {
    save: ({ edits, ...leg }) => save(leg, edits, true),
    async "undo-save"({ id, ...leg }) {
      const last = lastSave.current();
      // What the person saw is not what was saved last: the newer save was never offered to them.
      if (last?.id !== id || !isOf(leg, last)) return { value: { accepted: [], conflicts: [] } };
      // What has not been sent is taken back; what has, is written over.
      const unsent = outbox.of(leg).filter(({ status, isUnclear }) => status === "waiting" && !isUnclear);
      const takenBack = last.edits.filter(({ name, after }) =>
        unsent.some((change) => change.name === name && change.value === after),
      );
      const namesTakenBack = takenBack.map(({ name }) => name);
      const edits = undoing({ edits: last.edits.filter((edit) => !takenBack.includes(edit)) });
      const nothing: Saved = { value: { accepted: [], conflicts: [] } };
      // Undone once: what this writes is not to be undone in its turn, that would be doing it again.
      const [outcome] = await Promise.all([
        edits.length > 0 ? save(leg, edits, false) : nothing,
        outbox.discard(leg, namesTakenBack),
      ]);
      if ("value" in outcome) {
        outcome.value.accepted.push(...namesTakenBack);
        if (lastSave.current() === last) await lastSave.forget();
      }
      await publish();
      return outcome;
    },
    async discard({ conversationId, participantId, names }) {
      await outbox.discard({ conversationId, participantId }, names);
      await publish();
      return { value: {} };
    },
  };
}
