import { expect, it } from "vitest";
import { createDrafts } from "../../../src/background/drafts.ts";
import { draftKey } from "../../../src/protocol/draft-key.ts";
import { createMemoryDatabase } from "../../moved-clock/memory-database.ts";
import { createMemoryStored } from "../../moved-clock/memory-stored.ts";

const anna = { userId: "anna", userName: "Anna", organizationId: "o", organizationName: "O", permissions: [] };
const draft = {
  ...{ conversationId: "c", participantId: "p", name: "Tier", base: null, value: "gold" },
  ...{ editedAt: 0, owner: "o/anna" },
};

it("Where a person is back and leaves at once, nothing of theirs is taken for thrown away", async () => {
  const stored = createMemoryStored();
  const database = createMemoryDatabase();
  const masks = {
    ...{ restore: () => Promise.resolve(), clear: () => Promise.resolve(), isMasked: () => false },
    ...{ mask: (_: string, value: never) => value, unmask: (value: never) => value, items: () => ({}) },
  };
  const clock = { now: () => 1, after: () => () => undefined, every: () => () => undefined };
  const drafts = createDrafts({ clock, stored, database, masks });
  await database.put(draftKey(draft), draft);

  // Bringing back ends when putting away has begun, which goes on from there: if the one may begin before the other ends.
  const { session } = stored;
  const [set, remove] = [session.set.bind(session), session.remove.bind(session)];
  const steps: string[] = [];
  const until = async (step: string): Promise<void> => {
    for (let turn = 0; turn < 50 && !steps.includes(step); turn += 1) await new Promise(setImmediate);
  };
  session.set = async (items) => {
    await until("putting away");
    await set(items);
    steps.push("brought back");
  };
  session.remove = async (keys) => {
    await remove(keys);
    if (!keys.includes("drafts-of")) return;
    steps.push("putting away");
    await until("brought back");
  };
  void drafts.restore(anna);
  await drafts.putAway();
  // The browser tells of what was removed.
  await drafts.mirror(anna, [draftKey(draft)]);

  expect(await database.keys("draft/")).toEqual([draftKey(draft)]);
});
