import type { NewContact, NewCustomer } from "./customer-database.ts";

/** The contact that calls are linked to in genesys-platform-api.md 2.4 (`externalContact.id`). */
export const linkedContactId = "33333333-0000-4000-8000-0000000000bb";

/** Numbers to test with: one contact, three contacts (of a firm's switchboard), one linked contact, and nobody at all. */
export const seededNumbers = {
  one: "+4930555010",
  several: "+4930555020",
  linked: "+4930555030",
  unknown: "+4930555999",
} as const;

/** External Contacts at the start. */
export const seededContacts: readonly NewContact[] = [
  {
    id: "33333333-0000-4000-8000-0000000000a1",
    firstName: "Mara",
    lastName: "Lind",
    salutation: "Ms",
    title: "Head of purchasing",
    organization: "Lindwerk GmbH",
    cellPhone: seededNumbers.one,
    workEmail: "mara.lind@lindwerk.example",
    externalSystemUrl: "https://crm.example/c/CUST-998877",
    crmCustomerId: "CUST-998877",
    customFields: { segment: "industry", newsletter: true, visits: 4 },
  },
  {
    id: "33333333-0000-4000-8000-0000000000b1",
    firstName: "Noel",
    lastName: "Berg",
    title: "Fleet manager",
    organization: "Berg Logistik AG",
    workPhone: seededNumbers.several,
    crmCustomerId: "CUST-200001",
  },
  {
    id: "33333333-0000-4000-8000-0000000000b2",
    firstName: "Olga",
    lastName: "Winter",
    title: "Dispatcher",
    organization: "Berg Logistik AG",
    workPhone: seededNumbers.several,
  },
  // Same number, no organization: people's own phones are reused too.
  {
    id: "33333333-0000-4000-8000-0000000000b3",
    firstName: "Pia",
    lastName: "Sommer",
    homePhone: seededNumbers.several,
  },
  {
    id: linkedContactId,
    firstName: "Quentin",
    middleName: "R.",
    lastName: "Voss",
    title: "Owner",
    organization: "Voss & Töchter",
    workPhone: seededNumbers.linked,
    personalEmail: "quentin@voss.example",
    crmCustomerId: "CUST-300001",
  },
];

/** The CRM's customers at the start. The first is source-document.txt's example, to the letter. */
export const seededCustomers: readonly NewCustomer[] = [
  {
    crmCustomerId: "CUST-998877",
    phone: seededNumbers.one,
    name: "Mara Lind",
    tier: "gold",
    language: "en-US",
    lifetimeValue: 12_500,
    isVip: true,
    since: "2019-04-01",
  },
  {
    crmCustomerId: "CUST-200001",
    phone: seededNumbers.several,
    name: "Berg Logistik AG",
    tier: "silver",
    language: "de-DE",
    lifetimeValue: 48_210.75,
    isVip: false,
    since: "2021-11-15",
  },
  {
    crmCustomerId: "CUST-300001",
    phone: seededNumbers.linked,
    name: "Voss & Töchter",
    tier: "bronze",
    language: "fr-FR",
    lifetimeValue: 310.5,
    isVip: false,
    since: "2025-01-09",
  },
];
