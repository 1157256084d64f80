import type { Dialect } from "../attributes/dialect.ts";

/**
 * What the OAuth client must allow. They sit on the client; Calltag cannot ask for them itself (genesys-platform-api.md 5.1, 5.3). The
 * dialect `interactions` needs its own two on top (1.3), for finding the call is the same in both.
 * Those of the sources are only inferred (docs/administrators.md): who lacks one hears so from the source, and nobody is told here by a guess.
 */
export function neededScopes(dialect: Dialect): string[] {
  const own = dialect === "interactions" ? ["interaction:view", "interaction:modify"] : [];
  return ["conversations", "notifications", "user-basic-info", ...own];
}
