import { beforeEach, describe, expect, it } from "vitest";
import { createPolicy } from "../../../src/background/policy.ts";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});

async function rollOut(policy: Record<string, unknown>): Promise<void> {
  await place.seat.stored.managed.set(policy);
  await place.clock.move(100);
}

async function names(): Promise<string[]> {
  const call = await place.shownCall();
  const leg = call?.participants.find(({ id }) => id === call.callerId);
  return leg?.attributes.map(({ name }) => name) ?? [];
}

describe("The organization's policy", () => {
  it("is published with what is wrong in it, and the rest applies", async () => {
    await place.seat.stored.managed.set({
      unlisted: "read",
      attributes: [{ name: "Tier", type: "colour" }],
      colour: 1,
    });
    await place.signIn();
    const { policy, findings } = await place.seat.state();
    expect(policy).toMatchObject({ unlisted: "read", attributes: [{ name: "Tier", type: "text" }] });
    expect(findings.map(({ path }) => path)).toEqual(["attributes[0].type", "colour"]);
  });

  it("that names another region or client ends the session, also where it came while the background was dead", async () => {
    await place.signIn();
    place.seat.kill();
    await place.seat.stored.managed.set({ region: "mypurecloud.ie", clientId: "organization" });
    await place.seat.background().policyChanged();
    await place.clock.move(5_000);
    const { account, settings } = await place.seat.state();
    expect(account.status).toBe("signed-out");
    expect(settings).toMatchObject({ region: "mypurecloud.ie", clientId: "organization" });
    expect(place.simulator.control.state().tokens).toBe(0);
  });

  it("that is not there decides nothing, as in Firefox, which then rejects", async () => {
    place.seat.stored.managed.get = () => Promise.reject(new Error("Managed storage manifest not found"));
    await place.signIn();
    expect(await place.seat.state()).toMatchObject({ policy: { attributes: [], unlisted: "edit" }, findings: [] });
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ ok: true });
  });

  it("gives region, client ID and dialect, whatever a person saves", async () => {
    await place.seat.stored.local.remove(["settings"]);
    await place.seat.command("refresh", {});
    expect((await place.seat.state()).account.status).toBe("setup-needed");
    const decided = { region: "mypurecloud.ie", clientId: "organization", dialect: "interactions" } as const;
    await rollOut(decided);
    expect(await place.seat.state()).toMatchObject({ account: { status: "signed-out" }, settings: decided });
    const own = { region: "mypurecloud.de", clientId: "own", dialect: "conversations" } as const;
    await place.seat.command("save-settings", own);
    expect((await place.seat.state()).settings).toMatchObject(decided);
    // The day on which nothing is decided any more, the person's own come back: none were saved while they were locked.
    await place.seat.stored.managed.remove(["region", "clientId", "dialect"]);
    await place.clock.move(100);
    expect((await place.seat.state()).settings).toMatchObject({ region: null, clientId: null });
  });

  it("that arrives while somebody is signed in elsewhere signs them out; what they typed waits for them", async () => {
    await place.signIn();
    await place.seat.type(place.caller, "CallerType", "Provider", "Member");
    await rollOut({ clientId: "another" });
    expect((await place.seat.state()).account.status).toBe("signed-out");
    await place.seat.stored.managed.remove(["clientId"]);
    await place.clock.move(100);
    await place.signIn();
    expect(place.drafts()).toHaveLength(1);
  });

  it("that says the same again signs nobody out", async () => {
    await place.signIn();
    const { settings } = await place.seat.state();
    await rollOut({ region: settings.region, clientId: settings.clientId, dialect: "conversations" });
    expect((await place.seat.state()).account.status).toBe("signed-in");
  });

  it("sets the size that all attributes together may have", async () => {
    await rollOut({ limits: { totalBytes: 300 } });
    await place.signIn();
    expect((await place.seat.state()).limits).toEqual({ totalBytes: 300 });
    expect(await place.save("CallerType", "x".repeat(50), "Member")).toMatchObject({
      error: { kind: "map-too-large", limit: 300 },
    });
  });

  it("says for how many days the history is kept", async () => {
    await rollOut({ history: { days: 1 } });
    await place.signIn();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    const entries = async () => {
      const reply = await place.seat.command("read-history", {});
      return reply.ok ? reply.value.entries : [];
    };
    expect(await entries()).toHaveLength(1);
    // Nobody looks for a day: with a page open, each tick of it would be lived through.
    place.seat.kill();
    await place.clock.move(25 * 60 * 60 * 1000);
    expect(await entries()).toEqual([]);
  });

  it("without a day for the history keeps none", async () => {
    await rollOut({ history: { days: 0 } });
    await place.signIn();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(await place.seat.command("read-history", {})).toEqual({ ok: true, value: { entries: [] } });
    expect([...(await place.seat.database.all("history/")).keys()]).toEqual([]);
  });
});

describe("A save that is sent by hand", () => {
  it("is refused for what is read-only, with the reason, and nothing is sent", async () => {
    await rollOut({ attributes: [{ name: "CallerType", edit: ["supervisor"] }] });
    await place.signIn();
    expect(await place.save("CallerType", "Provider", "Member")).toEqual({
      ok: false,
      error: { kind: "not-allowed", label: "CallerType" },
    });
    expect(await place.save("Other", "x", null)).toMatchObject({ ok: true });
    expect(place.patches()).toEqual([{ attributes: { Other: "x" } }]);
  });

  it("is refused whole for what is hidden, of which the pages do not even learn", async () => {
    await place.signIn();
    const before = await names();
    expect(before).toContain("CallerType");
    await rollOut({ attributes: [{ name: "CallerType" }], unlisted: "hide" });
    expect(await names()).toEqual(["CallerType"]);
    const leg = (await place.shownCall())?.participants.find(({ id }) => id === place.caller.participantId);
    expect(leg?.hiddenBytes).toBeGreaterThan(1_000);
    const hidden = before.find((name) => name !== "CallerType") ?? "";
    const edits = [
      { name: "CallerType", value: "Provider", base: "Member" },
      { name: hidden, value: "x", base: null },
    ];
    expect(await place.seat.command("save", { ...place.caller, edits })).toEqual({
      ok: false,
      error: { kind: "not-allowed", label: hidden },
    });
    expect(place.patches()).toEqual([]);
  });

  it("is refused for a value that the policy does not take, with the reason", async () => {
    await rollOut({
      attributes: [{ name: "CallerType", label: "Kind of caller", type: "enum", values: ["Member", "Provider"] }],
    });
    await place.signIn();
    expect(await place.save("CallerType", "Alien", "Member")).toEqual({
      ok: false,
      error: {
        kind: "invalid-value",
        label: "Kind of caller",
        problem: { reason: "values", values: ["Member", "Provider"] },
      },
    });
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ ok: true });
  });

  it("can be undone, also where the former value would be refused today", async () => {
    await rollOut({ attributes: [{ name: "CallerType", type: "enum", values: ["Provider"] }] });
    await place.signIn();
    await place.save("CallerType", "Provider", "Member");
    const { undo } = await place.seat.state();
    if (!undo) throw new Error("nothing can be undone");
    expect(await place.seat.command("undo-save", { id: undo.id, ...place.caller })).toMatchObject({
      ok: true,
      value: { accepted: ["CallerType"] },
    });
    await place.clock.settle();
    expect(place.onServer("CallerType")).toBe("Member");
  });
});

it("What is sensitive stands in no history in the clear", async () => {
  await rollOut({ attributes: [{ name: "CallerType", sensitive: true }] });
  await place.signIn();
  await place.save("CallerType", "4711-secret-pin", "Member");
  await place.clock.move(60_000);
  const reply = await place.seat.command("read-history", {});
  expect(reply).toMatchObject({ value: { entries: [{ name: "CallerType", after: "••••••••in" }] } });
  expect(JSON.stringify([...(await place.seat.database.all("history/")).values()])).not.toContain("4711");
});

it("In the native dialect a new number is a number", async () => {
  await rollOut({ dialect: "interactions", attributes: [{ name: "lifetime_value", type: "number" }] });
  await place.signIn();
  await place.save("lifetime_value", "12500", null);
  expect(place.patches()).toEqual([{ attributes: { lifetime_value: 12500 } }]);
});

it("The tags' policy is the same object until the policy changes: it is asked for with every attribute of every call", async () => {
  const { stored } = place.seat;
  const policy = createPolicy(stored);
  const before = policy.tags();
  expect(policy.tags()).toBe(before);
  await stored.managed.set({ tags: { attribute: "QM" } });
  await policy.restore();
  expect(policy.tags()).toMatchObject({ ...before, attribute: "QM" });
  expect(policy.tags()).toBe(policy.tags());
});
