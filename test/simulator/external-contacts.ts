import type { Contact } from "./customer-database.ts";
import { errorAnswer } from "./error-answers.ts";
import { json, param, type ApiExchange, type Reply } from "./exchange.ts";
import { apiRoute, type Route } from "./routes.ts";
import type { Shape } from "./shape-parts.ts";

/** How many contacts a lookup answers at most. 1.5 [SDK]. */
const mostContacts = 25;

/** `PhoneNumber` [SDK]. assumed: the form of `display` and of `userInput`; the country is Germany's, as all numbers here. */
function phone(e164: string | null): Shape | undefined {
  if (e164 === null) return undefined;
  return { display: e164, e164, countryCode: "DE", userInput: e164 };
}

/** `ExternalContact`, as far as 1.5 names its members [SDK]; what a contact lacks is absent. */
function contactShape(exchange: ApiExchange, contact: Contact): Shape {
  const expanded = exchange.url.searchParams.getAll("expand").flatMap((list) => list.split(","));
  const isNamed =
    exchange.world.assumed.externalOrganizationShown === "always" ||
    expanded.some((field) => field.endsWith("externalOrganization"));
  const organization = contact.organization === null ? undefined : organizationShape(contact.organization, isNamed);
  return {
    id: contact.id,
    firstName: contact.firstName ?? undefined,
    middleName: contact.middleName ?? undefined,
    lastName: contact.lastName ?? undefined,
    salutation: contact.salutation ?? undefined,
    title: contact.title ?? undefined,
    workPhone: phone(contact.workPhone),
    cellPhone: phone(contact.cellPhone),
    homePhone: phone(contact.homePhone),
    otherPhone: phone(contact.otherPhone),
    workEmail: contact.workEmail ?? undefined,
    personalEmail: contact.personalEmail ?? undefined,
    otherEmail: contact.otherEmail ?? undefined,
    externalOrganization: organization,
    externalIds:
      contact.crmCustomerId === null ? [] : [{ externalSource: { name: "CRM" }, value: contact.crmCustomerId }],
    identifiers: [contact.workPhone, contact.cellPhone, contact.homePhone, contact.otherPhone].flatMap((value) =>
      value === null ? [] : [{ type: "Phone", value }],
    ),
    customFields: contact.customFields,
    externalSystemUrl: contact.externalSystemUrl ?? undefined,
    selfUri: `/api/v2/externalcontacts/contacts/${contact.id}`,
  };
}

/** An id for an organization that is nothing but a name here. */
function organizationShape(name: string, isNamed: boolean): Shape {
  const hex = Buffer.from(name).toString("hex").padEnd(12, "0").slice(0, 12);
  const id = `55555555-0000-4000-8000-${hex}`;
  return { id, name: isNamed ? name : undefined, selfUri: `/api/v2/externalcontacts/organizations/${id}` };
}

function lookUp(exchange: ApiExchange): Reply {
  const wanted = exchange.url.searchParams.get("lookupVal") ?? "";
  if (wanted === "") return errorAnswer(400, "bad.request");
  const contacts = exchange.world.customers.get().contactsWithNumber(wanted).slice(0, mostContacts);
  return json(200, { contacts: contacts.map((contact) => contactShape(exchange, contact)) });
}

function one(exchange: ApiExchange): Reply {
  const contact = exchange.world.customers.get().contact(param(exchange, "contactId"));
  return contact === undefined ? errorAnswer(404, "not.found") : json(200, contactShape(exchange, contact));
}

// The scope's name is in public lists of Genesys' scopes; that these endpoints ask for it is inferred (5.3).
const scopes = ["external-contacts", "external-contacts:readonly"];

/** Genesys External Contacts, as far as 1.5 has them. */
export const externalContactRoutes: readonly Route[] = [
  apiRoute(
    "GET",
    "/api/v2/externalcontacts/reversewhitepageslookup",
    { scopes, permissions: ["externalContacts:contact:view"] },
    lookUp,
  ),
  apiRoute(
    "GET",
    "/api/v2/externalcontacts/contacts/:contactId",
    { scopes, permissions: ["externalContacts:contact:view", "relate:contact:view"] },
    one,
  ),
];
