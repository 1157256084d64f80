import type { ControlInput } from "./control-inputs.ts";
import { wantedPerson, wantedUserId } from "./control-lookup.ts";
import { agentPermissions, supervisorPermissions, type Person } from "./people.ts";
import { endToken, issueToken, type Token } from "./tokens.ts";
import { defaultClientId, defaultScopes, type World } from "./world.ts";

/** Adds someone to the organization. */
export function addPerson(world: World, input: ControlInput<"addPerson">): Person {
  const id = world.random.uuid();
  const person: Person = {
    id,
    name: input.name,
    email: `${id.slice(0, 8)}@acme.example`,
    role: input.role,
    permissions: input.role === "agent" ? agentPermissions : supervisorPermissions,
  };
  world.people.set(id, person);
  return person;
}

/** Gives someone exactly these permissions. */
export function setPermissions(world: World, input: ControlInput<"setPermissions">): void {
  const person = wantedPerson(world, input.user);
  world.people.set(person.id, { ...person, permissions: input.permissions });
}

/** Registers an OAuth client, or adds redirect URIs to one (the default one unless named). Scopes replace the former. */
export function registerClient(world: World, input: ControlInput<"registerClient">): { clientId: string } {
  const clientId = input.clientId ?? defaultClientId;
  const known = world.clients.get(clientId);
  const redirectUris = [...new Set([...(known?.redirectUris ?? []), ...input.redirectUris])];
  const scopes = [...(input.scopes ?? known?.scopes ?? defaultScopes)];
  world.clients.set(clientId, { id: clientId, redirectUris, scopes });
  return { clientId };
}

/** A token without a sign-in, for tests that are about something else. */
export function issueTokenTo(
  world: World,
  input: ControlInput<"issueToken">,
): { accessToken: string; userId: string; expiresAt: number } {
  const { id } = wantedPerson(world, input.user);
  const token = issueToken(world, {
    userId: id,
    clientId: input.clientId ?? defaultClientId,
    region: input.region,
    loginId: undefined,
  });
  return { accessToken: token.value, userId: id, expiresAt: token.expiresAt };
}

/** Ends the tokens of one person, or of all; returns how many. */
export function endTokens(world: World, user: string | undefined, why: "expired" | "revoked"): { count: number } {
  const userId = wantedUserId(world, user);
  const ending: Token[] = [...world.tokens.values()].filter((token) => userId === undefined || token.userId === userId);
  for (const token of ending) endToken(world, token, why);
  return { count: ending.length };
}

/** Ends login sessions (cookies), so that the next sign-in shows the page again; returns how many. */
export function endLogins(world: World, input: ControlInput<"endLogins">): { count: number } {
  const userId = wantedUserId(world, input.user);
  const ending = [...world.logins].filter(([, owner]) => userId === undefined || owner === userId);
  for (const [loginId] of ending) world.logins.delete(loginId);
  return { count: ending.length };
}
