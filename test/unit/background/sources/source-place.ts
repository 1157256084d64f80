import type { ShownSource } from "../../../../src/protocol/sources.ts";
import { createWorkplace, type Workplace } from "../../../moved-clock/workplace.ts";
import type { Assumptions } from "../../../simulator/assumptions.ts";
import type { ControlInput } from "../../../simulator/control-inputs.ts";
import { seededNumbers } from "../../../simulator/customer-seed.ts";
import { actionIds } from "../../../simulator/data-actions.ts";

/** The numbers as calls have them. */
export const tel = {
  one: `tel:${seededNumbers.one}`,
  several: `tel:${seededNumbers.several}`,
  linked: `tel:${seededNumbers.linked}`,
  unknown: `tel:${seededNumbers.unknown}`,
};

export const crm = {
  name: "CRM",
  kind: "dataAction",
  actionId: actionIds.crm,
  input: { phone: "{ani.e164}" },
  map: { Tier: "$.customer.tier", CustomerId: "$.customer.id", Vip: "$.customer.vip" },
};
export const loyalty = {
  name: "Loyalty",
  kind: "dataAction",
  actionId: actionIds.loyalty,
  input: { phone: "{ani.e164}" },
  map: {
    crm_customer_id: "$.crm_customer_id",
    lifetime_value: "$.lifetime_value",
    preferred_language: "$.preferred_language",
  },
};
export const contacts = {
  name: "Contacts",
  kind: "externalContacts",
  map: { LastName: "$.lastName", Title: "$.title" },
};

/** Anna's seat, and a call whose caller sources are asked about. */
export interface SourcePlace extends Workplace {
  /** What pages are told of a source. */
  source(name: string): Promise<ShownSource | undefined>;
  /** Requests to sources. */
  asked(): string[];
  /** Signs in, and waits until the sources have answered. */
  comeIn(person?: string): Promise<void>;
  /** Has a source asked, by the person. */
  ask(source: string): Promise<void>;
  choose(source: string, contactId: string): Promise<void>;
  apply(source: string, names: readonly string[]): Promise<unknown>;
  undo(): ReturnType<Workplace["undo"]>;
  undoSource(source: string): Promise<unknown>;
  /** What was written to attributes, one object for each PATCH. */
  written(): unknown[];
}

/** A workplace whose organization has these sources, and this policy besides; the call comes from a number that the CRM knows. */
export async function createSourcePlace(
  sources: readonly object[],
  call: ControlInput<"placeCall"> = {},
  { policy = {}, assumed = {} }: { policy?: object; assumed?: Partial<Assumptions> } = {},
): Promise<SourcePlace> {
  const place = await createWorkplace(assumed, {
    attributes: { Tier: "silver", Vip: "" },
    ani: tel.one,
    ...call,
  });
  await place.seat.stored.managed.set({ ...policy, sources });
  const { conversationId } = place.call;
  const source = async (name: string): Promise<ShownSource | undefined> =>
    (await place.seat.state()).sources.find((one) => one.name === name);
  return {
    ...place,
    source,
    asked: () => place.requests().filter((request) => /externalcontacts|integrations/.test(request)),
    async comeIn(person = "Anna Agent") {
      place.seat.openView();
      place.seat.browser.person = person;
      await place.seat.command("sign-in", {});
      await place.clock.move(3_000);
    },
    async ask(name) {
      await place.seat.command("ask-source", { conversationId, source: name });
      await place.clock.move(2_000);
    },
    async choose(name, contactId) {
      await place.seat.command("choose-contact", { conversationId, source: name, contactId });
      await place.clock.move(3_000);
    },
    async apply(name, names) {
      const shown = await source(name);
      const values = shown?.progress.status === "answered" ? shown.progress.values : [];
      const edits = values.filter((value) => names.includes(value.name));
      const reply = await place.seat.command("apply-source", { ...place.caller, source: name, edits });
      await place.clock.move(3_000);
      return reply;
    },
    async undo() {
      const reply = await place.undo();
      await place.clock.move(3_000);
      return reply;
    },
    async undoSource(name) {
      const reply = await place.seat.command("undo-source", { ...place.caller, source: name });
      await place.clock.move(3_000);
      return reply;
    },
    written: () => place.patches().map((body) => (body as { attributes: unknown }).attributes),
  };
}
