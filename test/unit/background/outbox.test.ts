import { describe, expect, it } from "vitest";
import { createOutbox } from "../../../src/background/outbox.ts";
import { createMemoryDatabase } from "../../moved-clock/memory-database.ts";

const leg = { conversationId: "call", participantId: "caller" };
const names = ["VIP", "Renewal", "Recall"];

describe("A save of three attributes", () => {
  it("is confirmed as a whole, however long it takes to put that down", async () => {
    const told: string[][] = [];
    const outbox = createOutbox({
      clock: { now: () => 1_000, after: () => () => undefined, every: () => () => undefined },
      database: createMemoryDatabase(),
      history: { note: () => new Promise(() => undefined) },
      ruleOf: () => "ask",
      confirmed: (changes) => told.push(changes.map(({ name }) => name)),
    });
    const anna = {
      userId: "anna",
      userName: "Anna",
      organizationId: "acme",
      organizationName: "Acme",
      permissions: [],
    };
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
