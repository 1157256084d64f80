import { empty, json, type ApiExchange, type Reply } from "./exchange.ts";
import { organization, type Person } from "./people.ts";
import { apiRoute, type Route } from "./routes.ts";
import { iso, type Shape } from "./shape-parts.ts";
import { endToken } from "./tokens.ts";

const division = {
  id: "aaaaaaaa-0000-4000-8000-00000000d001",
  name: "Home",
  selfUri: "/api/v2/authorization/divisions/aaaaaaaa-0000-4000-8000-00000000d001",
};
const organizationReference = { id: organization.id, name: organization.name, selfUri: "/api/v2/organizations/me" };

function authorization(person: Person): Shape {
  const permissionPolicies = person.permissions.map((permission) => {
    const [domain, entityName, action] = permission.split(":");
    return { domain, entityName, actionSet: [action], allowConditions: false };
  });
  return {
    roles: [{ id: `${person.role}-role`, name: person.role }],
    unusedRoles: [],
    permissions: person.permissions,
    permissionPolicies,
  };
}

/** `GET /api/v2/users/me?expand=…`: `UserMe`, with the expansions that Calltag could ask for. genesys-platform-api.md 1.4 [SDK S2]. */
function me(exchange: ApiExchange): Reply {
  const { user, url } = exchange;
  const expand = url.searchParams.getAll("expand").flatMap((list) => list.split(","));
  const has = (name: string): boolean => expand.includes(name);
  return json(200, {
    id: user.id,
    name: user.name,
    division,
    chat: { jabberId: `${user.id}@acme.orgspan.com` },
    email: user.email,
    primaryContactInfo: [{ address: user.email, mediaType: "EMAIL", type: "PRIMARY" }],
    addresses: [],
    state: "active",
    username: user.email,
    version: 7,
    acdAutoAnswer: false,
    authorization: has("authorization") ? authorization(user) : undefined,
    organization: has("organization") ? organizationReference : undefined,
    token: has("token") ? tokenInfo(exchange) : undefined,
    selfUri: `/api/v2/users/${user.id}`,
  });
}

/** `TokenInfo`. 1.4 [SDK]. */
function tokenInfo(exchange: ApiExchange): Shape {
  const { world, token } = exchange;
  const idle = world.assumed.tokenIdleMs;
  return {
    organization: organizationReference,
    homeOrganization: organizationReference,
    authorizedScope: world.clients.get(token.clientId)?.scopes ?? [],
    dateTokenIdles: idle === null ? undefined : iso(token.lastUsedAt + idle),
    OAuthClient: { id: token.clientId, name: "Calltag", organization: organizationReference },
  };
}

function revoke(exchange: ApiExchange): Reply {
  endToken(exchange.world, exchange.token, "revoked");
  return empty(200);
}

const basic = { scopes: ["user-basic-info", "users", "users:readonly"] };

/** Who am I, and what is my token. */
export const userRoutes: readonly Route[] = [
  apiRoute("GET", "/api/v2/users/me", basic, me),
  apiRoute("GET", "/api/v2/tokens/me", basic, (exchange) => json(200, tokenInfo(exchange))),
  apiRoute("HEAD", "/api/v2/tokens/me", basic, () => empty(200)),
  apiRoute("DELETE", "/api/v2/tokens/me", basic, revoke),
];
