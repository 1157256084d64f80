import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

function ivrWrites(value: string): void {
  place.simulator.control.setAttributes({ attributes: { CallerType: value } });
}

/** Saves; the request is cut, unapplied, three seconds later, and `meanwhile` happens before. */
async function saveThatFailsLate(name: string, value: string, base: string, meanwhile: () => void): Promise<void> {
  place.seat.cutNextWriteAfter = 3_000;
  await place.save(name, value, base);
  await place.clock.move(1_000);
  meanwhile();
  await place.clock.move(2_500);
}

describe("A value that somebody else wrote", () => {
  it("before the save is a conflict: nothing is sent, and the draft stays", async () => {
    ivrWrites("Broker");
    await place.clock.move(1_000);
    const reply = await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(reply).toEqual({ ok: true, value: { accepted: [], conflicts: ["CallerType"] } });
    expect(place.patches()).toEqual([]);
    expect(place.drafts()).toHaveLength(1);
    expect(place.onServer("CallerType")).toBe("Broker");
  });

  it("and that the person then types and saves themselves, over their own in conflict, leaves nothing to decide", async () => {
    await saveThatFailsLate("CallerType", "Provider", "Member", () => ivrWrites("Broker"));
    await place.clock.move(60_000);
    expect(await place.changes()).toMatchObject([{ value: "Provider", status: "conflict" }]);
    const patches = place.patches().length;
    const reply = await place.save("CallerType", "Broker", "Provider");
    await place.clock.move(60_000);
    expect(reply).toEqual({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toHaveLength(patches);
  });

  it.each(["at once", "after another"])(
    "is a conflict also where the channel is cut, and nobody hears of it, while a change that is sent %s is put down",
    async (when) => {
      const isFirst = when === "at once";
      if (!isFirst) {
        place.simulator.control.fault({ ...write, answer: { delayMs: 3_000 } });
        await place.save("ACD Participant", "Other", null);
      }
      const { database } = place.seat;
      const put = database.put.bind(database);
      const written: unknown[] = [];
      database.put = async (key, record) => {
        await put(key, record);
        if (!JSON.stringify(record).includes("Provider") || !key.startsWith("change/")) return;
        written.push(record);
        if (written.length !== (isFirst ? 1 : 2)) return;
        expect(record).toMatchObject({ status: "sending" });
        ivrWrites("Broker");
        place.simulator.control.dropSockets();
      };
      await place.save("CallerType", "Provider", "Member");
      await place.clock.move(60_000);
      expect(place.patches()).toHaveLength(isFirst ? 0 : 1);
      expect(place.onServer("CallerType")).toBe("Broker");
      expect(await place.changes()).toMatchObject([{ value: "Provider", status: "conflict" }]);
    },
  );

  it("is a conflict also where it is heard of while the person saves the same once more, with something else", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 100 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const { database } = place.seat;
    const put = database.put.bind(database);
    let makeRoom = (): void => undefined;
    const hasRoom = new Promise<void>((go) => {
      makeRoom = go;
    });
    database.put = async (key, record) => {
      if (key.startsWith("change/") && JSON.stringify(record).includes("gold")) await hasRoom;
      await put(key, record);
    };
    const edits = [
      { name: "Tier", value: "gold", base: null },
      { name: "CallerType", value: "Provider", base: "Member" },
    ];
    const saved = place.seat.command("save", { ...place.caller, edits });
    ivrWrites("Broker");
    await place.clock.move(1_000);
    makeRoom();
    expect(await saved).toMatchObject({ ok: true });
    await place.clock.move(120_000);
    expect(await place.changes()).toMatchObject([{ name: "CallerType", value: "Provider", status: "conflict" }]);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(place.onServer("Tier")).toBe("gold");
  });

  it("sets only its own attribute aside, and the rest of the save goes on", async () => {
    ivrWrites("Broker");
    await place.clock.move(1_000);
    const reply = await place.seat.command("save", {
      ...place.caller,
      edits: [
        { name: "CallerType", value: "Provider", base: "Member" },
        { name: "Tier", value: "gold", base: null },
      ],
    });
    await place.clock.move(1_000);
    expect(reply).toEqual({ ok: true, value: { accepted: ["Tier"], conflicts: ["CallerType"] } });
    expect(place.patches()).toEqual([{ attributes: { Tier: "gold" } }]);
  });

  it("after “Keep mine”, which begins the edit anew on their value, is written over", async () => {
    ivrWrites("Broker");
    await place.clock.move(1_000);
    await place.save("CallerType", "Provider", "Broker");
    await place.clock.move(1_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
  });

  it("is no conflict if it is the very value that the person wants, and costs no request", async () => {
    // Soon after a read, an event that says something else is looked after.
    await place.clock.move(11_000);
    ivrWrites("Provider");
    await place.clock.move(1_000);
    const reply = await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(reply).toEqual({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
    expect(place.requests()).toEqual([]);
    expect(place.drafts()).toEqual([]);
  });

  it("while a change waits makes it a conflict, and it is never sent", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save("CallerType", "Provider", "Member");
    ivrWrites("Broker");
    await place.clock.move(120_000);
    expect(await place.changes()).toMatchObject([
      { name: "CallerType", base: "Member", value: "Provider", status: "conflict" },
    ]);
    expect(place.patches()).toHaveLength(1);
    expect(place.onServer("CallerType")).toBe("Broker");
  });

  it("that the person wants as well ends the wait: confirmed without a request", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 30 } });
    await place.save("CallerType", "Provider", "Member");
    ivrWrites("Provider");
    await place.clock.move(120_000);
    expect(await place.changes()).toEqual([]);
    expect(place.patches()).toHaveLength(1);
  });

  it("after ours, while our answer is still under way, stands: ours was there, theirs came later", async () => {
    place.simulator.control.fault({ ...write, answer: { delayMs: 3_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    ivrWrites("Broker");
    await place.clock.move(30_000);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(place.patches()).toHaveLength(1);
    expect(await place.shown("CallerType")).toBe("Broker");
  });

  it("while our request is under way and then fails unapplied is a conflict, not written over", async () => {
    await saveThatFailsLate("CallerType", "Provider", "Member", () => ivrWrites("Broker"));
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toMatchObject([{ name: "CallerType", value: "Provider", status: "conflict" }]);
  });

  it("while the channel was down asks first, although no event told of it", async () => {
    place.simulator.control.fault({ path: "/notifications/", times: 1_000, answer: { status: 503 } });
    place.simulator.control.removeChannels();
    await place.clock.move(5_000);
    expect((await place.seat.state()).channel).toBe("lost");
    ivrWrites("Broker");
    await place.clock.move(5_000);
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(30_000);
    expect(place.onServer("CallerType")).toBe("Broker");
  });

  it("while a change waited for the person's sign-in asks first", async () => {
    place.simulator.control.endLogins();
    place.simulator.control.expireTokens();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    ivrWrites("Broker");
    await place.clock.move(60_000);
    await place.seat.command("sign-in", {});
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toMatchObject([{ name: "CallerType", value: "Provider", status: "conflict" }]);
  });
});

describe("Several edits of one attribute", () => {
  it("go out in order, one request at a time, and the last one stands", async () => {
    place.simulator.control.fault({ ...write, times: 2, answer: { delayMs: 2_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    expect(place.patches()).toEqual([{ attributes: { CallerType: "Provider" } }]);
    await place.clock.move(10_000);
    expect(place.patches()).toEqual([
      { attributes: { CallerType: "Provider" } },
      { attributes: { CallerType: "Broker" } },
    ]);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toEqual([]);
  });

  it("go out in order where the first has to wait: an older value never comes after a newer", async () => {
    place.simulator.control.assume({ visibleAfterMs: 5_000 });
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(place.patches().at(-1)).toEqual({ attributes: { CallerType: "Broker" } });
    expect(await place.changes()).toEqual([]);
  });

  it("back to the first value while an unrelated event still shows it, and the second write fails: it is tried again", async () => {
    place.simulator.control.assume({ visibleAfterMs: 8_000 });
    await place.save("CallerType", "Provider", "Member");
    await saveThatFailsLate("CallerType", "Member", "Provider", () =>
      place.simulator.control.setAttributes({ attributes: { Unrelated: "1" } }),
    );
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(await place.changes()).toEqual([]);
  });

  it("back to the value that the server has: sent, for the first change is on its way", async () => {
    place.simulator.control.assume({ visibleAfterMs: 5_000 });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Member", "Provider");
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Member");
    expect(await place.changes()).toEqual([]);
  });

  it("go out by themselves where the one before was refused: nobody else wrote, and nobody is asked", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 422, delayMs: 2_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    await place.clock.move(60_000);
    expect(place.patches().at(-1)).toEqual({ attributes: { CallerType: "Broker" } });
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.changes()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
  });

  it("are undone to what stood at the server, where the one before was refused", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 422, delayMs: 2_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Broker");
    expect(await place.undo()).toMatchObject({ ok: true });
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("are asked about where the one before was refused and somebody else wrote: with the value that was there before both", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 422, delayMs: 2_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    ivrWrites("Visitor");
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Visitor");
    expect(await place.changes()).toMatchObject([{ value: "Broker", base: "Member", status: "conflict" }]);
  });

  it("that are refused together are one, the last, and a later save takes its place", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 503, delayMs: 1_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.clock.move(60_000);
    expect(await place.changes()).toMatchObject([{ value: "Broker", base: "Member", status: "failed" }]);
    await place.save("CallerType", "Visitor", "Member");
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Visitor");
    expect(await place.changes()).toEqual([]);
    expect(place.seat.database.unfinished()).toEqual([]);
  });

  it("while it waits for a 429 wait as long, and cost one request", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 42 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Broker", "Provider");
    await place.save("Tier", "gold", null);
    await place.clock.move(41_900);
    expect(place.patches()).toHaveLength(1);
    await place.clock.move(1_000);
    expect(place.patches().slice(1)).toEqual([{ attributes: { CallerType: "Broker", Tier: "gold" } }]);
  });
});

describe("A save", () => {
  it("of the value that is there already sends nothing", async () => {
    const reply = await place.save("CallerType", "Member", "Member");
    await place.clock.move(60_000);
    expect(reply).toMatchObject({ ok: true });
    expect(place.requests()).toEqual([]);
    expect(await place.changes()).toEqual([]);
  });

  it("pressed twice sends once", async () => {
    place.simulator.control.fault({ ...write, answer: { delayMs: 3_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(place.patches()).toHaveLength(1);
    expect(await place.changes()).toEqual([]);
    expect(place.drafts()).toEqual([]);
  });

  it("goes to the call and leg on which the edit began, whatever is on screen", async () => {
    const other = place.simulator.control.placeCall({ attributes: { CallerType: "Member" } });
    await place.clock.move(1_000);
    await place.seat.command("select-call", { conversationId: other.conversationId });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(place.requests()).toEqual([
      `PATCH /api/v2/conversations/calls/${place.call.conversationId}/participants/${place.call.callerParticipantId}/attributes`,
    ]);
  });

  it("of two calls goes to each call its own, whichever is known first, was saved first, or is on screen", async () => {
    const other = place.simulator.control.placeCall({ attributes: { CallerType: "Member" } });
    const second = { conversationId: other.conversationId, participantId: other.callerParticipantId };
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    for (const [round, shown] of [place.caller, second].entries()) {
      await place.seat.command("select-call", { conversationId: shown.conversationId });
      place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 5 } });
      place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 5 } });
      await place.save(`Tier${String(round)}`, "second", null, second);
      await place.save(`Tier${String(round)}`, "first", null, place.caller);
      await place.clock.move(60_000);
    }
    const writes = place.simulator.control.received({ method: "PATCH" });
    const target = ({ conversationId, participantId }: typeof second): string =>
      `/api/v2/conversations/calls/${conversationId}/participants/${participantId}/attributes`;
    const to = (path: string): string[] =>
      writes.flatMap((one) => (one.path === path ? [/(?:first|second)/.exec(one.body ?? "")?.[0] ?? "?"] : []));
    expect(to(target(place.caller))).toEqual(["first", "first", "first", "first"]);
    expect(to(target(second))).toEqual(["second", "second", "second", "second"]);
    expect(writes).toHaveLength(8);
  });

  it("to a leg that is not the caller's is refused", async () => {
    const participantId = place.call.agentParticipantIds[0] ?? "";
    const reply = await place.save("CallerType", "Provider", "Member", { ...place.caller, participantId });
    expect(reply).toEqual({ ok: false, error: { kind: "read-only" } });
    expect(place.patches()).toEqual([]);
  });

  it("without a name is refused, and nothing of the set is sent", async () => {
    const reply = await place.seat.command("save", {
      ...place.caller,
      edits: [
        { name: "Tier", value: "gold", base: null },
        { name: "  ", value: "x", base: null },
      ],
    });
    await place.clock.move(1_000);
    expect(reply).toEqual({ ok: false, error: { kind: "name-empty" } });
    expect(place.patches()).toEqual([]);
  });

  it("that makes the map too large is refused with both numbers; one that makes a too large map smaller is not", async () => {
    const huge = "x".repeat(11_000);
    expect(await place.save("Notes", huge, null)).toMatchObject({
      ok: false,
      error: { kind: "map-too-large", limit: 10_240 },
    });
    place.simulator.control.assume({ attributesLimitBytes: 100_000 });
    place.simulator.control.setAttributes({ attributes: { Notes: huge } });
    await place.clock.move(1_000);
    expect(await place.save("Notes", huge.slice(1), huge)).toMatchObject({ ok: true });
    await place.clock.move(1_000);
    expect(place.onServer("Notes")).toBe(huge.slice(1));
  });

  it("of a name that every object has writes it like any other", async () => {
    await place.save("constructor", "mine", null);
    await place.save("__proto__", "mine too", null);
    await place.clock.move(30_000);
    const bodies = place.simulator.control.received({ method: "PATCH" }).map(({ body }) => body);
    expect(bodies).toEqual(['{"attributes":{"constructor":"mine"}}', '{"attributes":{"__proto__":"mine too"}}']);
  });
});
