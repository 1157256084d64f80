import initSqlJs, { type Database, type SqlValue } from "sql.js";
import * as z from "zod/mini";
import { seededContacts, seededCustomers } from "./customer-seed.ts";
import { jsonSchema, type Json } from "./json.ts";

const sqlite = await initSqlJs();

const phones = ["workPhone", "cellPhone", "homePhone", "otherPhone"] as const;
const names = ["firstName", "middleName", "lastName", "salutation", "title"] as const;
const emails = ["workEmail", "personalEmail", "otherEmail"] as const;
const contactColumns = [
  "id",
  ...names,
  ...phones,
  ...emails,
  "organization",
  "externalSystemUrl",
  "crmCustomerId",
  "customFields",
] as const;

const text = z.nullable(z.string());
const contactSchema = z.object({
  id: z.string(),
  firstName: text,
  middleName: text,
  lastName: text,
  salutation: text,
  title: text,
  workPhone: text,
  cellPhone: text,
  homePhone: text,
  otherPhone: text,
  workEmail: text,
  personalEmail: text,
  otherEmail: text,
  organization: text,
  externalSystemUrl: text,
  crmCustomerId: text,
  customFields: z.pipe(
    z.string(),
    z.transform((json) => z.parse(z.record(z.string(), jsonSchema), JSON.parse(json))),
  ),
});

/** A row of External Contacts. Phone numbers are E.164. */
export type Contact = z.infer<typeof contactSchema>;

/** A contact to add: names of `ExternalContact` (1.5 [SDK]), phone numbers as E.164. */
export type NewContact = { id: string; customFields?: Record<string, Json> } & Partial<
  Record<Exclude<(typeof contactColumns)[number], "id" | "customFields">, string>
>;

const customerSchema = z.object({
  crmCustomerId: z.string(),
  phone: z.string(),
  name: z.string(),
  tier: z.string(),
  language: z.string(),
  lifetimeValue: z.number(),
  isVip: z.pipe(
    z.number(),
    z.transform((flag) => flag !== 0),
  ),
  since: z.string(),
  timesCalled: z.number(),
  lastCalledAt: text,
  note: text,
});

/** A customer of the CRM, with what it remembers of earlier calls. */
export type Customer = z.infer<typeof customerSchema>;

/** A customer to add. */
export type NewCustomer = Omit<Customer, "timesCalled" | "lastCalledAt" | "note">;

/** The customers of the simulated organization, in SQLite. */
export interface CustomerDatabase {
  contact(id: string): Contact | undefined;
  contactsWithNumber(e164: string): Contact[];
  addContact(contact: NewContact): void;
  customerWithNumber(e164: string): Customer | undefined;
  addCustomer(customer: NewCustomer): void;
  /** Remembers that this customer called, once per conversation. */
  rememberCall(crmCustomerId: string, conversationId: string, at: string): void;
  writeNote(crmCustomerId: string, note: string): void;
  /** The database as SQLite's own file. */
  file(): Uint8Array;
  close(): void;
}

const tables = `
create table contact (${contactColumns.map((name) => `${name} text`).join(", ")}, primary key (id));
create table customer (crmCustomerId text primary key, phone text, name text, tier text, language text, lifetimeValue real, isVip integer, since text, note text);
create table call (crmCustomerId text, conversationId text, at text, primary key (crmCustomerId, conversationId));
`;

function rows<Row>(database: Database, schema: z.ZodMiniType<Row>, sql: string, values: readonly SqlValue[]): Row[] {
  const statement = database.prepare(sql);
  try {
    statement.bind(values);
    const found: Row[] = [];
    while (statement.step()) found.push(z.parse(schema, statement.getAsObject()));
    return found;
  } finally {
    statement.free();
  }
}

/** Makes the database with its tables and its first customers. `changed` hears of every write. */
export function createCustomerDatabase(changed: () => void = () => undefined): CustomerDatabase {
  const database = new sqlite.Database();
  database.run(tables);

  function write(sql: string, values: readonly SqlValue[]): void {
    database.run(sql, values);
    changed();
  }

  function addContact(contact: NewContact): void {
    const places = contactColumns.map(() => "?").join(", ");
    const values = contactColumns.map((name) =>
      name === "customFields" ? JSON.stringify(contact.customFields ?? {}) : (contact[name] ?? null),
    );
    write(`insert or replace into contact (${contactColumns.join(", ")}) values (${places})`, values);
  }

  function addCustomer(customer: NewCustomer): void {
    const { crmCustomerId, phone, name, tier, language, lifetimeValue, isVip, since } = customer;
    write("insert or replace into customer values (?, ?, ?, ?, ?, ?, ?, ?, null)", [
      crmCustomerId,
      phone,
      name,
      tier,
      language,
      lifetimeValue,
      isVip ? 1 : 0,
      since,
    ]);
  }

  for (const contact of seededContacts) addContact(contact);
  for (const customer of seededCustomers) addCustomer(customer);

  return {
    contact: (id) => rows(database, contactSchema, "select * from contact where id = ?", [id])[0],
    contactsWithNumber: (e164) =>
      rows(
        database,
        contactSchema,
        `select * from contact where ? in (${phones.join(", ")}) order by lastName, firstName, id`,
        [e164],
      ),
    addContact,
    customerWithNumber: (e164) =>
      rows(
        database,
        customerSchema,
        `select customer.*, count(at) as timesCalled, max(at) as lastCalledAt
         from customer left join call using (crmCustomerId) where phone = ? group by crmCustomerId limit 1`,
        [e164],
      )[0],
    addCustomer,
    rememberCall(crmCustomerId, conversationId, at) {
      write("insert or ignore into call values (?, ?, ?)", [crmCustomerId, conversationId, at]);
    },
    writeNote(crmCustomerId, note) {
      write("update customer set note = ? where crmCustomerId = ?", [note, crmCustomerId]);
    },
    file: () => database.export(),
    close() {
      database.close();
    },
  };
}

/** A database that is made when it is first asked for: most simulators of a fleet never are. */
export interface LazyCustomers {
  get(): CustomerDatabase;
  close(): void;
}

/** See `LazyCustomers`. `changed` gets the file after every write, and once when it is made. */
export function lazyCustomers(changed?: (file: () => Uint8Array) => void): LazyCustomers {
  let made: CustomerDatabase | undefined;
  const tell = (): void => {
    if (made !== undefined) changed?.(() => made?.file() ?? new Uint8Array());
  };
  return {
    get() {
      if (made === undefined) {
        made = createCustomerDatabase(tell);
        tell();
      }
      return made;
    },
    close() {
      made?.close();
      made = undefined;
    },
  };
}
