import { describe, expect, it } from "vitest";
import { linkedContactId, seededNumbers } from "../../simulator/customer-seed.ts";
import { actionIds } from "../../simulator/data-actions.ts";
import type { Json } from "../../simulator/json.ts";
import { type Answered, at, drive, table, type Driven } from "./driven-simulator.ts";

function lookUp(driven: Driven, number: string, rest = "", user = "anna"): Answered {
  const path = `/api/v2/externalcontacts/reversewhitepageslookup?lookupVal=${encodeURIComponent(number)}${rest}`;
  return driven.send("GET", path, { token: driven.tokenOf(user) });
}

function contacts(answer: Answered): Json[] {
  const list = at(answer.json, "contacts");
  return Array.isArray(list) ? list : [];
}

function execute(driven: Driven, actionId: string, body: unknown, user = "anna"): Answered {
  const path = `/api/v2/integrations/actions/${actionId}/execute`;
  return driven.send("POST", path, { token: driven.tokenOf(user), body });
}

describe("the reverse lookup", () => {
  it("finds one contact by their number, with the members that Genesys' model has", () => {
    expect(contacts(lookUp(drive(), seededNumbers.one, "&expand=externalOrganization"))).toEqual([
      {
        id: "33333333-0000-4000-8000-0000000000a1",
        firstName: "Mara",
        lastName: "Lind",
        salutation: "Ms",
        title: "Head of purchasing",
        cellPhone: { display: "+4930555010", e164: "+4930555010", countryCode: "DE", userInput: "+4930555010" },
        workEmail: "mara.lind@lindwerk.example",
        externalOrganization: expect.objectContaining({ name: "Lindwerk GmbH" }) as unknown,
        externalIds: [{ externalSource: { name: "CRM" }, value: "CUST-998877" }],
        identifiers: [{ type: "Phone", value: "+4930555010" }],
        customFields: { segment: "industry", newsletter: true, visits: 4 },
        externalSystemUrl: "https://crm.example/c/CUST-998877",
        selfUri: "/api/v2/externalcontacts/contacts/33333333-0000-4000-8000-0000000000a1",
      },
    ]);
  });

  it("finds several with one number, and nobody with an unknown one", () => {
    const driven = drive();
    const found = contacts(lookUp(driven, seededNumbers.several, "&expand=externalOrganization"));
    expect(table(found, "firstName", "title", "externalOrganization.name")).toEqual([
      ["Noel", "Fleet manager", "Berg Logistik AG"],
      ["Pia", null, null],
      ["Olga", "Dispatcher", "Berg Logistik AG"],
    ]);
    expect(lookUp(driven, seededNumbers.unknown).json).toEqual({ contacts: [] });
    expect(lookUp(driven, "").status).toBe(400);
  });

  it("names organizations only where they are expanded, unless assumed otherwise", () => {
    const driven = drive();
    const organization = (): Json => at(lookUp(driven, seededNumbers.one).json, "contacts", 0, "externalOrganization");
    expect([at(organization(), "id") === null, at(organization(), "name")]).toEqual([false, null]);
    driven.control.assume({ externalOrganizationShown: "always" });
    expect(at(organization(), "name")).toBe("Lindwerk GmbH");
  });

  it("answers 25 contacts at most", () => {
    const driven = drive();
    for (let count = 0; count < 30; count += 1)
      driven.control.addContact({ lastName: `Number ${String(count)}`, workPhone: "+4930555040" });
    expect(contacts(lookUp(driven, "+4930555040"))).toHaveLength(25);
  });

  it("takes text for text: a number that looks like SQL finds nobody and harms nothing", () => {
    const driven = drive();
    expect(contacts(lookUp(driven, "' or '1'='1"))).toEqual([]);
    driven.control.addContact({ lastName: "'; drop table contact; --", workPhone: "+4930555041" });
    expect(contacts(lookUp(driven, "+4930555041"))).toMatchObject([{ lastName: "'; drop table contact; --" }]);
  });

  it("needs its permission", () => {
    const driven = drive();
    driven.control.setPermissions({ user: "anna", permissions: [] });
    expect(lookUp(driven, seededNumbers.one).json).toMatchObject({
      status: 403,
      code: "missing.permissions",
      messageParams: { permissions: "externalContacts:contact:view" },
    });
  });
});

describe("a contact", () => {
  it("that a call is linked to is read by its id, with either permission", () => {
    const driven = drive();
    driven.control.placeCall({ externalContactId: linkedContactId });
    const path = `/api/v2/externalcontacts/contacts/${linkedContactId}`;
    const read = (id = path): Answered => driven.send("GET", id, { token: driven.tokenOf("anna") });
    expect(read().json).toMatchObject({ id: linkedContactId, firstName: "Quentin", middleName: "R." });
    expect(read(`${path}0`).json).toMatchObject({ status: 404, code: "not.found" });
    driven.control.setPermissions({ user: "anna", permissions: ["relate:contact:view"] });
    expect(read().status).toBe(200);
    driven.control.setPermissions({ user: "anna", permissions: [] });
    expect(read().json).toMatchObject({
      code: "missing.any.permissions",
      messageParams: { permissions: "externalContacts:contact:view, relate:contact:view" },
    });
  });
});

describe("the loyalty action", () => {
  it("answers the document's example to the letter", () => {
    const answer = execute(drive(), actionIds.loyalty, { phone: seededNumbers.one });
    expect(answer.text).toBe(
      '{"crm_customer_id":"CUST-998877","lifetime_value":12500.00,"preferred_language":"en-US"}',
    );
    expect(answer.json).toEqual({
      crm_customer_id: "CUST-998877",
      lifetime_value: 12_500,
      preferred_language: "en-US",
    });
  });

  it("has an error of its own for an unknown number, with the status that is assumed", () => {
    const driven = drive();
    const ask = (): Answered => execute(driven, actionIds.loyalty, { phone: seededNumbers.unknown });
    expect(ask()).toMatchObject({ status: 400, json: { fault: { code: "CUSTOMER_NOT_FOUND" } } });
    driven.control.assume({ actionErrorStatus: 404 });
    expect(ask().status).toBe(404);
  });
});

describe("the CRM's action", () => {
  it("remembers each call once, and what was noted", () => {
    const driven = drive();
    const ask = (conversationId?: string): Json =>
      at(execute(driven, actionIds.crm, { phone: seededNumbers.one, conversationId }).json, "customer");
    expect(ask("one")).toMatchObject({ id: "CUST-998877", tier: "gold", vip: true, lifetimeValue: 12_500 });
    driven.wait(60_000);
    expect(ask("one")).toMatchObject({ history: { timesCalled: 1, lastCalledAt: "2026-03-02T09:15:00.000Z" } });
    expect(driven.control.customer({ phone: seededNumbers.one })?.lastCalledAt).toBe("2026-03-02T09:15:00.000Z");
    ask("two");
    execute(driven, actionIds.crmNote, { phone: seededNumbers.one, note: "Wants a callback" });
    expect(ask()).toMatchObject({
      history: { timesCalled: 2, lastCalledAt: "2026-03-02T09:16:00.000Z" },
      notes: ["Wants a callback"],
    });
    expect(driven.control.customer({ phone: seededNumbers.one })).toMatchObject({ timesCalled: 2, tier: "gold" });
    driven.control.reset();
    expect(driven.control.customer({ phone: seededNumbers.one })).toMatchObject({ timesCalled: 0, note: null });
  });

  it("knows nobody of an unknown number until they are added", () => {
    const driven = drive();
    const phone = seededNumbers.unknown;
    expect(execute(driven, actionIds.crm, { phone }).json).toEqual({ customer: null });
    driven.control.addCustomer({ crmCustomerId: "CUST-7", phone, tier: "gold", isVip: true });
    expect(execute(driven, actionIds.crm, { phone }).json).toMatchObject({ customer: { id: "CUST-7", vip: true } });
  });

  it.each([
    ["without a body", undefined, 415],
    ["without its input", {}, 400],
    ["with an input that is no text", { phone: 4930555010 }, 400],
    ["with a list for a body", [], 400],
  ])("refuses a request %s", (_, body, status) => {
    expect(execute(drive(), actionIds.crm, body).status).toBe(status);
  });
});

describe("any action", () => {
  it("needs one of its permissions, and has to exist", () => {
    const driven = drive();
    expect(execute(driven, "custom_-_nothing", {}).json).toMatchObject({ status: 404, code: "not.found" });
    driven.control.setPermissions({ user: "anna", permissions: ["bridge:actions:execute"] });
    expect(execute(driven, actionIds.loyalty, { phone: seededNumbers.one }).status).toBe(200);
    driven.control.setPermissions({ user: "anna", permissions: [] });
    expect(execute(driven, actionIds.loyalty, { phone: seededNumbers.one }).json).toMatchObject({
      status: 403,
      code: "missing.any.permissions",
      messageParams: { permissions: "integrations:action:execute, bridge:actions:execute" },
    });
  });

  it("can be made by a test, with any answer", () => {
    const driven = drive();
    const { actionId } = driven.control.defineAction({ answer: { deep: [1, { er: null }] } });
    expect(execute(driven, actionId, {}).json).toEqual({ deep: [1, { er: null }] });
    driven.control.defineAction({ actionId, answer: "text", status: 422 });
    expect(execute(driven, actionId, {})).toMatchObject({ status: 422, json: "text" });
  });
});

describe("a source's fault", () => {
  const ask = (driven: Driven): Answered => execute(driven, actionIds.crm, { phone: seededNumbers.one });

  it.each([
    ["missingPermission", 403, { code: "missing.any.permissions" }],
    ["notFound", 404, { code: "not.found" }],
    ["ownError", 400, { fault: { code: "CRM-1207" } }],
    ["timeout", 504, { status: 504 }],
    ["unavailable", 503, { code: "service.unavailable" }],
    ["wrongShape", 200, ["not", "what", { was: "expected" }]],
    ["noObject", 200, "not an object"],
    ["tooManyRequests", 429, { code: "too.many.requests.retry.after" }],
  ] as const)("%s is answered %i, once, and only by that source", (what, status, json) => {
    const driven = drive();
    driven.control.sourceFault({ source: "crm", what });
    expect(execute(driven, actionIds.loyalty, { phone: seededNumbers.one }).status).toBe(200);
    expect(lookUp(driven, seededNumbers.one).status).toBe(200);
    const answer = ask(driven);
    expect(answer.status).toBe(status);
    if (typeof json === "string") expect(answer.json).toBe(json);
    else expect(answer.json).toMatchObject(json);
    expect(ask(driven).status).toBe(200);
  });

  it("can be slowness, an answer that never comes, 100 KB, half an answer, a cut connection", () => {
    const driven = drive();
    const { control } = driven;
    control.sourceFault({ source: "crm", what: "slow" });
    expect(ask(driven)).toMatchObject({ status: 200, delayMs: 3_000 });
    control.sourceFault({ source: "crm", what: "neverAnswers" });
    expect(ask(driven).delayMs).toBe(120_000);
    control.sourceFault({ source: "crm", what: "huge" });
    const huge = ask(driven);
    expect(huge.text.length).toBeGreaterThanOrEqual(100 * 1024);
    expect(at(huge.json, "customer", "id")).toBe("CUST-100000");
    control.sourceFault({ source: "crm", what: "malformed" });
    expect(ask(driven).json).toBeNull();
    control.sourceFault({ source: "crm", what: "cutOff" });
    expect(() => ask(driven)).toThrow("the connection was cut");
  });

  it("can be External Contacts', or that of an action that a test has made", () => {
    const driven = drive();
    driven.control.sourceFault({ source: "contacts", what: "missingPermission", times: 2 });
    expect(lookUp(driven, seededNumbers.one).json).toMatchObject({
      messageParams: { permissions: "externalContacts:contact:view" },
    });
    expect(lookUp(driven, seededNumbers.one).status).toBe(403);
    expect(lookUp(driven, seededNumbers.one).status).toBe(200);
    driven.control.sourceFault({ source: "contacts", what: "huge" });
    expect(lookUp(driven, seededNumbers.one).text.length).toBeGreaterThanOrEqual(100 * 1024);
    const { actionId } = driven.control.defineAction({ answer: {} });
    driven.control.sourceFault({ source: actionId, what: "tooManyRequests", retryAfterSeconds: 5 });
    expect(execute(driven, actionId, {}).headers["retry-after"]).toBe("5");
    expect(() => {
      driven.control.sourceFault({ source: "nobody", what: "slow" });
    }).toThrow("no such source");
  });
});
