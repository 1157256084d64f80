import type { Result } from "../genesys/errors.ts";
import { regionHosts } from "../genesys/regions.ts";
import { type ApiRequest, request } from "../genesys/request.ts";
import { logoutUrl } from "../genesys/sign-in.ts";
import { type Api, revokeToken, type User } from "../genesys/user.ts";
import { readItem } from "../platform/stored.ts";
import type { Problem } from "../protocol/problem.ts";
import type { Keepalive } from "./keepalive.ts";
import type { BackgroundParts } from "./parts.ts";
import type { SettingsKeeper } from "./settings.ts";
import { type ObtainedToken, obtainToken } from "./obtain-token.ts";
import { isDue, isSamePerson, sessionKey, type StoredSession, storedSessionSchema } from "./stored-session.ts";

export type SessionStatus =
  | { status: "signed-out"; problem: Problem | null }
  | { status: "signing-in" }
  | { status: "signed-in"; session: StoredSession };

/** Who is signed in, and the token, which leaves this module only as a header of a request to the Platform API. */
export interface Session {
  restore(): Promise<void>;
  current(): SessionStatus;
  user(): User | undefined;
  /** With the person; resolves with what went wrong, or `null`. */
  signIn(): Promise<Problem | null>;
  /**
   * Forgets the token of `user`, and of nobody who came in their place meanwhile. What it answers with tells Genesys of it, which
   * may take its time: the token is revoked, and `everywhere` also ends the login session in this browser, by which one would be
   * signed in again without a word.
   */
  signOut(user: User | undefined): Promise<(everywhere: boolean) => Promise<void>>;
  /** Without the person. `force` also where an earlier attempt said that the person is needed. */
  renew(force: boolean): Promise<void>;
  /** Requests in the name of the person who is signed in when the call is made, or of nobody. */
  readonly api: Api;
}

interface SessionListener {
  /** The person who is signed in will be so no more: put away what is theirs. */
  readonly leaving: () => Promise<void>;
  /** Called after every change of status or person, with the person who was signed in before. */
  readonly changed: (previous: User | undefined) => Promise<void>;
}

interface SessionParts extends BackgroundParts {
  readonly settings: SettingsKeeper;
  readonly keepalive: Keepalive;
}

const unauthorized: Result<never> = { ok: false, error: { kind: "unauthorized" } };
const justRenewed: Result<never> = { ok: false, error: { kind: "renewed" } };

function isRefused(answer: Result<unknown>): boolean {
  return !answer.ok && answer.error.kind === "unauthorized";
}

/** Attributes are written by PATCH; everything else may be repeated without a look. */
function isWrite({ method }: Pick<ApiRequest<unknown>, "method">): boolean {
  return method === "PATCH";
}

/** Could not be reached is another thing: then the next call tries again. */
function needsPerson(problem: Problem): boolean {
  return problem.kind === "sign-in-needed" || problem.kind === "sign-in-refused";
}

export function createSession(parts: SessionParts, listener: SessionListener): Session {
  const { changed } = listener;
  const { clock, settings, stored, browser, keepalive } = parts;
  let session: StoredSession | undefined;
  let signingIn = false;
  let problem: Problem | null = null;
  /** Counts sign-ins and sign-outs: what was begun before one of them must not undo it. */
  let generation = 0;
  let renewal: Promise<boolean> | undefined;
  /** A token that was obtained because a write with the one before it was refused; no write has been accepted with it yet. */
  let unproved: string | undefined;

  async function adopt(next: StoredSession | undefined): Promise<void> {
    const previous = session?.user;
    // First what is the one's is put away, then the other is let in: killed in between, nothing of the one shows to the other.
    if (!isSamePerson(previous, next?.user)) await listener.leaving();
    session = next;
    await (next ? stored.session.set({ [sessionKey]: next }) : stored.session.remove([sessionKey]));
    await changed(previous);
  }

  async function held<Value>(work: () => Promise<Value>): Promise<Value> {
    const release = keepalive.hold();
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** One silent flow at a time, whoever asks for it. Answers whether there is a good token now. */
  function renewSilently(lapsing: StoredSession): Promise<boolean> {
    renewal ??= held(async () => {
      const begun = generation;
      const outcome = await obtainToken(parts, lapsing, false);
      if (begun !== generation || session?.token !== lapsing.token) {
        // Signed out meanwhile, or in again: nobody waits for this token any more.
        if (outcome.ok) await revoke(outcome.session);
        return false;
      }
      if (outcome.ok) await adopt(outcome.session);
      else if (needsPerson(outcome.problem)) await adopt({ ...lapsing, signInNeeded: true });
      return outcome.ok;
    }).finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  function send<Value>(
    { region, token }: StoredSession,
    call: Omit<ApiRequest<Value>, "host" | "token">,
  ): Promise<Result<Value>> {
    return held(() => request(parts, { ...call, host: regionHosts(region).api, token }));
  }

  /** Best effort: a token that cannot be revoked now (no network) is forgotten all the same, and lapses by itself. */
  async function revoke(of: StoredSession): Promise<void> {
    await revokeToken((call) => send(of, call));
  }

  /** A 401: one silent renewal, then one retry; else the person has to sign in (product.md, "Saving"). */
  async function refused<Value>(
    used: StoredSession,
    call: Omit<ApiRequest<Value>, "host" | "token">,
    answer: Result<Value>,
  ): Promise<Result<Value>> {
    if (isWrite(call) && used.token === unproved) {
      // Refused with a fresh token as well: another one will not help, the person may.
      unproved = undefined;
      // Unless they have signed in meanwhile: nobody would ask them again.
      if (session?.token === used.token) {
        await adopt({ ...used, signInNeeded: true });
        return answer;
      }
    }
    const isRenewed = session?.token !== used.token || (await renewSilently(used));
    const renewed = session;
    if (!renewed || !isSamePerson(renewed.user, used.user) || renewed.signInNeeded) return answer;
    // Not even the sign-in page could be reached: that is no reason to ask the person.
    if (!isRenewed) return { ok: false, error: { kind: "offline" } };
    if (isWrite(call)) {
      unproved = renewed.token;
      return justRenewed;
    }
    const again = await send(renewed, call);
    if (!isSamePerson(session?.user, used.user)) return unauthorized;
    // The person signed in meanwhile: refused was a token that nobody has any more.
    if (isRefused(again) && session?.token !== renewed.token) return refused(renewed, call, again);
    if (isRefused(again)) await adopt({ ...renewed, signInNeeded: true });
    return again;
  }

  return {
    async restore() {
      session = await readItem(stored.session, sessionKey, storedSessionSchema);
    },
    current() {
      if (signingIn) return { status: "signing-in" };
      return session ? { status: "signed-in", session } : { status: "signed-out", problem };
    },
    user: () => session?.user,

    async signIn() {
      const chosen = settings.forSignIn();
      if (!chosen) return { kind: "setup-needed" };
      if (signingIn) return null;
      const begun = ++generation;
      signingIn = true;
      problem = null;
      let outcome: ObtainedToken;
      try {
        await changed(session?.user);
        outcome = await held(() => obtainToken(parts, chosen, true));
      } finally {
        signingIn = false;
      }
      if (begun !== generation) {
        // Nobody waits for this token any more.
        if (outcome.ok) await revoke(outcome.session);
        await changed(session?.user);
        return null;
      }
      problem = outcome.ok ? null : outcome.problem;
      await adopt(outcome.ok ? outcome.session : session);
      return problem;
    },

    async signOut(user) {
      const ended = session;
      if (!isSamePerson(ended?.user, user)) return () => Promise.resolve();
      generation += 1;
      problem = null;
      if (!ended) return () => Promise.resolve();
      // First here: while Genesys answers, nothing is renewed with it, and nothing of it shows.
      await adopt(undefined);
      return async (everywhere) => {
        await revoke(ended);
        if (!everywhere) return;
        await browser
          .launchSignIn(logoutUrl(ended.region, ended.clientId, browser.redirectUri()), false)
          .catch(() => undefined);
      };
    },

    async renew(force) {
      if (!session || (session.signInNeeded ? !force : !isDue(session, clock.now()))) return;
      await renewSilently(session);
    },

    async api(call) {
      const before = session;
      if (!before || before.signInNeeded) return unauthorized;
      if (isDue(before, clock.now())) await renewSilently(before);
      const used = session;
      // A renewal may have brought another person: what was begun under one name is never sent under another.
      if (!isSamePerson(used?.user, before.user) || !used || used.signInNeeded) return unauthorized;
      // It took its time, and somebody else may have written meanwhile: a write is looked at once more.
      if (used !== before && isWrite(call)) return justRenewed;
      const answer = await send(used, call);
      // What comes late for the one is not for the other.
      if (!isSamePerson(session?.user, used.user)) return unauthorized;
      if (!isRefused(answer)) {
        if (isWrite(call)) unproved = undefined;
        return answer;
      }
      return refused(used, call, answer);
    },
  };
}
