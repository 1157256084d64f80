import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";
import { crm } from "./sources/source-place.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

async function take(configuration: Record<string, unknown>) {
  const reply = await place.seat.command("import-configuration", { configuration });
  await place.clock.move(1_000);
  return reply;
}

describe("A configuration file", () => {
  it("that is imported holds, also after the background was killed", async () => {
    expect(await take({ unlisted: "read", limits: { totalBytes: 5_000 } })).toEqual({
      ok: true,
      value: { findings: [] },
    });
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(1_000);
    expect(await place.seat.state()).toMatchObject({ policy: { unlisted: "read" }, limits: { totalBytes: 5_000 } });
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ ok: false });
  });

  it("gives way to what the organization decided", async () => {
    await place.seat.stored.managed.set({ unlisted: "edit" });
    await take({ unlisted: "read", mask: ["^x+$"] });
    expect((await place.seat.state()).policy).toMatchObject({ unlisted: "edit", mask: ["^x+$"] });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      "attributes",
      { attributes: [{ name: "CallerType", edit: [] }] },
      { tags: { attribute: "X", noteAttribute: "CallerType", for: ["agent"] } },
    ],
    ["unlisted", { unlisted: "read" }, { attributes: [{ name: "CallerType" }] }],
    ["tags", { tags: { attribute: "CallerType" }, unlisted: "read" }, { attributes: [{ name: "CallerType" }] }],
  ])("does not unlock what the organization's `%s` locks", async (_, managed, imported) => {
    await place.seat.stored.managed.set(managed);
    await take({ ...imported, limits: { totalBytes: 5_000 } });
    expect(await place.save("CallerType", "Provider", "Member")).toMatchObject({ error: { kind: "not-allowed" } });
    expect((await place.seat.state()).limits).toEqual({ totalBytes: 5_000 });
  });

  it("unmasks nothing that the organization's policy masks", async () => {
    await place.seat.stored.managed.set({ attributes: [{ name: "CallerType", sensitive: true }] });
    await take({ tags: { attribute: "CallerType", for: ["agent"] } });
    expect(await place.shown("CallerType")).not.toBe("Member");
  });

  it("that masks more has open drafts begin on the mask", async () => {
    await place.seat.type(place.caller, "CallerType", "Provider", "Member");
    await take({ attributes: [{ name: "CallerType", sensitive: true }] });
    const base = await place.shown("CallerType");
    expect(base).not.toBe("Member");
    const draft = place.seat.stored.session.items.get(place.draftKey("CallerType"));
    expect(draft).toMatchObject({ base, value: "Provider" });
  });

  it("has its sources asked about the call that is there", async () => {
    await take({ sources: [crm] });
    expect((await place.seat.state()).sources).toMatchObject([{ name: "CRM", progress: { status: "answered" } }]);
  });

  it("asks a source that writes no more than the organization lets the person write", async () => {
    await place.seat.stored.managed.set({ attributes: [{ name: "Tier", edit: [] }] });
    await take({ sources: [{ ...crm, overwrite: ["Tier"], apply: "auto" }] });
    await place.clock.move(5_000);
    expect((await place.seat.state()).sources).toMatchObject([{ name: "CRM", progress: { status: "answered" } }]);
    expect(place.onServer("CustomerId")).toBeDefined();
    expect(place.onServer("Tier")).toBeUndefined();
  });

  it("that is wrong in one place is not taken at all, and says where", async () => {
    const before = await place.seat.state();
    const reply = await take({ unlisted: "read", attributes: [{ name: "Tier", type: "colour" }], region: "nowhere" });
    expect(reply).toMatchObject({
      ok: true,
      value: { findings: expect.arrayContaining([expect.objectContaining({ path: "attributes[0].type" })]) as unknown },
    });
    expect((await place.seat.state()).policy).toEqual(before.policy);
    expect((await place.seat.state()).account.status).toBe("signed-in");
  });

  it("sets region and client ID as a person does, and locks nothing", async () => {
    await take({ region: "mypurecloud.ie", clientId: "another" });
    const { settings, policy } = await place.seat.state();
    expect(settings).toMatchObject({ region: "mypurecloud.ie", clientId: "another" });
    expect(policy.region).toBeUndefined();
  });

  it("sets a region alone, where no client ID is known yet", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    await place.seat.stored.local.remove(["settings"]);
    place.seat.kill();
    await take({ region: "mypurecloud.ie" });
    expect((await place.seat.state()).settings).toMatchObject({ region: "mypurecloud.ie", clientId: null });
  });

  it("sets the language as a person does, and exports it", async () => {
    await take({ language: "en" });
    const { settings, policy } = await place.seat.state();
    expect([settings.language, policy.language]).toEqual(["en", undefined]);
    const reply = await place.seat.command("export-configuration", {});
    expect(reply.ok && JSON.parse(reply.value.text)).toMatchObject({ language: "en" });
  });

  it("that is exported can be imported again", async () => {
    await take({ unlisted: "read", tags: { for: ["agent"] } });
    const { settings } = await place.seat.state();
    const reply = await place.seat.command("export-configuration", {});
    const { region, clientId, dialect } = settings;
    const configuration = { region, clientId, dialect, unlisted: "read", tags: { for: ["agent"] } };
    const text = reply.ok ? reply.value.text : "";
    expect(JSON.parse(text)).toEqual(configuration);
    expect(await take(configuration)).toEqual({ ok: true, value: { findings: [] } });
  });
});
