import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Draft } from "../attributes/draft.ts";
import { attributeLabel } from "../attributes/label.ts";
import { totalLimit } from "../attributes/limits.ts";
import { createRules } from "../attributes/policy/rules.ts";
import { noPolicy, type ShownPolicy } from "../attributes/policy/schema.ts";
import { mergeRule } from "../attributes/reconcile.ts";
import type { Role } from "../attributes/role.ts";
import { defaultTagsPolicy } from "../attributes/tags-policy.ts";
import { message } from "../platform/i18n.ts";
import type { PublishedState, ShownCall } from "../protocol/published-state.ts";
import { arrange } from "./arrange.ts";
import { matchingAttributes, mergeParticipants } from "./all-participants.ts";
import { markTooLarge, sizeWith } from "./map-size.ts";
import { addedNames, belongsTo, isEdited, isSameRow, type Leg, makeRows, type Named, type Row } from "./rows.ts";
import { findTagRows } from "./tag-rows.ts";
import type { View } from "./view.ts";

type Published = ReadonlySignal<PublishedState | undefined>;
type Drafts = ReadonlySignal<ReadonlyMap<string, Draft>>;

/** Chosen instead of a participant: what all of them say. */
export const everyone = "everyone";

interface Looks {
  readonly view: ReadonlySignal<View>;
  readonly unfold: () => void;
}

/** The selected call, the participant in front, and its rows. */
export function createShown(published: Published, drafts: Drafts, { view, unfold }: Looks) {
  const filter = signal("");
  const choice = signal<Leg | null>(null);
  /** The row whose field is to get the focus once it is painted. */
  const wantedFocus = signal<string | null>(null);
  /** The row that has the focus; one that was left for another window keeps its place until the person goes on elsewhere. */
  const held = signal<Named | null>(null);

  /** The call with which this page stays, because somebody types in it, though another one is in front. */
  const stay = signal<string | null>(null);

  const call = computed(() => {
    const calls = published.value?.calls;
    const find = (id: string | null): ShownCall | undefined =>
      calls?.list.find(({ conversationId }) => conversationId === id);
    return find(stay.value) ?? find(calls?.selectedId ?? null) ?? calls?.list[0];
  });
  const participant = computed(() => {
    const shown = call.value;
    if (!shown) return undefined;
    const chosen = choice.value?.conversationId === shown.conversationId ? choice.value.participantId : shown.callerId;
    return shown.participants.find(({ id }) => id === chosen);
  });
  const isEveryone = computed(
    () => choice.value?.conversationId === call.value?.conversationId && choice.value?.participantId === everyone,
  );
  const merged = computed(() => {
    const all = isEveryone.value && call.value ? mergeParticipants(call.value) : [];
    return { all, matching: matchingAttributes(all, filter.value, labelOf) };
  });
  const leg = computed<Leg | undefined>(() =>
    call.value && participant.value
      ? { conversationId: call.value.conversationId, participantId: participant.value.id }
      : undefined,
  );
  const editable = computed(() => call.value?.phase !== "ended" && participant.value?.editable === true);

  const limit = computed(() => published.value?.limits.totalBytes ?? totalLimit);
  /** What is hidden from the person takes its room too; as a map of its own it has one more byte than within the other. */
  const hiddenBytes = computed(() => Math.max(0, (participant.value?.hiddenBytes ?? 0) - 1));
  /** Every published state brings the policy anew: as long as it says the same, the rules stay, and so do the rows. */
  let policy: ShownPolicy = noPolicy;
  const heldPolicy = computed(() => {
    const fresh = published.value?.policy ?? policy;
    if (JSON.stringify(fresh) !== JSON.stringify(policy)) policy = fresh;
    return policy;
  });
  const rules = computed(() => createRules(heldPolicy.value));
  const role = computed<Role>(() => call.value?.role ?? "agent");

  const addedOrder = new Map<string, string[]>();
  let previous = new Map<string, Row>();
  const rows = computed<readonly Row[]>(() => {
    if (!leg.value || !participant.value) return [];
    const place = `${leg.value.conversationId}/${leg.value.participantId}`;
    const sources = {
      leg: leg.value,
      participant: participant.value,
      drafts: drafts.value,
      changes: published.value?.changes ?? [],
      addedOrder: addedOrder.get(place) ?? [],
      rules: rules.value,
      role: role.value,
      ruleOf: (name: string) => mergeRule(published.value?.tags ?? defaultTagsPolicy, name),
      isNative: published.value?.settings.dialect === "interactions",
    };
    addedOrder.set(place, addedNames(sources));
    const made = makeRows(sources);
    const fresh = (editable.value ? markTooLarge(made, limit.value - hiddenBytes.value) : made).map((row) => {
      const known = previous.get(row.name);
      return known && isSameRow(known, row) ? known : row;
    });
    previous = new Map(fresh.map((row) => [row.name, row]));
    return fresh;
  });

  const tagging = computed(() => findTagRows(published.value?.tags, call.value, leg.value, rows.value, rules.value));
  /** The rows of the list: tags and their note stand above it. */
  const listed = computed(() =>
    rows.value.filter(({ name }) => name !== tagging.value?.tags.name && name !== tagging.value?.note.name),
  );

  const sections = computed(() => {
    const isHeld = (row: Row): boolean => held.value?.name === row.name && belongsTo(held.value, row);
    return arrange(listed.value, view.value, filter.value, isHeld);
  });
  const visibleRows = computed(() => sections.value.flatMap(({ shown }) => shown));
  const edited = computed(() => rows.value.filter(isEdited));
  /** The map as it would be after Save. */
  const size = computed(() => ({
    bytes: sizeWith(rows.value, new Set(edited.value)) + hiddenBytes.value,
    limit: limit.value,
    /** What is left of the limit for what the person sees. */
    room: limit.value - hiddenBytes.value,
  }));
  const unresolved = computed(() => rows.value.filter(({ state }) => state === "failed" || state === "conflict"));
  const hidden = computed(() => {
    const seen = new Set([...visibleRows.value, tagging.value?.tags, tagging.value?.note]);
    return [...edited.value, ...unresolved.value].filter((row) => !seen.has(row));
  });
  /** What people call an attribute. */
  function labelOf(name: string): string {
    const words = { tags: message("tags"), note: message("note") };
    return attributeLabel(name, rules.value, published.value?.tags ?? defaultTagsPolicy, words);
  }
  /** Does the organization forbid this person to edit it, be it there or not? */
  function isLocked(name: string): boolean {
    return rules.value.access(name, role.value) !== "edit";
  }
  /** Leads the person to a row, wherever it is. */
  function show(name: string): void {
    filter.value = "";
    if (listed.value.some((row) => row.name === name) && !visibleRows.value.some((row) => row.name === name)) unfold();
    wantedFocus.value = name;
  }
  return {
    labelOf,
    isLocked,
    show,
    filter,
    choice,
    stay,
    isEveryone,
    merged,
    wantedFocus,
    held,
    call,
    participant,
    leg,
    editable,
    rules,
    rows,
    tagging,
    listed,
    sections,
    visibleRows,
    edited,
    size,
    unresolved,
    hidden,
  };
}
export type Shown = ReturnType<typeof createShown>;
