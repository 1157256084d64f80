import { errorAnswer, missingPermissions, tooManyRequests } from "./error-answers.ts";
import type { ApiExchange, Exchange, Reply } from "./exchange.ts";
import type { Service } from "./regions.ts";
import { overRateLimit, tokenOf } from "./tokens.ts";

/** An endpoint. `:name` in the path stands for one segment. */
export interface Route {
  readonly method: string;
  readonly service: Service;
  readonly pattern: RegExp;
  readonly answer: (exchange: Exchange) => Reply;
}

/** What an API endpoint asks of the caller. genesys-platform-api.md 1.1 (permissions), 5.3 (scopes, [INF] per endpoint). */
export interface Needs {
  /** One of these scopes, if scopes are enforced. */
  scopes: readonly string[];
  /** One of these permissions. */
  permissions?: readonly string[];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)").replace(/\/\*$/, "(?:/.*)?")}$`);
}

/** A route outside the API. */
export function route(method: string, service: Service, path: string, answer: (exchange: Exchange) => Reply): Route {
  return { method, service, pattern: patternOf(path), answer };
}

/** An API route: token, rate limit, scope and permission are checked before the endpoint sees the request. */
export function apiRoute(method: string, path: string, needs: Needs, answer: (exchange: ApiExchange) => Reply): Route {
  return route(method, "api", path, (exchange) => authorized(exchange, needs, answer));
}

function authorized(exchange: Exchange, needs: Needs, answer: (exchange: ApiExchange) => Reply): Reply {
  const { world, request, destination } = exchange;
  if (request.headers.authorization === undefined) return errorAnswer(401, "authentication.required");
  const token = tokenOf(world, request.headers.authorization, destination.region);
  const user = token === undefined ? undefined : world.people.get(token.userId);
  if (token === undefined || user === undefined) return errorAnswer(401, "bad.credentials");
  const waitSeconds = overRateLimit(world, token);
  if (waitSeconds !== undefined) return tooManyRequests(waitSeconds);
  if (exchange.url.searchParams.get("preserveIdleTTL") !== "true") token.lastUsedAt = exchange.now;
  const scopes = world.clients.get(token.clientId)?.scopes ?? [];
  if (world.assumed.scopesEnforced && !needs.scopes.some((scope) => scopes.includes(scope))) {
    return errorAnswer(403, "not.authorized", {
      message: `You are not authorized to perform the requested action. Missing one of the scopes: ${needs.scopes.join(", ")}`,
    });
  }
  const permissions = needs.permissions ?? [];
  if (permissions.length > 0 && !permissions.some((permission) => user.permissions.includes(permission))) {
    return missingPermissions(permissions);
  }
  return answer({ ...exchange, token, user });
}

/** Finds the route and fills in its parameters; undefined if there is none. */
export function findRoute(routes: readonly Route[], exchange: Exchange): (() => Reply) | undefined {
  for (const one of routes) {
    if (one.method !== exchange.request.method || one.service !== exchange.destination.service) continue;
    const match = one.pattern.exec(exchange.url.pathname);
    if (match === null) continue;
    const params = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return () => one.answer({ ...exchange, params });
  }
  return undefined;
}
