import { phaseOf } from "../genesys/legs.ts";
import { isOnCall } from "../genesys/outside-call.ts";
import type { MessageKey } from "../platform/i18n.ts";
import type { CallPhase } from "../protocol/published-state.ts";
import type { Calls } from "./calls.ts";
import type { OpenWork } from "./open-work.ts";
import type { BackgroundBrowser } from "./parts.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";

/** What the toolbar button shows: a drawing, a few characters on a colour, and the same in words, which is also its accessible name. */
export interface ToolbarLook {
  /** Its name in src/icons. */
  readonly icon: "idle" | "calltag" | "unsaved" | "missing" | "trouble" | "sign-in";
  readonly text: string;
  /** White text on it has a contrast of 4.5 at least. */
  readonly color: string;
  readonly title: string;
}

export interface ToolbarFacts {
  readonly isSignInNeeded: boolean;
  /** Of the call that is shown; `undefined` if there is none that can be written to. */
  readonly phase: CallPhase | undefined;
  readonly conflicts: number;
  readonly failed: number;
  /** Typed or waiting, and not on the server. */
  readonly unsaved: number;
  /** Required by the organization, and not there yet. */
  readonly missing: number;
}

/** Told apart by text and drawing as well as by the colour: both are the same in every language. */
const looks = {
  signIn: { icon: "sign-in", text: "?", color: "#6d3aa8" },
  trouble: { icon: "trouble", color: "#b3261e" },
  unsaved: { icon: "unsaved", color: "#8a5200" },
  missing: { icon: "missing", color: "#1a5a96" },
  call: { icon: "calltag", text: "●", color: "#146c2e" },
  nothing: { icon: "idle", text: "", color: "#146c2e" },
} as const;

const phaseKeys: Record<CallPhase, MessageKey> = {
  ringing: "phaseRinging",
  connected: "phaseConnected",
  held: "phaseHeld",
  "after-call-work": "phaseAfterCallWork",
  ended: "phaseEnded",
};

function badgeOf({
  isSignInNeeded,
  phase,
  conflicts,
  failed,
  unsaved,
  missing,
}: ToolbarFacts): Omit<ToolbarLook, "title"> {
  const trouble = conflicts + failed;
  if (isSignInNeeded) return looks.signIn;
  if (trouble > 0) return { ...looks.trouble, text: `!${trouble.toString()}` };
  if (unsaved > 0) return { ...looks.unsaved, text: unsaved.toString() };
  // As at the label of a required attribute.
  if (missing > 0) return { ...looks.missing, text: `*${missing.toString()}` };
  return phase ? looks.call : looks.nothing;
}

export function toolbarLook(facts: ToolbarFacts, message: BackgroundBrowser["message"]): ToolbarLook {
  const { isSignInNeeded, phase, conflicts, failed, unsaved, missing } = facts;
  const said = [
    ...(isSignInNeeded ? [message("toolbarSignIn")] : []),
    ...(phase ? [message("toolbarCall", message(phaseKeys[phase]))] : []),
    ...(conflicts > 0 ? [conflicts === 1 ? message("conflictsOne") : message("conflictsMany", conflicts)] : []),
    ...(failed > 0 ? [message("failedCount", failed)] : []),
    ...(unsaved > 0 ? [message("toolbarUnsaved", unsaved)] : []),
    ...(missing > 0 ? [message("toolbarMissing", missing)] : []),
  ];
  return {
    ...badgeOf(facts),
    title: said.length === 0 ? message("extensionName") : message("toolbarTitle", said.join(" · ")),
  };
}

interface ToolbarParts {
  readonly browser: BackgroundBrowser;
  readonly session: Session;
  readonly calls: Calls;
  readonly selection: Selection;
  /** Is somebody at work in Genesys, and Calltag set up, so that they would want to sign in? */
  readonly isMissed: () => boolean;
  /** How many required attributes the shown call lacks. */
  readonly missing: (open: readonly OpenWork[]) => number;
  /** How many additions have no name yet. */
  readonly begun: () => number;
}

/** Answers what brings the toolbar button up to date, and does nothing where it is. */
export function createToolbar({
  browser,
  session,
  calls,
  selection,
  isMissed,
  missing,
  begun,
}: ToolbarParts): (open: readonly OpenWork[]) => Promise<void> {
  let shown = "";
  function facts(open: readonly OpenWork[]): ToolbarFacts {
    const current = session.current();
    const user = session.user();
    const conversation = calls.get(selection.shown() ?? "");
    // Nobody tells of a call that one is not on while no page of Calltag is open.
    const isOn = user && conversation && isOnCall(conversation, user.userId);
    const phase = isOn ? phaseOf(conversation, user.userId) : "ended";
    const count = (...states: readonly OpenWork["state"][]): number =>
      open.filter(({ state }) => states.includes(state)).length;
    return {
      isSignInNeeded:
        current.status === "signed-in" ? current.session.signInNeeded : current.status === "signed-out" && isMissed(),
      phase: phase === "ended" ? undefined : phase,
      conflicts: count("conflict"),
      failed: count("failed"),
      unsaved: count("edited", "saving") + begun(),
      missing: missing(open),
    };
  }
  return async (open) => {
    const look = toolbarLook(facts(open), browser.message);
    const next = JSON.stringify(look);
    if (next === shown) return;
    shown = next;
    // Refused (an icon that cannot be fetched, say): nothing else hangs on it, and the next change tries again.
    await browser.setToolbar(look).catch(() => {
      shown = "";
    });
  };
}
