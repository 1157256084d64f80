import * as z from "zod/mini";
import { attributesFromJson } from "../attributes/attribute.ts";
import { nativeValue } from "../attributes/encoding.ts";
import type { AttributeDialect, LegAddress } from "./dialect.ts";
import { naming } from "./errors.ts";
import { anyAnswer } from "./request.ts";

/** As the source document has them; the published API knows neither (1.3). */
const scopes = { read: "interaction:view", write: "interaction:modify" };

const participantSchema = z.object({
  attributes: z.optional(
    z.nullable(z.custom<object>((json: unknown) => typeof json === "object" && json !== null && !Array.isArray(json))),
  ),
});

function path({ conversationId, participantId }: LegAddress): string {
  return `/api/v2/interactions/${encodeURIComponent(conversationId)}/participants/${encodeURIComponent(participantId)}`;
}

/**
 * The API of the source document, for an organization whose gateway offers it; the published API has none of it
 * (genesys-platform-api.md 1.3; source-document.txt, steps 2 and 3). Native JSON, 200 on success.
 */
export const interactionsDialect: AttributeDialect = {
  async read(api, leg) {
    const answer = await api({ method: "GET", path: path(leg), answer: participantSchema });
    if (!answer.ok) return naming(answer, { scope: scopes.read });
    return { ok: true, value: attributesFromJson(answer.value.attributes ?? {}) };
  },
  async write(api, leg, attributes) {
    const answer = await api({
      method: "PATCH",
      path: path(leg),
      body: { attributes: Object.fromEntries(attributes.map((attribute) => [attribute.name, nativeValue(attribute)])) },
      answer: anyAnswer,
    });
    return naming(answer, { scope: scopes.write });
  },
};
