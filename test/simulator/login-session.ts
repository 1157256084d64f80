import type { Exchange } from "./exchange.ts";
import type { Person } from "./people.ts";

const cookieName = "simulated_login";

function cookieOf(exchange: Exchange): string | undefined {
  const header = exchange.request.headers.cookie ?? "";
  for (const part of header.split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === cookieName) return value;
  }
  return undefined;
}

function setCookie(exchange: Exchange, value: string, rest: string): string {
  const { region } = exchange.destination;
  const scope = region === undefined ? "" : `; Domain=${region}; Secure`;
  return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax${scope}${rest}`;
}

/** Who is logged in in this browser, by the login cookie; it holds for login. and apps. of one region. */
export function loginOf(exchange: Exchange): { loginId: string; person: Person } | undefined {
  const loginId = cookieOf(exchange);
  const userId = loginId === undefined ? undefined : exchange.world.logins.get(loginId);
  const person = userId === undefined ? undefined : exchange.world.people.get(userId);
  return loginId === undefined || person === undefined ? undefined : { loginId, person };
}

/** Begins a login session; returns its id and the Set-Cookie header. */
export function beginLogin(exchange: Exchange, person: Person): { loginId: string; cookie: string } {
  const loginId = exchange.world.random.hex(32);
  exchange.world.logins.set(loginId, person.id);
  return { loginId, cookie: setCookie(exchange, loginId, "") };
}

/** Ends the login session of this browser; returns the Set-Cookie header that clears the cookie. */
export function endLogin(exchange: Exchange): string {
  const loginId = cookieOf(exchange);
  if (loginId !== undefined) exchange.world.logins.delete(loginId);
  return setCookie(exchange, "", "; Max-Age=0");
}
