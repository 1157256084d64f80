import { describe, expect, it } from "vitest";
import { linkedContactId } from "../../../simulator/customer-seed.ts";
import { sourceFaults } from "./source-faults.ts";
import { contacts, createSourcePlace, crm } from "./source-place.ts";

describe.each([
  ["by number", "ask"],
  ["by number", "auto"],
  ["by link", "ask"],
  ["by link", "auto"],
] as const)("External Contacts that go wrong, %s (%s)", (how, apply) => {
  it.each(sourceFaults("externalContacts:contact:view"))(
    "say so (%s), write nothing, and leave the CRM unharmed",
    async (what, expected) => {
      const call = how === "by link" ? { externalContactId: linkedContactId } : {};
      const place = await createSourcePlace(
        [
          { ...contacts, apply },
          { ...crm, apply },
        ],
        call,
      );
      place.simulator.control.sourceFault({ source: "contacts", what });
      await place.comeIn();
      await place.clock.move(20_000);
      expect((await place.source("Contacts"))?.progress).toMatchObject({ status: "failed", problem: expected });
      expect(place.written()).toEqual(apply === "auto" ? [{ CustomerId: "CUST-998877", Vip: "true" }] : []);
      expect((await place.source("CRM"))?.progress.status).toBe("answered");
      await place.ask("Contacts");
      expect((await place.source("Contacts"))?.progress.status).toBe("answered");
    },
  );
});

describe("The permission that is missing", () => {
  it.each([{}, { externalContactId: linkedContactId }])("is named where the answer names none: %j", async (call) => {
    const place = await createSourcePlace([contacts, crm], call);
    place.simulator.control.fault({ path: "externalcontacts", answer: { status: 403, body: {} } });
    place.simulator.control.fault({ path: "integrations", answer: { status: 403, body: {} } });
    await place.comeIn();
    expect((await place.source("Contacts"))?.progress).toMatchObject({
      problem: { kind: "forbidden", missing: "externalContacts:contact:view" },
    });
    expect((await place.source("CRM"))?.progress).toMatchObject({
      problem: { kind: "forbidden", missing: "integrations:action:execute" },
    });
  });
});
