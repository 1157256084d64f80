import { describe, expect, it } from "vitest";
import type { Json } from "../../../simulator/json.ts";
import type { Assumptions } from "../../../simulator/assumptions.ts";
import type { ControlInput } from "../../../simulator/control-inputs.ts";
import type { SourceProgress } from "../../../../src/protocol/sources.ts";
import { linkedContactId, seededNumbers } from "../../../simulator/customer-seed.ts";
import { actionIds } from "../../../simulator/data-actions.ts";
import { sourceFaults } from "./source-faults.ts";
import { contacts, createSourcePlace, crm, loyalty, type SourcePlace, tel } from "./source-place.ts";

let place: SourcePlace;

/** A workplace whose organization has these sources; the call comes from that number. */
async function work(
  sources: readonly object[],
  call: ControlInput<"placeCall"> = {},
  assumed: Partial<Assumptions> = {},
): Promise<void> {
  place = await createSourcePlace(sources, call, { assumed });
}

async function progress(name: string): Promise<SourceProgress | undefined> {
  return (await place.source(name))?.progress;
}

async function cutAnswer(): Promise<{ actionId: string }> {
  await work([], { attributes: { Other: "x" } });
  return place.simulator.control.defineAction({ answer: { note: "\ud83d" } });
}

describe("A source", () => {
  it("is asked once when the call is live, and proposes what is new or empty", async () => {
    await work([crm]);
    await place.comeIn();
    expect(place.asked()).toEqual([`POST /api/v2/integrations/actions/${actionIds.crm}/execute`]);
    expect(await progress("CRM")).toMatchObject({
      status: "answered",
      values: [
        { name: "Tier", value: "gold", base: "silver", isByRule: false },
        { name: "CustomerId", value: "CUST-998877", base: null, isByRule: true },
        { name: "Vip", value: "true", base: "", isByRule: true },
      ],
    });
    expect(place.patches()).toEqual([]);
  });

  it("is asked nothing again by a second look, an event, a killed background or a reconnect", async () => {
    await work([crm, contacts]);
    await place.comeIn();
    place.simulator.control.clearReceived();
    place.simulator.control.setAttributes({ attributes: { Other: "x" } });
    await place.clock.move(1_000);
    place.simulator.control.dropSockets({});
    await place.clock.move(60_000);
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(60_000);
    expect(place.asked()).toEqual([]);
    expect((await progress("CRM"))?.status).toBe("answered");
  });

  it("is asked while the popup is closed, on a live leg of one's own only", async () => {
    await work([crm], { state: "ringing" });
    await place.comeIn();
    expect(place.asked()).toEqual([]);
    place.simulator.control.answer();
    await place.clock.move(2_000);
    expect(place.asked()).toHaveLength(1);
  });

  it("is asked while the call rings, where the policy says so", async () => {
    await work([{ ...crm, when: "alerting" }], { state: "ringing" });
    await place.comeIn();
    expect((await progress("CRM"))?.status).toBe("answered");
  });

  it("is asked when the policy arrives late", async () => {
    await work([]);
    await place.comeIn();
    await place.seat.stored.managed.set({ sources: [crm] });
    await place.clock.move(2_000);
    expect((await progress("CRM"))?.status).toBe("answered");
  });

  it("waits for the person where the policy says so", async () => {
    await work([{ ...crm, when: "onDemand" }]);
    await place.comeIn();
    expect(place.asked()).toEqual([]);
    expect(await progress("CRM")).toEqual({ status: "not-asked" });
    await place.seat.command("ask-source", { conversationId: place.call.conversationId, source: "CRM" });
    await place.clock.move(2_000);
    expect((await progress("CRM"))?.status).toBe("answered");
  });

  it("is not asked where the call has no number, and says what is missing", async () => {
    await work([crm], { ani: "sip:anonymous@anonymous.invalid" });
    await place.comeIn();
    expect(place.asked()).toEqual([]);
    expect(await progress("CRM")).toEqual({ status: "no-input", missing: ["ani.e164"] });
  });

  it("is asked for the caller's number on a call that we made, never for our own", async () => {
    await work([crm], { kind: "outbound" });
    await place.comeIn();
    const [request] = place.simulator.control
      .received({ method: "POST" })
      .filter(({ path }) => path.includes("actions"));
    expect(request?.body).toBe(JSON.stringify({ phone: seededNumbers.one }));
  });

  it("freezes nothing by a sensitive answer that is cut inside a character", async () => {
    const { actionId } = await cutAnswer();
    await place.seat.stored.managed.set({
      attributes: [{ name: "Note", sensitive: true }],
      sources: [{ ...crm, actionId, map: { Note: "$.note" }, link: "https://crm.example/{value}" }],
    });
    await place.comeIn();
    expect((await progress("CRM"))?.status).toBe("answered");
    expect(await place.save("Other", "y", "x")).toMatchObject({ ok: true });
  });

  it("is forgotten when the call has ended, and its answer dropped if it comes later", async () => {
    await work([crm]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 10_000 });
    await place.comeIn();
    expect(await progress("CRM")).toEqual({ status: "asking" });
    place.simulator.control.end();
    place.simulator.control.finishWrapup();
    await place.clock.move(30_000);
    expect((await progress("CRM"))?.status ?? "not-asked").toBe("not-asked");
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain("CUST-998877");
  });

  it("leaves nothing behind after sign-out", async () => {
    await work([crm]);
    await place.comeIn();
    await place.seat.command("sign-out", { everywhere: false });
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain("CUST-998877");
  });
});

describe("What was chosen of a proposal", () => {
  it("goes by one PATCH of exactly those keys, and is read back", async () => {
    await work([crm]);
    await place.comeIn();
    expect(await place.apply("CRM", ["CustomerId", "Vip"])).toEqual({
      ok: true,
      value: { accepted: ["CustomerId", "Vip"], conflicts: [], refused: [] },
    });
    expect(place.patches()).toEqual([{ attributes: { CustomerId: "CUST-998877", Vip: "true" } }]);
    expect(await place.shown("CustomerId")).toBe("CUST-998877");
    expect(await place.source("CRM")).toMatchObject({ written: ["CustomerId", "Vip"], isUndoable: false });
    expect(await place.changes()).toEqual([]);
  });

  it("is in the history with the source's name, and can be undone", async () => {
    await work([crm]);
    await place.comeIn();
    await place.apply("CRM", ["CustomerId"]);
    const history = await place.seat.command("read-history", {});
    expect(history).toMatchObject({ ok: true, value: { entries: [{ name: "CustomerId", source: "CRM" }] } });
    await place.undo();
    await place.clock.move(2_000);
    expect(place.onServer("CustomerId")).toBe("");
  });

  it("that somebody else wrote meanwhile is asked about, not overwritten; the rest is saved", async () => {
    await work([crm]);
    await place.comeIn();
    place.simulator.control.setAttributes({ attributes: { CustomerId: "IVR-1" } });
    await place.clock.move(1_000);
    expect(await place.apply("CRM", ["CustomerId", "Vip"])).toEqual({
      ok: true,
      value: { accepted: ["Vip"], conflicts: ["CustomerId"], refused: [] },
    });
    expect(place.onServer("CustomerId")).toBe("IVR-1");
    expect(place.onServer("Vip")).toBe("true");
    expect(place.drafts()).toHaveLength(1);
  });

  it("never takes the place of what the person typed there", async () => {
    await work([crm]);
    await place.comeIn();
    place.simulator.control.setAttributes({ attributes: { CustomerId: "IVR-1" } });
    await place.clock.move(1_000);
    await place.seat.type(place.caller, "CustomerId", "my own", null);
    await place.apply("CRM", ["CustomerId"]);
    expect(JSON.stringify([...place.seat.stored.session.items])).toContain("my own");
  });

  it("goes to the leg that it was proposed for, or nowhere", async () => {
    await work([crm]);
    await place.comeIn();
    const other = { ...place.caller, participantId: place.caller.conversationId };
    const edits = [{ name: "CustomerId", value: "CUST-998877", base: null }];
    expect(await place.seat.command("apply-source", { ...other, source: "CRM", edits })).toMatchObject({
      value: { accepted: [] },
    });
    expect(place.patches()).toEqual([]);
  });

  it("is what the source said, and nothing that a page names besides", async () => {
    await work([crm]);
    await place.comeIn();
    for (const edit of [
      { name: "Stolen", value: "CUST-998877", base: null },
      { name: "CustomerId", value: "CUST-112233", base: null },
    ]) {
      await place.seat.command("apply-source", { ...place.caller, source: "CRM", edits: [edit] });
      await place.clock.move(2_000);
    }
    expect(place.patches()).toEqual([]);
  });

  it("is what was on screen: not what the source has answered since", async () => {
    await work([], { attributes: {} });
    const { actionId } = place.simulator.control.defineAction({ answer: { id: "A", tier: "gold" } });
    const map = { CustomerId: "$.id", Tier: "$.tier" };
    await place.seat.stored.managed.set({ sources: [{ ...crm, actionId, map }] });
    await place.comeIn();
    const shown = await progress("CRM");
    const edits = shown?.status === "answered" ? shown.values : [];
    place.simulator.control.defineAction({ actionId, answer: { id: "B", tier: "gold" } });
    await place.ask("CRM");
    expect(await place.seat.command("apply-source", { ...place.caller, source: "CRM", edits })).toEqual({
      ok: false,
      error: { kind: "conflict" },
    });
    expect(place.patches()).toEqual([]);
    await place.apply("CRM", ["CustomerId"]);
    expect(place.onServer("CustomerId")).toBe("B");
  });
});

describe("What the policy forbids", () => {
  it("is proposed to nobody's click: a read-only attribute is left alone, the others are written", async () => {
    await work([{ ...crm, apply: "auto" }]);
    await place.seat.stored.managed.set({ attributes: [{ name: "CustomerId", edit: [] }] });
    await place.comeIn();
    expect(place.patches()).toEqual([{ attributes: { Vip: "true" } }]);
    expect(await progress("CRM")).toMatchObject({
      values: [{ name: "Tier" }, { name: "CustomerId", problem: { kind: "not-allowed" } }, { name: "Vip" }],
    });
  });

  it("is not seen: sensitive values are published masked, and applied as they are", async () => {
    await work([crm]);
    await place.seat.stored.managed.set({ attributes: [{ name: "CustomerId", sensitive: true }] });
    await place.comeIn();
    const state = JSON.stringify((await place.seat.state()).sources);
    expect(state).not.toContain("CUST-998877");
    expect(await place.apply("CRM", ["CustomerId"])).toMatchObject({ value: { accepted: ["CustomerId"] } });
    expect(place.onServer("CustomerId")).toBe("CUST-998877");
  });
});

describe.each(["conversations", "interactions"] as const)("The document's own example in the dialect %s", (dialect) => {
  it("is written by auto onto what is there, read back, and overwrites nothing", async () => {
    await work([{ ...loyalty, apply: "auto" }], {
      attributes: { preferred_language: "de-DE", CustomerType: "business" },
    });
    await place.seat.stored.managed.set({ dialect });
    await place.comeIn();
    const value = dialect === "interactions" ? 12_500 : "12500";
    expect(place.patches()).toEqual([{ attributes: { crm_customer_id: "CUST-998877", lifetime_value: value } }]);
    expect(place.onServer("lifetime_value")).toBe(value);
    expect(place.onServer("preferred_language")).toBe("de-DE");
    expect(place.onServer("CustomerType")).toBe("business");
    expect(await place.shown("lifetime_value")).toBe("12500");
    expect(await place.source("Loyalty")).toMatchObject({
      written: ["crm_customer_id", "lifetime_value"],
      isUndoable: true,
    });
    expect(await place.changes()).toEqual([]);
  });

  it("overwrites where the rule says so", async () => {
    await work([{ ...loyalty, apply: "auto", overwrite: ["preferred_language"] }], {
      attributes: { preferred_language: "de-DE" },
    });
    await place.seat.stored.managed.set({ dialect });
    await place.comeIn();
    expect(place.onServer("preferred_language")).toBe("en-US");
  });
});

describe("The JSON type of what a source wrote, where the dialect has types", () => {
  async function written(answer: Json, attributes: readonly object[] = []): Promise<unknown> {
    return writtenText(JSON.stringify({ value: answer }), attributes);
  }
  async function writtenText(answerText: string, attributes: readonly object[] = []): Promise<unknown> {
    await work([], { attributes: { Other: "x" } });
    const { actionId } = place.simulator.control.defineAction({ answerText });
    const sources = [{ ...crm, actionId, apply: "auto", map: { Value: "$.value" } }];
    await place.seat.stored.managed.set({ dialect: "interactions", attributes, sources });
    await place.comeIn();
    return place.onServer("Value");
  }

  it("is that of the answer, for what the policy does not list", async () => {
    expect(await written(12.5)).toBe(12.5);
  });
  it.each([
    ["text", 49_301, "49301"],
    ["phone", 4_930_555_010, "4930555010"],
    ["number", "49301", 49_301],
    ["boolean", "true", true],
    ["json", "[1]", [1]],
  ])("is that of the policy's type %s, whatever the answer's was", async (type, answer, expected) => {
    expect(await written(answer, [{ name: "Value", type }])).toEqual(expected);
  });
  it("is text for an id that JavaScript would round, with every digit", async () => {
    expect(await writtenText('{"value":9007199254740993}')).toBe("9007199254740993");
    expect(await place.shown("Value")).toBe("9007199254740993");
    expect(await place.changes()).toEqual([]);
  });
});

describe("External contacts", () => {
  it("propose what the one contact with this number is", async () => {
    await work([contacts]);
    await place.comeIn();
    expect(place.asked()).toHaveLength(1);
    expect(await progress("Contacts")).toMatchObject({
      status: "answered",
      values: [{ name: "LastName", value: "Lind" }, { name: "Title" }],
    });
  });

  it("ask for the contact that the call is linked to, and for no number", async () => {
    await work([contacts], { ani: tel.several, externalContactId: linkedContactId });
    await place.comeIn();
    expect(place.asked()).toEqual([`GET /api/v2/externalcontacts/contacts/${linkedContactId}`]);
    expect(await progress("Contacts")).toMatchObject({ values: [{ value: "Voss" }, { value: "Owner" }] });
  });

  it("are a choice where several have this number", async () => {
    await work([contacts], { ani: tel.several });
    await place.comeIn();
    const choice = await place.source("Contacts");
    expect(choice).toMatchObject({
      progress: { status: "choice" },
      contacts: [
        { name: "Noel Berg", organization: "Berg Logistik AG", title: "Fleet manager" },
        { name: "Pia Sommer", organization: "", title: "" },
        { name: "Olga Winter" },
      ],
    });
    const contactId = choice?.contacts[2]?.id ?? "";
    const { conversationId } = place.call;
    await place.seat.command("choose-contact", { conversationId, source: "Contacts", contactId });
    await place.clock.move(2_000);
    expect(await progress("Contacts")).toMatchObject({ values: [{ value: "Winter" }, { value: "Dispatcher" }] });
  });

  it("know nobody with an unknown number", async () => {
    await work([contacts], { ani: tel.unknown });
    await place.comeIn();
    expect((await progress("Contacts"))?.status).toBe("nothing");
  });
});

const faults = [
  ...sourceFaults(expect.stringContaining("integrations:action:execute")),
  ["ownError", { kind: "rejected", status: 400, detail: "The customer system is closed for the night." }],
] as const;

describe.each(["ask", "auto"] as const)("A source that goes wrong (%s)", (apply) => {
  it.each(faults)("by %s says so, writes nothing, and leaves the other one unharmed", async (what, expected) => {
    await work([
      { ...crm, apply },
      { ...contacts, apply },
    ]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what });
    await place.comeIn();
    await place.clock.move(20_000);
    expect(await progress("CRM")).toMatchObject({ status: "failed", problem: expected });
    expect((await progress("Contacts"))?.status).toBe("answered");
    const written = place.patches().flatMap((body) => Object.keys((body as { attributes: object }).attributes));
    expect(written).toEqual(apply === "auto" ? ["LastName", "Title"] : []);
  });

  it("is asked again by the button, and answers then", async () => {
    await work([{ ...crm, apply }]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "unavailable" });
    await place.comeIn();
    expect((await progress("CRM"))?.status).toBe("failed");
    await place.seat.command("ask-source", { conversationId: place.call.conversationId, source: "CRM" });
    await place.clock.move(2_000);
    expect((await progress("CRM"))?.status).toBe("answered");
  });
});
