import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

/** The next token is somebody else's, as where two people share a browser. */
async function becomes(person: string): Promise<void> {
  place.simulator.control.endLogins();
  place.simulator.control.expireTokens();
  await place.clock.move(60_000);
  place.seat.browser.person = person;
  await place.seat.command("sign-in", {});
  await place.clock.move(60_000);
}
async function everythingPublished(): Promise<string> {
  return JSON.stringify(await place.seat.state());
}

function typed(person: "anna" | "ben" = "anna"): unknown {
  return place.seat.stored.session.items.get(place.draftKey("Tier", person));
}
/** Ben is on the call too, and Anna has typed. */
async function typedBesideBen(): Promise<void> {
  place.simulator.control.ring({ user: "ben" });
  place.simulator.control.answer({ user: "ben" });
  await place.seat.type(place.caller, "Tier", "anna's", null);
  await place.clock.settle();
}

describe("When another person signs in", () => {
  it("the first one's change is not sent under their name, and is sent when the first one is back", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 100 } });
    await place.save("CallerType", "Provider", "Member");
    await becomes("Ben Agent");
    await place.clock.move(600_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(await everythingPublished()).not.toContain("Provider");
    await becomes("Anna Agent");
    expect(place.onServer("CallerType")).toBe("Provider");
    const writers = place.simulator.control.received({ method: "PATCH" }).map(({ userId }) => userId);
    expect(new Set(writers)).toEqual(new Set(["77777777-0000-4000-8000-0000000000a1"]));
  });

  it("in the very moment of sending, nothing of the first one's goes out under their name", async () => {
    place.simulator.control.ring({ user: "ben" });
    place.simulator.control.answer({ user: "ben" });
    await place.clock.move(1_000);
    const { database, browser } = place.seat;
    const put = database.put.bind(database);
    let signingIn: Promise<unknown> | undefined;
    database.put = async (key, record) => {
      await put(key, record);
      if (!JSON.stringify(record).includes('"sending"')) return;
      place.simulator.control.endLogins();
      browser.person = "Ben Agent";
      signingIn ??= place.seat.command("sign-in", {});
      await signingIn;
    };
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect((await place.seat.state()).account).toMatchObject({ userName: "Ben Agent" });
    expect(place.patches()).toEqual([]);
    database.put = put;
    await becomes("Anna Agent");
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("a save that the first one's page sends late is refused, and their text waits for them", async () => {
    const { account } = await place.seat.state();
    const owner = account.status === "signed-in" ? account.owner : "";
    place.simulator.control.transfer({ to: "ben", kind: "consult" });
    await place.seat.type(place.caller, "CallerType", "Provider", "Member");
    await place.clock.settle();
    await becomes("Ben Agent");
    place.simulator.control.clearReceived();
    const edits = [{ name: "CallerType", value: "Provider", base: "Member" }];
    expect(await place.seat.command("save", { ...place.caller, owner, edits })).toEqual({
      ok: false,
      error: { kind: "other-person" },
    });
    await place.clock.move(60_000);
    expect(place.patches()).toEqual([]);
    await becomes("Anna Agent");
    expect(place.drafts()).toHaveLength(1);
  });

  it("a sign-out that the first one's page sends late is refused, and signs nobody out", async () => {
    await place.seat.type(place.caller, "CallerType", "Provider", "Member");
    await becomes("Ben Agent");
    const { account } = await place.seat.state();
    const owner = account.status === "signed-in" ? account.owner : "";
    await becomes("Anna Agent");
    expect(await place.seat.command("sign-out", { owner, everywhere: false })).toEqual({
      ok: false,
      error: { kind: "other-person" },
    });
    expect((await place.seat.state()).account).toMatchObject({ status: "signed-in", userName: "Anna Agent" });
    expect(place.drafts()).toHaveLength(1);
  });

  it("what the first one's page asks of the history late is refused, and neither shown nor forgotten", async () => {
    const { account } = await place.seat.state();
    const owner = account.status === "signed-in" ? account.owner : "";
    place.simulator.control.transfer({ to: "ben", kind: "consult" });
    await becomes("Ben Agent");
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(2_000);
    const refused = { ok: false, error: { kind: "other-person" } };
    expect(await place.seat.command("read-history", { owner })).toEqual(refused);
    expect(await place.seat.command("clear-history", { owner })).toEqual(refused);
    expect(await place.seat.command("read-history", {})).toMatchObject({
      value: { entries: [{ name: "CallerType", after: "Provider" }] },
    });
  });

  it("they see neither the first one's calls nor drafts; both are back when the first one is", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    await becomes("Ben Agent");
    expect((await place.seat.state()).calls.list).toEqual([]);
    expect(place.drafts()).toEqual([]);
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain("gold");
    await becomes("Anna Agent");
    expect(place.drafts()).toHaveLength(1);
    expect(await place.shown("CallerType")).toBe("Member");
  });

  it("both keep their own draft of the very same attribute", async () => {
    await typedBesideBen();
    await becomes("Ben Agent");
    await place.seat.type(place.caller, "Tier", "ben's", null);
    await place.clock.settle();
    await becomes("Anna Agent");
    expect(typed()).toMatchObject({ value: "anna's" });
    expect(typed("ben")).toBeUndefined();
    await becomes("Ben Agent");
    expect(typed("ben")).toMatchObject({ value: "ben's" });
    expect(typed()).toBeUndefined();
  });

  it("a page that still shows the first one's call writes for the first one, and each finds their own again", async () => {
    await typedBesideBen();
    const annas = typed() as object;
    await becomes("Ben Agent");
    await place.seat.type(place.caller, "Tier", "ben's", null);
    await place.clock.settle();
    await place.seat.stored.session.set({ [place.draftKey("Tier")]: { ...annas, value: "anna's, later" } });
    await place.clock.settle();
    expect(typed("ben")).toMatchObject({ value: "ben's" });
    expect(typed()).toBeUndefined();
    await becomes("Anna Agent");
    expect(typed()).toMatchObject({ value: "anna's, later" });
    await becomes("Ben Agent");
    expect(typed("ben")).toMatchObject({ value: "ben's" });
  });

  it("what a page wrote for the first one while nobody looked is not theirs, and is kept for the first one", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    const [key = ""] = place.drafts();
    const draft = place.seat.stored.session.items.get(key);
    place.seat.restart();
    await place.seat.stored.session.set({ [key]: { ...(draft as object), value: "golden" } });
    await becomes("Ben Agent");
    expect(place.drafts()).toEqual([]);
    await becomes("Anna Agent");
    expect(place.seat.stored.session.items.get(key)).toMatchObject({ value: "golden" });
  });

  it("an answer to the first one that comes late is not shown to them", async () => {
    place.simulator.control.fault({ path: "^/api/v2/conversations/calls$", answer: { delayMs: 10_000 } });
    void place.seat.command("refresh", {});
    await place.clock.move(1_000);
    place.seat.browser.person = "Ben Agent";
    place.simulator.control.endLogins();
    await place.seat.command("sign-in", {});
    await place.clock.move(60_000);
    expect((await place.seat.state()).calls.list).toEqual([]);
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain(place.call.conversationId);
  });

  it("their channel is their own, also if the first one's was being made", async () => {
    place.simulator.control.fault({ method: "POST", path: "/channels$", answer: { delayMs: 5_000 } });
    place.simulator.control.removeChannels();
    await place.clock.move(2_500);
    place.seat.browser.person = "Ben Agent";
    place.simulator.control.endLogins();
    await place.seat.command("sign-in", {});
    await place.clock.move(60_000);
    place.simulator.control.dropSockets();
    await place.clock.move(30_000);
    const bens = place.simulator.control.placeCall({ agents: ["ben"], attributes: { Tier: "ben's" } });
    await place.clock.move(1_000);
    expect((await place.shownCall(bens.conversationId))?.phase).toBe("connected");
  });

  it("in a silent renewal, the first one's request is not made again under the new name", async () => {
    place.simulator.control.assume({ channelWhenTokenEnds: "kept" });
    place.simulator.control.endLogins();
    await place.seat.browser.logInOutside("Ben Agent");
    place.simulator.control.expireTokens({ user: "anna" });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect((await place.seat.state()).account).toMatchObject({ userName: "Ben Agent" });
    expect(place.onServer("CallerType")).toBe("Member");
    expect(place.simulator.control.received({ method: "PATCH" }).map(({ answered }) => answered)).toEqual([401]);
    expect(await place.changes()).toEqual([]);
    await becomes("Anna Agent");
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it.each(["session", "drafts-of"])(
    "and the background is killed when “%s” was written, nothing of the first one shows",
    async (key) => {
      await place.seat.type(place.caller, "Tier", "gold", null);
      await place.clock.settle();
      const area = place.seat.stored.session;
      const set = area.set.bind(area);
      area.set = async (items) => {
        await set(items);
        if (key in items) {
          area.set = set;
          place.seat.kill();
        }
      };
      place.simulator.control.endLogins();
      place.seat.browser.person = "Ben Agent";
      void place.seat.command("sign-in", {});
      await place.clock.move(1_000);
      place.seat.openView();
      await place.clock.move(60_000);
      expect((await place.seat.state()).account).toMatchObject({ userName: "Ben Agent" });
      expect((await place.seat.state()).calls.list).toEqual([]);
      expect(place.drafts()).toEqual([]);
      await becomes("Anna Agent");
      expect(place.drafts()).toHaveLength(1);
    },
  );

  it("and the background is killed as what the first one typed is taken off the pages, they have it again", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    const [draft] = place.drafts();
    const area = place.seat.stored.session;
    const remove = area.remove.bind(area);
    area.remove = async (keys) => {
      await remove(keys);
      if (!keys.some((key) => key.startsWith("draft/"))) return;
      area.remove = remove;
      place.seat.kill();
    };
    place.simulator.control.endLogins();
    place.seat.browser.person = "Ben Agent";
    void place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    expect(place.drafts()).toEqual([]);
    place.seat.openView();
    await place.clock.move(60_000);
    expect((await place.seat.state()).account).toMatchObject({ userName: "Anna Agent" });
    expect(place.drafts()).toEqual([draft]);
  });
});
