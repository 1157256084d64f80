import { namedElement } from "../browsers/visible-element.ts";
import type { PopupPage } from "../e2e/popup-page.ts";
import { missingPermission } from "../fixtures/missing-permission.ts";
import { nextCall, row, rows, says, typeOnGoneCall } from "./acts.ts";
import { setUp, type Stage } from "./stage.ts";
import { lockedPolicy, plainPolicy, taggingPolicy, usualPolicy, withSource } from "./policies.ts";
import { longNames, longValue, rightToLeft, thousand } from "./many-attributes.ts";

/** Something that Calltag can show. */
export interface State {
  readonly name: string;
  /** What a person sees, for the page of pictures. */
  readonly sentence: string;
  /** Brings it about, after the state before it in the list. */
  readonly reach: (stage: Stage) => Promise<void>;
  /** Whether that page shows it. */
  readonly shows: (page: PopupPage) => Promise<boolean>;
  /** Shown as an Arabic browser would lay it out. */
  readonly isRightToLeft?: boolean;
  /** Milliseconds that it may take, where that is long. */
  readonly patience?: number;
  /** Much is on screen: it is also looked at at 280 px, and in letters of twice the size. */
  readonly isBusy?: boolean;
}

/** Every state that the face has, in an order in which one leads to the next. */
export const states: readonly State[] = [
  {
    name: "not-set-up",
    sentence: "After the installation: the way to the settings.",
    reach: () => Promise.resolve(),
    shows: says("Open settings"),
  },
  {
    name: "signed-out",
    sentence: "Set up, and nobody is signed in.",
    reach: setUp,
    shows: says("Sign in to Genesys Cloud"),
  },
  {
    name: "no-call",
    sentence: "Signed in, and no call.",
    async reach({ popup, browser }) {
      await popup.click("Sign in");
      const login = await browser.loginPage();
      await (await namedElement(login, "button", "Anna Agent")).click();
    },
    shows: says("No call right now"),
  },
  {
    name: "ringing",
    sentence: "A call rings: whose it is, and what the IVR knows already.",
    async reach(stage) {
      await stage.command("import-configuration", { configuration: usualPolicy });
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind", state: "ringing" });
    },
    shows: says("Ringing", "Mara Lind"),
  },
  {
    name: "live",
    isBusy: true,
    sentence: "The call is live: what the administrator chose stands first, the rest one click away.",
    reach({ control }) {
      control.answer();
      return Promise.resolve();
    },
    shows: says("Connected", "Mara Lind"),
  },
  {
    name: "edited",
    isBusy: true,
    sentence: "Two values were typed and are not saved yet.",
    async reach({ popup }) {
      await popup.type("CallerType", "Provider");
      await popup.type("INQA_FIRST", "Alexandra");
    },
    shows: row("INQA_FIRST", "edited"),
  },
  {
    name: "conflict",
    isBusy: true,
    sentence: "Somebody else changed the value meanwhile: Calltag asks.",
    reach({ control }) {
      control.setAttributes({ attributes: { CallerType: "Broker" } });
      return Promise.resolve();
    },
    shows: row("CallerType", "conflict"),
  },
  {
    name: "error",
    isBusy: true,
    sentence: "Genesys Cloud refused the change: why, what became of it, and what to do.",
    async reach({ control, popup }) {
      await popup.click("Take theirs");
      control.fault({ method: "PATCH", answer: { status: 403, body: missingPermission } });
      await popup.save();
    },
    shows: row("INQA_FIRST", "failed"),
  },
  {
    name: "waiting",
    isBusy: true,
    sentence: "Genesys Cloud is overloaded: the change waits, and says until when.",
    async reach(stage) {
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
      stage.control.fault({ method: "PATCH", times: 50, answer: { status: 429, retryAfterSeconds: 600 } });
      await stage.popup.type("CallerType", "Provider");
      await stage.popup.save();
    },
    shows: says("Waiting"),
  },
  {
    name: "many-calls",
    isBusy: true,
    sentence: "Several calls at once: a choice, which stays.",
    async reach(stage) {
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
      stage.control.hold();
      stage.control.placeCall({ fixture: 1, callerName: "Noel Berg" });
      stage.control.placeCall({ fixture: 2, callerName: "Olga Winter", state: "ringing" });
    },
    shows: says("Noel Berg", "Olga Winter"),
  },
  {
    name: "ended",
    sentence: "The call is over: everything can still be read and copied.",
    async reach(stage) {
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
      stage.control.end({ wrapup: false });
    },
    shows: says("The call has ended"),
  },
  {
    name: "call-gone",
    isBusy: true,
    sentence: "Something was typed on a call that ended while the browser was closed: it can still be copied.",
    async reach(stage) {
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
      await typeOnGoneCall(stage.popup.page);
    },
    shows: says("Typed on a call that is gone", "Broker since May", "Mara Lind"),
  },
  {
    name: "without-policy",
    sentence: "Without a policy every attribute is there, and nothing is collapsed.",
    async reach(stage) {
      await stage.command("import-configuration", { configuration: plainPolicy });
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
    },
    shows: rows(54),
  },
  {
    name: "empty",
    sentence: "A call without a single attribute.",
    reach: (stage) => nextCall(stage, { attributes: {}, callerName: "Jo Empty" }),
    shows: says("Jo Empty"),
  },
  {
    name: "thousand",
    sentence: "1,000 attributes.",
    reach: (stage) => nextCall(stage, { attributes: thousand, callerName: "Tho Usand" }),
    shows: rows(1_000),
  },
  {
    name: "long-value",
    sentence: "A value of 8 KB.",
    reach: (stage) => nextCall(stage, { attributes: longValue, callerName: "Lo Ngvalue" }),
    shows: rows(Object.keys(longValue).length),
  },
  {
    name: "long-names",
    isBusy: true,
    sentence: "Names of 120 characters, with and without a place to break.",
    reach: (stage) => nextCall(stage, { attributes: longNames, callerName: "N".repeat(120), queue: "Q".repeat(120) }),
    shows: rows(Object.keys(longNames).length),
  },
  {
    name: "policy-locked",
    isBusy: true,
    sentence: "The administrator made most attributes read-only, masked one, and hid the rest.",
    async reach(stage) {
      await stage.command("import-configuration", { configuration: lockedPolicy });
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
    },
    shows: says("Mara Lind", "Read-only"),
  },
  {
    name: "tags",
    isBusy: true,
    sentence: "Tags and a note: one click or one digit each.",
    async reach(stage) {
      await stage.command("import-configuration", { configuration: taggingPolicy });
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
      await stage.popup.click("Complaint");
      await stage.popup.click("Legal review");
    },
    shows: async ({ page }) => (await page.$$("[aria-pressed=true]")).length === 2,
  },
  {
    name: "proposal",
    isBusy: true,
    sentence: "The CRM knows the caller: what it proposes, beside what is there.",
    async reach(stage) {
      await stage.command("import-configuration", { configuration: withSource });
      await nextCall(stage, { attributes: { Tier: "silver", Language: "" }, callerName: "Mara Lind" });
    },
    shows: says("CUST-998877", "Apply all"),
  },
  {
    name: "right-to-left",
    isBusy: true,
    sentence: "As an Arabic browser lays it out, with Arabic values.",
    async reach(stage) {
      await stage.command("import-configuration", { configuration: plainPolicy });
      await nextCall(stage, { attributes: rightToLeft, callerName: "ليلى حداد" });
      await stage.popup.type("نوع المتصل", "وسيط");
    },
    shows: row("نوع المتصل", "edited"),
    isRightToLeft: true,
  },
  {
    name: "offline",
    sentence: "No connection: what is on screen may be old, and what was saved waits.",
    async reach(stage) {
      const { control, popup } = stage;
      await stage.command("import-configuration", { configuration: usualPolicy });
      await nextCall(stage, { fixture: 0, callerName: "Mara Lind" });
      control.fault({ times: 1_000, answer: "drop-before" });
      control.refuseSockets({ times: 1_000 });
      control.dropSockets();
      await popup.type("CallerType", "Broker");
      await popup.save();
    },
    shows: row("CallerType", "saving"),
  },
  {
    name: "session-ended",
    // Last, for it is slow: a silent sign-in that needs the person is given up after a while.
    patience: 30_000,
    sentence: "The session lapsed while a change was on its way: it waits for the sign-in.",
    async reach(stage) {
      stage.control.clearFaults();
      stage.control.endLogins();
      stage.control.expireTokens();
      await stage.popup.type("INQA_FIRST", "Alexandra");
      await stage.popup.save();
    },
    shows: says("Sign in"),
  },
];
