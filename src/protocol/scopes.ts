import type { Dialect } from "./settings.ts";

/**
 * What the OAuth client must allow. They sit on the client; Calltag cannot ask for them itself (genesys-platform-api.md 5.1, 5.3). The
 * dialect `interactions` needs its own two on top (1.3), for finding the call is the same in both.
 */
export function neededScopes(dialect: Dialect): string[] {
  const own = dialect === "interactions" ? ["interaction:view", "interaction:modify"] : [];
  return ["conversations", "notifications", "user-basic-info", ...own];
}
