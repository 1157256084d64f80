import * as z from "zod/mini";
import type { Result } from "./errors.ts";
import { type ApiRequest, anyAnswer } from "./request.ts";

/** Sends a request with the current token, renewed if need be; the background makes it. */
export type Api = <Value>(call: Omit<ApiRequest<Value>, "host" | "token">) => Promise<Result<Value>>;

/** `GET /users/me?expand=authorization,organization` (genesys-platform-api.md 1.4 [SDK]). */
const answerSchema = z.object({
  id: z.string().check(z.minLength(1)),
  name: z.optional(z.string()),
  organization: z.object({ id: z.string().check(z.minLength(1)), name: z.optional(z.string()) }),
  authorization: z.optional(z.object({ permissions: z.optional(z.array(z.string())) })),
});

/** Who signed in. Everything that a person leaves behind is keyed by `organizationId` and `userId`. */
export const userSchema = z.object({
  userId: z.string(),
  userName: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  permissions: z.array(z.string()),
});
export type User = z.infer<typeof userSchema>;

/** The person to whom the token belongs. Needs no permission. */
export async function readUser(api: Api): Promise<Result<User>> {
  const answer = await api({
    method: "GET",
    path: "/api/v2/users/me?expand=authorization,organization",
    answer: answerSchema,
  });
  if (!answer.ok) return answer;
  const { id, name, organization, authorization } = answer.value;
  return {
    ok: true,
    value: {
      userId: id,
      userName: name ?? "",
      organizationId: organization.id,
      organizationName: organization.name ?? "",
      permissions: authorization?.permissions ?? [],
    },
  };
}

/** Revokes the token in use (`DELETE /tokens/me`, 1.4 [SDK]). */
export function revokeToken(api: Api): Promise<Result<undefined>> {
  return api({ method: "DELETE", path: "/api/v2/tokens/me", answer: anyAnswer });
}

/** `TokenInfo` (1.4 [SDK]), as far as Calltag reads it. */
const tokenInfoSchema = z.object({
  authorizedScope: z.optional(z.array(z.string())),
  OAuthClient: z.optional(z.object({ id: z.optional(z.string()) })),
});
export type TokenInfo = z.infer<typeof tokenInfoSchema>;

/** What the token is good for. Does not count as use of it (1.4: by default the call resets the idle timer). */
export function readTokenInfo(api: Api): Promise<Result<TokenInfo>> {
  return api({ method: "GET", path: "/api/v2/tokens/me?preserveIdleTTL=true", answer: tokenInfoSchema });
}
