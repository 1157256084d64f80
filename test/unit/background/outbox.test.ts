import { describe, expect, it } from "vitest";
import { createOutbox, type Outbox } from "../../../src/background/outbox.ts";
import { createMemoryDatabase } from "../../moved-clock/memory-database.ts";
import { createMemoryStored } from "../../moved-clock/memory-stored.ts";

const leg = { conversationId: "call", participantId: "caller" };
const names = ["VIP", "Renewal", "Recall"];

const acme = { organizationId: "acme", organizationName: "Acme", permissions: [] };
const anna = { userId: "anna", userName: "Anna", ...acme };
const ben = { userId: "ben", userName: "Ben", ...acme };

function createOutboxAt(now: number, more: Partial<Parameters<typeof createOutbox>[0]> = {}): Outbox {
  return createOutbox({
    clock: { now: () => now, after: () => () => undefined, every: () => () => undefined },
    database: createMemoryDatabase(),
    stored: createMemoryStored(),
    history: { note: () => new Promise(() => undefined) },
    ruleOf: () => "ask",
    confirmed: () => undefined,
    lastSave: { rebase: () => undefined },
    ...more,
  });
}

describe("A save of three attributes", () => {
  it("is confirmed as a whole, however long it takes to put that down", async () => {
    const told: string[][] = [];
    const outbox = createOutboxAt(1_000, { confirmed: (changes) => told.push(changes.map(({ name }) => name)) });
    await outbox.restore(anna, true);
    const edits = names.map((name) => ({ name, value: "yes", base: null }));
    await outbox.add(leg, edits, false);
    await outbox.update(outbox.all(), (record) => ({ ...record, status: "sent" }));
    const attributes = names.map((name) => ({ name, value: "yes", kind: "string" as const }));
    void outbox.judge({ id: leg.conversationId, participants: [{ id: leg.participantId, attributes }] });
    expect(outbox.all()).toEqual([]);
    expect(told).toEqual([names]);
  });
});

describe("The number of a change", () => {
  it("is not given again to another person's, also where the first one's is of an earlier life", async () => {
    const database = createMemoryDatabase();
    const [edit] = names.map((name) => ({ name, value: "yes", base: null }));
    if (!edit) throw new Error("no edit");
    const earlier = createOutboxAt(2_000, { database });
    await earlier.restore(anna, true);
    await earlier.add(leg, [edit], false);
    const later = createOutboxAt(2_000, { database });
    await later.restore(anna, true);
    const [hers] = later.all();
    later.putAway();
    await later.restore(ben, true);
    await later.add(leg, [edit], false);
    const [his] = later.all();
    expect(his?.order).toBeGreaterThan(hers?.order ?? Infinity);
  });
});
