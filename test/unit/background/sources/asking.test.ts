import { describe, expect, it } from "vitest";
import { linkedContactId } from "../../../simulator/customer-seed.ts";
import { actionIds } from "../../../simulator/data-actions.ts";
import { contacts, createSourcePlace, crm, tel } from "./source-place.ts";

/** The contact with the number `tel.one`. */
const maraId = "33333333-0000-4000-8000-0000000000a1";

describe("A source whose input changes during the call", () => {
  const byAttribute = { ...crm, input: { phone: "{attribute:Phone}" }, map: { CustomerId: "$.customer.id" } };

  it("is asked once for each input, and shows the former answer where the input comes back", async () => {
    const place = await createSourcePlace([byAttribute], { attributes: { Phone: "+4930555010" } });
    await place.comeIn();
    place.simulator.control.setAttributes({ attributes: { Phone: "+4930555020" } });
    await place.clock.move(2_000);
    expect((await place.source("CRM"))?.progress).toMatchObject({ values: [{ value: "CUST-200001" }] });
    place.simulator.control.setAttributes({ attributes: { Phone: "+4930555010" } });
    await place.clock.move(2_000);
    expect((await place.source("CRM"))?.progress).toMatchObject({ values: [{ value: "CUST-998877" }] });
    expect(place.asked()).toHaveLength(2);
  });

  it("shows what was asked last, also where the first answer comes after the second", async () => {
    const place = await createSourcePlace([{ ...byAttribute, apply: "auto" }], {
      attributes: { Phone: "+4930555010" },
    });
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 8_000 });
    await place.comeIn();
    place.simulator.control.setAttributes({ attributes: { Phone: "+4930555020" } });
    await place.clock.move(20_000);
    expect((await place.source("CRM"))?.progress).toMatchObject({ values: [{ value: "CUST-200001" }] });
    expect(place.written()).toEqual([{ CustomerId: "CUST-200001" }]);
  });

  it("is asked by itself a few times only, then by the button", async () => {
    const place = await createSourcePlace([byAttribute], { attributes: { Phone: "+4930555010" } });
    await place.comeIn();
    for (let turn = 1; turn <= 10; turn += 1) {
      place.simulator.control.setAttributes({ attributes: { Phone: `+49305550${(40 + turn).toString()}` } });
      await place.clock.move(2_000);
    }
    expect(place.asked()).toHaveLength(5);
    expect((await place.source("CRM"))?.progress).toEqual({ status: "not-asked" });
    await place.ask("CRM");
    expect(place.asked()).toHaveLength(6);
    expect((await place.source("CRM"))?.progress.status).toBe("nothing");
  });
});

describe("Sources that are asked with what they write", () => {
  it("never ask in circles: one that fills its own input is asked once", async () => {
    const place = await createSourcePlace([], { attributes: { Step: "0" } });
    const { actionId } = place.simulator.control.defineAction({ answer: { next: "1" } });
    const circle = { ...crm, actionId, input: { step: "{attribute:Step}" }, map: { Step: "$.next" } };
    await place.seat.stored.managed.set({ sources: [{ ...circle, apply: "auto", overwrite: ["Step"] }] });
    await place.comeIn();
    await place.clock.move(30_000);
    expect(place.asked()).toHaveLength(1);
    expect(place.onServer("Step")).toBe("1");
  });

  it("come to rest where two feed each other", async () => {
    const place = await createSourcePlace([], { attributes: { A: "0", B: "0" } });
    let round = 0;
    const define = (actionId?: string): string => {
      round += 1;
      return place.simulator.control.defineAction({ ...(actionId ? { actionId } : {}), answer: { next: round } })
        .actionId;
    };
    const ids = [define(), define()];
    const source = (name: string, actionId: string, from: string, to: string): object => ({
      ...{ name, kind: "dataAction", actionId, input: { value: `{attribute:${from}}` }, map: { [to]: "$.next" } },
      ...{ apply: "auto", overwrite: [to] },
    });
    const [one = "", two = ""] = ids;
    await place.seat.stored.managed.set({ sources: [source("One", one, "A", "B"), source("Two", two, "B", "A")] });
    await place.comeIn();
    for (let turn = 0; turn < 40; turn += 1) {
      define(one);
      define(two);
      await place.clock.move(1_000);
    }
    expect(place.asked().length).toBeLessThanOrEqual(10);
    const rested = place.asked().length;
    await place.clock.move(60_000);
    expect(place.asked()).toHaveLength(rested);
  });
});

describe("An external contact that the call is linked to later", () => {
  it("is not asked for where it is the one that was found by the number", async () => {
    const place = await createSourcePlace([contacts]);
    await place.comeIn();
    place.simulator.control.linkContact({ contactId: maraId });
    await place.clock.move(3_000);
    expect(place.asked()).toHaveLength(1);
    expect((await place.source("Contacts"))?.progress).toMatchObject({
      values: [{ value: "Lind" }, { name: "Title" }],
    });
  });

  it("is not asked for where it comes while the number is being asked for", async () => {
    const place = await createSourcePlace([contacts]);
    place.simulator.control.sourceFault({ source: "contacts", what: "slow", delayMs: 5_000 });
    await place.comeIn();
    place.simulator.control.linkContact({ contactId: maraId });
    await place.clock.move(10_000);
    expect(place.asked()).toHaveLength(1);
  });

  it("is asked for where it is somebody else, once", async () => {
    const place = await createSourcePlace([contacts], { ani: tel.several });
    await place.comeIn();
    place.simulator.control.linkContact({ contactId: linkedContactId });
    await place.clock.move(3_000);
    place.simulator.control.setAttributes({ attributes: { Other: "x" } });
    await place.clock.move(3_000);
    expect(place.asked()).toHaveLength(2);
    expect((await place.source("Contacts"))?.progress).toMatchObject({
      values: [{ value: "Voss" }, { name: "Title" }],
    });
  });
});

describe("A supervisor who listens", () => {
  it("never asks by themselves; the button is theirs", async () => {
    const place = await createSourcePlace([crm, { ...contacts, when: "alerting" }]);
    place.simulator.control.supervise({ user: "sara", kind: "monitor" });
    await place.comeIn("Sara Supervisor");
    place.simulator.control.setAttributes({ attributes: { Other: "x" } });
    await place.clock.move(60_000);
    expect((await place.shownCall())?.role).toBe("supervisor");
    expect(place.asked()).toEqual([]);
    expect((await place.source("CRM"))?.progress).toEqual({ status: "not-asked" });
    await place.ask("CRM");
    expect((await place.source("CRM"))?.progress.status).toBe("answered");
  });
});

describe("What happens while a source is being asked", () => {
  async function whileAsking() {
    const place = await createSourcePlace([{ ...crm, apply: "auto" }]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 10_000 });
    await place.comeIn();
    expect((await place.source("CRM"))?.progress).toEqual({ status: "asking" });
    return place;
  }

  it("drops the answer for a caller who was replaced, and asks for the new one", async () => {
    const place = await whileAsking();
    place.simulator.control.replaceCaller({ attributes: { Vip: "no" } });
    await place.clock.move(5_000);
    const shown = await place.source("CRM");
    expect(shown?.participantId).not.toBe(place.caller.participantId);
    expect(shown?.progress.status).toBe("answered");
    await place.clock.move(30_000);
    // Vip is theirs already; the old leg got nothing.
    expect(place.written()).toEqual([{ Tier: "gold", CustomerId: "CUST-998877" }]);
    expect(place.onServer("CustomerId")).toBeUndefined();
    expect(place.asked()).toHaveLength(2);
  });

  it("says so when the background is ended, asks nothing by itself, and asks again by the button", async () => {
    const place = await whileAsking();
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(60_000);
    expect((await place.source("CRM"))?.progress).toEqual({ status: "interrupted" });
    expect(place.asked()).toHaveLength(1);
    expect(place.written()).toEqual([]);
    await place.ask("CRM");
    expect((await place.source("CRM"))?.progress.status).toBe("answered");
  });

  it("takes no longer than the policy's timeoutSeconds, for each source alone", async () => {
    const place = await createSourcePlace([
      { ...crm, timeoutSeconds: 2 },
      { ...crm, name: "Patient", timeoutSeconds: 20 },
    ]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 10_000, times: 2 });
    await place.comeIn();
    expect((await place.source("CRM"))?.progress).toEqual({ status: "failed", problem: { kind: "timeout" } });
    expect((await place.source("Patient"))?.progress).toEqual({ status: "asking" });
    await place.clock.move(10_000);
    expect((await place.source("Patient"))?.progress.status).toBe("answered");
  });

  it("is not asked again for an ended call, whoever presses the button", async () => {
    const place = await createSourcePlace([{ ...crm, when: "onDemand" }]);
    await place.comeIn();
    place.simulator.control.end();
    place.simulator.control.finishWrapup();
    await place.clock.move(3_000);
    await place.ask("CRM");
    expect(place.asked()).toEqual([]);
    expect(await place.source("CRM")).toBeUndefined();
  });
});

describe("Nothing that can be written", () => {
  it("is not asked for where the policy's map is empty, and that is said", async () => {
    const place = await createSourcePlace([{ ...crm, map: {} }]);
    await place.comeIn();
    await place.ask("CRM");
    expect(place.asked()).toEqual([]);
    expect((await place.source("CRM"))?.progress).toEqual({ status: "unmapped" });
  });

  it.each([{}, { customer: null }, { customer: {} }, []])("was found, where the answer is %j", async (answer) => {
    const place = await createSourcePlace([]);
    const { actionId } = place.simulator.control.defineAction({ answer });
    await place.seat.stored.managed.set({ sources: [{ ...crm, actionId }] });
    await place.comeIn();
    expect((await place.source("CRM"))?.progress).toMatchObject({ status: "nothing", isKnown: false });
  });

  it("is known of a contact who has none of the mapped values; the record can be opened all the same", async () => {
    const link = "https://crm.example/c/{value}";
    const place = await createSourcePlace([{ ...contacts, map: { Fax: "$.otherPhone.e164" }, link }]);
    await place.comeIn();
    expect((await place.source("Contacts"))?.progress).toMatchObject({
      status: "nothing",
      isKnown: true,
      link: { url: `https://crm.example/c/${maraId}`, host: "crm.example" },
    });
  });
});

describe("The link to the record", () => {
  const link = "https://crm.example/c/{value}?x=1";
  it("has the contact's id, for a Data Action the first mapped value, encoded", async () => {
    const place = await createSourcePlace([
      { ...contacts, link },
      { ...crm, map: { Language: "$.customer.language", Tier: "$.customer.tier" }, link },
    ]);
    await place.comeIn();
    const urls = [await place.source("Contacts"), await place.source("CRM")].map((shown) =>
      shown?.progress.status === "answered" ? shown.progress.link?.url : undefined,
    );
    expect(urls).toEqual([`https://crm.example/c/${maraId}?x=1`, "https://crm.example/c/en-US?x=1"]);
  });

  it.each([
    ["an answer without it", { tier: "gold" }],
    ["an answer in which it is empty", { id: "", tier: "gold" }],
    ["an answer in which it is null", { id: null, tier: "gold" }],
  ])("leads nowhere, and never to another value, where the map's first one is missing: %s", async (_, customer) => {
    const place = await createSourcePlace([]);
    const { actionId } = place.simulator.control.defineAction({ answer: { customer } });
    const map = { CustomerId: "$.customer.id", Tier: "$.customer.tier" };
    await place.seat.stored.managed.set({ sources: [{ ...crm, actionId, map, link }] });
    await place.comeIn();
    expect((await place.source("CRM"))?.progress).toMatchObject({
      status: "answered",
      values: [{ name: "Tier", value: "gold" }],
      link: null,
    });
  });

  it("is left out where a value would stand in it that the organization hides, and stays where it would not", async () => {
    const map = { CustomerId: "$.customer.id", Tier: "$.customer.tier" };
    const policy = { attributes: [{ name: "Tier" }, { name: "LastName" }], unlisted: "hide" };
    const place = await createSourcePlace(
      [
        { ...crm, map, link },
        { ...contacts, link },
      ],
      {},
      { policy },
    );
    await place.comeIn();
    expect((await place.source("CRM"))?.progress).toMatchObject({ values: [{ name: "Tier" }], link: null });
    expect((await place.source("Contacts"))?.progress).toMatchObject({ link: { host: "crm.example" } });
    await place.seat.stored.managed.set({ ...policy, attributes: [{ name: "CustomerId" }] });
    await place.clock.move(1_000);
    expect((await place.source("CRM"))?.progress).toMatchObject({
      values: [{ name: "CustomerId" }],
      link: { host: "crm.example" },
    });
  });

  it("is left out where a sensitive value would stand in it", async () => {
    const place = await createSourcePlace(
      [{ ...crm, map: { CustomerId: "$.customer.id" }, link }],
      {},
      {
        policy: { attributes: [{ name: "CustomerId", sensitive: true }] },
      },
    );
    await place.comeIn();
    expect((await place.source("CRM"))?.progress).toMatchObject({ status: "answered", link: null });
  });
});
