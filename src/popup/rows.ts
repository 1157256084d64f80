import type { Attribute } from "../attributes/attribute.ts";
import { isOnItsWay } from "../attributes/change.ts";
import { type Draft, isOpen, referenceOf } from "../attributes/draft.ts";
import type { Rules } from "../attributes/policy/rules.ts";
import type { AttributeRule } from "../attributes/policy/schema.ts";
import type { ValueProblem } from "../attributes/policy/value-problem.ts";
import { type MergeRule, rebased } from "../attributes/reconcile.ts";
import type { Role } from "../attributes/role.ts";
import { type RowState, rowState, rowValue } from "../attributes/row.ts";
import { isStandIn } from "../attributes/stand-in.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { ShownChange, ShownParticipant } from "../protocol/published-state.ts";
import { typedText } from "./typed-text.ts";

/** The leg of a call that attributes belong to. */
export interface Leg {
  readonly conversationId: string;
  readonly participantId: string;
}

/** One attribute of a leg. */
export interface Named extends Leg {
  readonly name: string;
}

/** One attribute as a person sees it: what the server has, what was typed, what is on its way. */
export interface Row extends Named {
  /** The server's value; `null` where the attribute does not exist. */
  readonly server: string | null;
  /** The JSON type in which it is written. */
  readonly kind: Attribute["kind"];
  /** An open draft; one that says what is there already is none. */
  readonly draft: Draft | undefined;
  readonly change: ShownChange | undefined;
  readonly state: RowState;
  /** What is there, was typed, or is on its way. */
  readonly value: string;
  /** The value as people see it: without the type in front. */
  readonly text: string;
  /** The value without the draft: where Esc leads back to. */
  readonly reference: string;
  /** The value from which a new edit begins. */
  readonly base: string | null;
  /** An edit that Save would refuse: it makes a too large map larger. */
  readonly tooLarge: boolean;
  /** What the organization says of it; `undefined`: it is not listed. */
  readonly rule: AttributeRule | undefined;
  /** What people call it. */
  readonly label: string;
  /** The organization does not let this person edit it. */
  readonly locked: boolean;
  /** In what the value, saved or not, is not as the organization wants it. */
  readonly problem: ValueProblem | null;
}

/** What the organization decided, and what the person is on this call. */
export interface Policing {
  readonly rules: Rules;
  readonly role: Role;
}

interface Sources extends Policing {
  readonly leg: Leg;
  readonly participant: ShownParticipant;
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly changes: readonly ShownChange[];
  /** Names that the server lacks, in the order in which they were first seen here: rows must not jump. */
  readonly addedOrder: readonly string[];
  readonly ruleOf: (name: string) => MergeRule;
  /** Does the dialect have any type but strings? */
  readonly isNative: boolean;
}

export function belongsTo(leg: Leg, item: Leg): boolean {
  return item.conversationId === leg.conversationId && item.participantId === leg.participantId;
}

/** Where a new edit begins: on one's own change that is on its way; where one that came back began; else on the server's value. */
function baseOf(change: ShownChange | undefined, server: string | null): string | null {
  if (!change) return server;
  return isOnItsWay(change) ? change.value : change.base;
}

export function policed(name: string, { rules, role }: Policing): Pick<Row, "rule" | "label" | "locked"> {
  return { rule: rules.of(name), label: rules.labelOf(name), locked: rules.access(name, role) !== "edit" };
}

function makeRow(leg: Leg, name: string, there: Attribute | undefined, sources: Sources): Row {
  const server = there?.value ?? null;
  const found = sources.drafts.get(placeKey({ ...leg, name }));
  // Several changes of one attribute may be on their way, oldest first: the last one is what the person wants.
  const change = sources.changes.findLast((change) => change.name === name && belongsTo(leg, change));
  const reference = referenceOf(server, change);
  const rule = sources.ruleOf(name);
  const edit = found && rebased(found, rule, reference);
  const draft = edit && isOpen(edit, reference) ? found : undefined;
  const base = baseOf(change, server);
  const value = rowValue({ server, draft, change });
  const state = rowState({ server, draft, change, rule });
  return {
    ...leg,
    ...policed(name, sources),
    name,
    server,
    kind: sources.isNative ? sources.rules.kindOf(name, there?.kind ?? "string") : "string",
    draft,
    change,
    state,
    // Of what is masked nothing can be said here.
    problem: isStandIn(value) ? null : sources.rules.problemOf(name, value),
    value,
    text: typedText(name, draft ? draft.base : base, value).text,
    reference: rowValue({ server, draft: undefined, change }),
    base,
    tooLarge: false,
  };
}

/** Names that drafts and changes have and the server has not, the known ones first. */
export function addedNames({ leg, participant, drafts, changes, addedOrder }: Sources): string[] {
  const there = new Set(participant.attributes.map(({ name }) => name));
  const wanted = new Set(
    [...changes, ...drafts.values()].filter((item) => belongsTo(leg, item)).map(({ name }) => name),
  );
  const known = addedOrder.filter((name) => wanted.delete(name) && !there.has(name));
  return [...known, ...[...wanted].filter((name) => !there.has(name))];
}

/** Rows in the policy's order, whether the call has them or not; then in the server's order, added ones last. */
export function makeRows(sources: Sources): Row[] {
  const { leg, participant, rules } = sources;
  const values = new Map(participant.attributes.map((attribute) => [attribute.name, attribute]));
  // What the organization lists is the caller's: an IVR's leg lacks it for good.
  const listed = rules.names.filter((name) => participant.role === "caller" || values.has(name));
  const names = new Set([...listed, ...values.keys(), ...addedNames(sources)]);
  return [...names].map((name) => makeRow(leg, name, values.get(name), sources));
}

export function isEdited({ state, draft }: Row): boolean {
  return draft !== undefined && state === "edited";
}

/** The values of a row that a person sees: in a conflict, both. */
export function maskable({ value, server, state }: Row): (string | null)[] {
  return state === "conflict" ? [value, server] : [value];
}

/** An edit that Save would refuse. */
export function isRefused(row: Row): boolean {
  return isEdited(row) && (row.tooLarge || row.problem !== null || row.locked);
}

/** Required, and not there: said before the call ends. */
export function isMissing({ problem, locked }: Row): boolean {
  return problem?.reason === "required" && !locked;
}

/** Would the two look the same? Then the older one is kept, and its element is not painted again. */
export function isSameRow(one: Row, other: Row): boolean {
  return (
    belongsTo(one, other) &&
    one.server === other.server &&
    one.kind === other.kind &&
    one.draft === other.draft &&
    one.state === other.state &&
    one.value === other.value &&
    one.tooLarge === other.tooLarge &&
    one.rule === other.rule &&
    one.locked === other.locked &&
    JSON.stringify(one.change) === JSON.stringify(other.change)
  );
}
