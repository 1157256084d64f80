import type { SourceRule } from "./call-question.ts";
import type { Result } from "../../genesys/errors.ts";
import {
  type AnswerBounds,
  type ExternalContact,
  lookUpNumber,
  readContact,
  runAction,
} from "../../genesys/outside-context.ts";
import type { Api } from "../../genesys/user.ts";
import type { Problem } from "../../protocol/problem.ts";
import type { ContactChoice } from "../../protocol/sources.ts";

/** Characters of an answer: more than any map reads, and less than would fill the memory. */
const longestAnswer = 65_536;

/** What came of asking, before it is compared with the call. */
export type SourceAnswer =
  | { kind: "failed"; problem: Problem }
  | { kind: "nothing" }
  | { kind: "choice"; contacts: readonly ContactChoice[] }
  /** `id` of the contact, if it is one. */
  | { kind: "record"; record: object; id: string | null };

export interface Question {
  /** The filled input of the source. */
  readonly input: Readonly<Record<string, string>>;
  /** A contact that the call is linked to, or that the person chose. */
  readonly contactId: string | null;
}

function choiceOf({ id, firstName, lastName, title, externalOrganization }: ExternalContact): ContactChoice {
  const name = [firstName, lastName].filter((part) => part !== undefined && part !== "").join(" ");
  return { id, name, organization: externalOrganization?.name ?? "", title: title ?? "" };
}

function failedOr<Value>(result: Result<Value>, then: (value: Value) => SourceAnswer): SourceAnswer {
  return result.ok ? then(result.value) : { kind: "failed", problem: result.error };
}

function chosen(contact: ExternalContact): SourceAnswer {
  return { kind: "record", record: contact, id: contact.id };
}

/** Several with one number: the person chooses, nothing is guessed. */
function ofContacts(contacts: readonly ExternalContact[]): SourceAnswer {
  const [only, ...others] = contacts;
  if (!only) return { kind: "nothing" };
  return others.length === 0 ? chosen(only) : { kind: "choice", contacts: contacts.map(choiceOf) };
}

/** Asks the outside system that a source stands for, through Genesys Cloud. One request. */
export async function askSource(
  api: Api,
  { kind, actionId, timeoutSeconds }: SourceRule,
  { input, contactId }: Question,
): Promise<SourceAnswer> {
  const bounds: AnswerBounds = { timeout: timeoutSeconds * 1_000, longest: longestAnswer };
  switch (kind) {
    case "dataAction":
      return failedOr(await runAction(api, actionId ?? "", input, bounds), (record) => ({
        kind: "record",
        record,
        id: null,
      }));
    case "externalContacts":
      return contactId === null
        ? failedOr(await lookUpNumber(api, Object.values(input)[0] ?? "", bounds), ofContacts)
        : failedOr(await readContact(api, contactId, bounds), chosen);
  }
}
