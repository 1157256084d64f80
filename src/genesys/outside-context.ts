import * as z from "zod/mini";
import { naming, type Result } from "./errors.ts";
import type { ApiRequest } from "./request.ts";
import type { Api } from "./user.ts";

const text = z.catch(z.optional(z.string()), undefined);

/** `ExternalContact`, as far as people choose by it; the rest is for the source's map (genesys-platform-api.md 1.5 [SDK]). */
const contactSchema = z.looseObject({
  id: z.string().check(z.minLength(1)),
  firstName: text,
  lastName: text,
  title: text,
  externalOrganization: z.catch(z.optional(z.looseObject({ name: text })), undefined),
});
export type ExternalContact = z.infer<typeof contactSchema>;

/** `ReverseWhitepagesLookupResult`: 25 contacts at most (1.5 [SDK]). One of a strange shape does not hide the others. */
const lookupSchema = z.object({
  contacts: z.pipe(
    z.catch(z.array(z.unknown()), []),
    z.transform((contacts): ExternalContact[] =>
      contacts.flatMap((contact) => {
        const parsed = contactSchema.safeParse(contact);
        return parsed.success ? [parsed.data] : [];
      }),
    ),
  ),
});

/** An answer is a JSON object or list; what is in it, only the policy's map knows. */
const actionAnswerSchema = z.custom<object>((answer: unknown) => typeof answer === "object" && answer !== null);

/** How long is waited, and how much is read. */
export type AnswerBounds = Required<Pick<ApiRequest<unknown>, "timeout" | "longest">>;

const contactPermission = { missing: "externalContacts:contact:view" };

/** Runs a Data Action (1.5 [SDK]); needs `integrations:action:execute` or `bridge:actions:execute`. */
export async function runAction(
  api: Api,
  actionId: string,
  input: Readonly<Record<string, string>>,
  bounds: AnswerBounds,
): Promise<Result<object>> {
  const path = `/api/v2/integrations/actions/${encodeURIComponent(actionId)}/execute`;
  const answer = await api({ method: "POST", path, body: input, answer: actionAnswerSchema, ...bounds });
  return naming(answer, { missing: "integrations:action:execute" });
}

/**
 * Contacts with this number (E.164), with the names of their organizations: people choose by them (`expand`, "contacts.externalOrganization"
 * among its values: generated docs of the SDKs, S2).
 */
export async function lookUpNumber(api: Api, number: string, bounds: AnswerBounds): Promise<Result<ExternalContact[]>> {
  const path = `/api/v2/externalcontacts/reversewhitepageslookup?lookupVal=${encodeURIComponent(number)}&expand=contacts.externalOrganization`;
  const answer = naming(await api({ method: "GET", path, answer: lookupSchema, ...bounds }), contactPermission);
  return answer.ok ? { ok: true, value: answer.value.contacts } : answer;
}

/** One contact, which the call is already linked to (`externalContact.id` of the caller's leg). */
export async function readContact(api: Api, id: string, bounds: AnswerBounds): Promise<Result<ExternalContact>> {
  const path = `/api/v2/externalcontacts/contacts/${encodeURIComponent(id)}`;
  return naming(await api({ method: "GET", path, answer: contactSchema, ...bounds }), contactPermission);
}
