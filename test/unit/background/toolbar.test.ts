import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { type ToolbarFacts, type ToolbarLook, toolbarLook } from "../../../src/background/toolbar.ts";
import { englishMessage } from "../../moved-clock/english-message.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

const nothing: ToolbarFacts = {
  isSignInNeeded: false,
  phase: undefined,
  conflicts: 0,
  failed: 0,
  unsaved: 0,
  missing: 0,
};
const cases = [
  { what: "nothing", facts: nothing, icon: "idle", text: "", title: "Calltag" },
  {
    what: "a call",
    facts: { ...nothing, phase: "connected" },
    icon: "calltag",
    text: "●",
    title: "Calltag: Call: Connected",
  },
  {
    what: "unsaved work",
    facts: { ...nothing, phase: "held", unsaved: 2 },
    icon: "unsaved",
    text: "2",
    title: "Calltag: Call: On hold · 2 not saved yet",
  },
  {
    what: "a required attribute that is missing",
    facts: { ...nothing, phase: "connected", missing: 1 },
    icon: "missing",
    text: "*1",
    title: "Calltag: Call: Connected · 1 still needed",
  },
  {
    what: "a conflict",
    facts: { ...nothing, phase: "ringing", conflicts: 1, unsaved: 2 },
    icon: "trouble",
    text: "!1",
    title: "Calltag: Call: Ringing · 1 conflict · 2 not saved yet",
  },
  {
    what: "a conflict and a refusal",
    facts: { ...nothing, conflicts: 2, failed: 1 },
    icon: "trouble",
    text: "!3",
    title: "Calltag: 2 conflicts · 1 not saved",
  },
  {
    what: "a sign-in that is needed",
    facts: { ...nothing, isSignInNeeded: true, phase: "after-call-work", failed: 1 },
    icon: "sign-in",
    text: "?",
    title: "Calltag: Sign in to go on · Call: After-call work · 1 not saved",
  },
] as const satisfies (Omit<ToolbarLook, "color"> & { what: string; facts: ToolbarFacts })[];

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("The toolbar button", () => {
  it.each(cases)("says $what by its drawing, its text, and in words", ({ facts, icon, text, title }) => {
    expect(toolbarLook(facts, englishMessage)).toMatchObject({ icon, text, title });
  });

  it.each(cases)("has the drawing for $what in the sizes of a toolbar", async ({ icon }) => {
    for (const size of [16, 32]) {
      const png = await readFile(`public/icons/${icon}-${size.toString()}.png`);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
  });

  it("has another drawing, another text and another colour for each kind of news", () => {
    const [call, unsaved, missing, conflict, , signIn] = cases
      .slice(1)
      .map(({ facts }) => toolbarLook(facts, englishMessage));
    const news = [call, unsaved, missing, conflict, signIn];
    expect(new Set(news.map((look) => look?.icon)).size).toBe(5);
    expect(new Set(news.map((look) => look?.color)).size).toBe(5);
    expect(new Set(news.map((look) => look?.text)).size).toBe(5);
  });

  it.each(cases)("can be read: white on the colour of $what", ({ facts }) => {
    expect(1.05 / (luminance(toolbarLook(facts, englishMessage).color) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

describe("On a call, the toolbar button", () => {
  let place: Workplace;
  const toolbar = () => place.seat.browser.toolbar;

  beforeEach(async () => {
    place = await createWorkplace();
    await place.signIn();
  });

  it("shows the call, and no longer when it has ended", async () => {
    expect(toolbar()).toMatchObject({ icon: "calltag", text: "●", title: "Calltag: Call: Connected" });
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(1_000);
    expect(toolbar()).toMatchObject({ icon: "idle", text: "", title: "Calltag" });
  });

  it("counts a draft whose value somebody else changed as a conflict", async () => {
    await place.seat.type(place.caller, "CallerType", "Broker", "Member");
    await place.clock.settle();
    expect(toolbar()).toMatchObject({ icon: "unsaved", text: "1" });
    place.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await place.clock.move(1_000);
    expect(toolbar()).toMatchObject({ icon: "trouble", text: "!1", title: "Calltag: Call: Connected · 1 conflict" });
  });

  it("counts what Genesys refused, once, though its draft is still there", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 400, body: { message: "No." } } });
    await place.save("CallerType", "Broker", "Member");
    await place.clock.move(1_000);
    expect(toolbar()).toMatchObject({ text: "!1", title: "Calltag: Call: Connected · 1 not saved" });
  });

  it("counts an addition that has no name yet", async () => {
    await place.seat.stored.session.set({ [place.addingKey()]: { name: "", value: "gold" } });
    await place.clock.settle();
    expect(toolbar()).toMatchObject({ text: "1", title: "Calltag: Call: Connected · 1 not saved yet" });
    await place.seat.stored.session.set({ [place.addingKey()]: { name: "", value: "" } });
    await place.clock.settle();
    expect(toolbar().text).toBe("●");
  });

  it("says that the session has ended, and what waits for it", async () => {
    place.seat.browser.person = undefined;
    place.simulator.control.expireTokens();
    place.simulator.control.endLogins();
    await place.save("CallerType", "Broker", "Member");
    await place.clock.move(5_000);
    expect(toolbar().text).toBe("?");
    expect(toolbar().title).toBe("Calltag: Sign in to go on · Call: Connected · 1 not saved yet");
  });

  it("is right again after the background was killed", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    place.seat.kill();
    Object.assign(toolbar(), { text: "", title: "" });
    await place.seat.background().ready;
    expect(toolbar()).toMatchObject({ text: "1", title: "Calltag: Call: Connected · 1 not saved yet" });
  });

  it("holds nothing else up where the browser refuses it, and is tried again", async () => {
    const { browser } = place.seat;
    const set = browser.setToolbar.bind(browser);
    place.seat.kill();
    browser.setToolbar = () => Promise.reject(new Error("Failed to set icon: Failed to fetch"));
    Object.assign(toolbar(), { text: "", title: "" });
    expect(await place.seat.command("refresh", {})).toMatchObject({ ok: true });
    await place.seat.command("sign-out", { everywhere: false });
    expect(await place.seat.command("sign-in", {})).toMatchObject({ ok: true });
    expect((await place.seat.state()).account.status).toBe("signed-in");
    browser.setToolbar = set;
    await place.clock.move(1_000);
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    expect(toolbar()).toMatchObject({ text: "1" });
  });

  it("reminds of what the organization requires, until it is typed, on its way or there, and only on a call", async () => {
    const rule = { name: "Reason", required: true };
    const readOnly = { name: "Checked", required: true, edit: [] };
    await place.seat.stored.managed.set({ attributes: [rule, readOnly] });
    await place.clock.move(1_000);
    expect(toolbar()).toMatchObject({ text: "*1", title: "Calltag: Call: Connected · 1 still needed" });
    await place.seat.type(place.caller, "Reason", "billing", null);
    await place.clock.settle();
    expect(toolbar().text).toBe("1");
    await place.save("Reason", "billing", null);
    await place.clock.move(1_000);
    expect(toolbar().text).toBe("●");
    place.simulator.control.setAttributes({ attributes: { Reason: " " } });
    await place.clock.move(1_000);
    expect(toolbar().text).toBe("*1");
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(1_000);
    expect(toolbar().text).toBe("");
  });

  it("asks for a sign-in while Genesys is open, and leaves those alone who are not there", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.settle();
    expect(toolbar()).toMatchObject({ text: "", title: "Calltag" });
    const message = { command: "frame-is", request: { visibility: "visible" } };
    await place.seat.background().answer(message, { kind: "content", frame: { tabId: 7, frameId: 0 } });
    await place.clock.settle();
    expect(toolbar()).toMatchObject({ icon: "sign-in", text: "?", title: "Calltag: Sign in to go on" });
  });
});

describe("A background that is woken by a page that opens", () => {
  it("shows what it showed, and leaves the alarm of the watch alone, until it knows more", async () => {
    const place = await createWorkplace();
    await place.signIn();
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    const { browser } = place.seat;
    place.seat.kill();
    const shown: string[] = [];
    const cleared: string[] = [];
    const [setToolbar, clearAlarm] = [browser.setToolbar.bind(browser), browser.clearAlarm.bind(browser)];
    browser.setToolbar = (look) => {
      shown.push(look.text);
      return setToolbar(look);
    };
    browser.clearAlarm = (name) => {
      cleared.push(name);
      return clearAlarm(name);
    };
    place.seat.openView();
    await place.clock.move(2_000);
    expect(shown).toEqual(["1"]);
    expect(cleared).not.toContain("watch");
    expect(browser.alarms.has("watch")).toBe(true);
  });
});
