import type { BackgroundBrowser } from "../../src/background/parts.ts";
import type { ToolbarLook } from "../../src/background/toolbar.ts";
import type { Clock } from "../../src/genesys/clock.ts";
import { beginSignIn } from "../../src/genesys/sign-in.ts";
import { englishMessage } from "./english-message.ts";
import { uuidPattern } from "../../src/protocol/uuid.ts";
import { defaultClientId } from "../simulator/world.ts";
import type { Simulator } from "../simulator/simulator.ts";

export const redirectUri = "https://bcmjamihdcckdifbgdcjfbbkdfineeag.chromiumapp.org/";

export interface SimulatedBrowser extends BackgroundBrowser {
  /** Whose name is picked on the sign-in page, or whose id is sent (the page lists twelve people); `undefined` closes the window. */
  person: string | undefined;
  /** What it says of a sign-in page that cannot be reached: Chrome's words, if a test has no others. */
  unreachable: string;
  /** A silent flow is never answered, as Firefox' where a host neither answers nor refuses. */
  isSilentForEver: boolean;
  /** What frames answer; "frozen" ones say nothing at all. */
  framesAlive: boolean | "frozen";
  /** Whoever is called when a tab is closed. */
  readonly tabWatchers: Set<(tabId: number) => void>;
  /** The languages that it was told to speak, one after the other. */
  readonly spoken: (string | undefined)[];
  /** What the toolbar button shows. */
  readonly toolbar: ToolbarLook;
  /** Whether the person has granted notifications, and those that are there. */
  mayNotify: boolean;
  readonly notices: ReadonlyMap<string, { title: string; text: string }>;
  /** How the popup was opened, each time. */
  readonly opened: readonly string[];
  readonly alarms: ReadonlyMap<string, { after: number } | { every: number }>;
  awakenings(): number;
  /** Somebody signs in to Genesys in another tab: the login session is theirs now. */
  logInOutside(person: string): Promise<void>;
  onAlarm(listener: ((name: string) => void) | undefined): void;
}

function isUuid(text: string | undefined): boolean {
  return text !== undefined && uuidPattern.test(text);
}

/** The browser around one background: sign-in pages of the simulator, alarms by the moved clock. */
export function createSimulatedBrowser(simulator: Simulator, clock: Clock): SimulatedBrowser {
  const alarms = new Map<string, { after: number } | { every: number }>();
  const notices = new Map<string, { title: string; text: string }>();
  const opened: string[] = [];
  const cancels = new Map<string, () => void>();
  let alarmListener: ((name: string) => void) | undefined;
  let cookie = "";
  let awakenings = 0;

  function call(
    unreachable: string,
    method: string,
    url: string,
    body?: string,
  ): { status: number; headers: Record<string, string>; body: string } {
    const answer = simulator.handle({ method, url, headers: cookie ? { cookie } : {}, body }, clock.now());
    if (answer.kind === "dropped") throw new Error(unreachable);
    const set = answer.headers["set-cookie"];
    if (set !== undefined) cookie = set.split(";")[0] ?? "";
    return answer;
  }

  /** Signs in as `person`, or with the login session that there is; answers the address it was redirected to. */
  function signInAs(person: string | undefined, url: string, interactive: boolean, unreachable = ""): string {
    const first = call(unreachable, "GET", url);
    if (first.headers.location !== undefined) return first.headers.location;
    if (!interactive) throw new Error("User interaction required.");
    const button = new RegExp(`value="(?<id>[^"]+)">${person ?? "nobody"}<`).exec(first.body);
    const user = button?.groups?.id ?? (isUuid(person) ? person : undefined);
    if (user === undefined) throw new Error("The user did not approve access.");
    const { origin, search } = new URL(url);
    const form = new URLSearchParams({ continue: search.slice(1), user });
    const second = call(unreachable, "POST", `${origin}/__simulator/sign-in`, form.toString());
    if (second.headers.location === undefined) throw new Error("The user did not approve access.");
    return second.headers.location;
  }

  return {
    person: "Anna Agent",
    unreachable: "Authorization page could not be loaded.",
    isSilentForEver: false,
    framesAlive: true,
    tabWatchers: new Set(),
    toolbar: { icon: "idle", text: "", color: "", title: "" },
    mayNotify: true,
    notices,
    opened,
    message: englishMessage,
    spoken: [],
    speak(language) {
      this.spoken.push(language);
      return Promise.resolve();
    },
    alarms,
    awakenings: () => awakenings,
    onAlarm(listener) {
      alarmListener = listener;
    },
    redirectUri: () => redirectUri,
    launchSignIn(url, interactive) {
      if (this.isSilentForEver && !interactive) return new Promise(() => undefined);
      return Promise.resolve().then(() => signInAs(this.person, url, interactive, this.unreachable));
    },
    async logInOutside(person) {
      const { url } = await beginSignIn("mypurecloud.de", defaultClientId, redirectUri);
      signInAs(person, url, true);
    },
    keepAwake() {
      awakenings += 1;
      return Promise.resolve();
    },
    setAlarm(name, alarm) {
      cancels.get(name)?.();
      alarms.set(name, alarm);
      const ring = (): void => {
        if ("after" in alarm) alarms.delete(name);
        alarmListener?.(name);
      };
      cancels.set(name, "after" in alarm ? clock.after(alarm.after, ring) : clock.every(alarm.every, ring));
      return Promise.resolve();
    },
    clearAlarm(name) {
      cancels.get(name)?.();
      alarms.delete(name);
      return Promise.resolve();
    },
    isFrameAlive() {
      const answer = this.framesAlive;
      return answer === "frozen" ? new Promise(() => undefined) : Promise.resolve(answer);
    },
    onTabClosed(listener) {
      this.tabWatchers.add(listener);
      return () => this.tabWatchers.delete(listener);
    },
    setToolbar(look) {
      Object.assign(this.toolbar, look);
      return Promise.resolve();
    },
    openPopup(orElse) {
      opened.push(orElse ?? "popup");
      return Promise.resolve();
    },
    showNotice(id, notice) {
      if (this.mayNotify) notices.set(id, notice);
      return Promise.resolve();
    },
    clearNotice(id) {
      notices.delete(id);
      return Promise.resolve();
    },
  };
}
