import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ExtensionCopy } from "../browsers/extension-copy.ts";
import { namedBrowser } from "../browsers/named-browser.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { withNotifications } from "../browsers/with-notifications.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";

interface Toolbar {
  readonly text: string;
  readonly title: string;
}

/** What the toolbar button shows, asked on one of the extension's own pages. */
function toolbar(page: Page): Promise<Toolbar> {
  return page.evaluate(async () => ({
    text: await chrome.action.getBadgeText({}),
    title: await chrome.action.getTitle({}),
  }));
}

/** The notifications that the system shows now. Without the permission there is no API. */
function notices(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => {
    const api: { readonly notifications?: typeof chrome.notifications } = chrome;
    return (await api.notifications?.getAll()) ?? {};
  });
}

/** Firefox without a desktop to show it on ends each notification at once, and tells the extension which: that is heard here. */
async function hearEndedNotices(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const ended: string[] = [];
    Reflect.set(window, "endedNotices", ended);
    chrome.notifications.onClosed.addListener((id) => ended.push(id));
  });
  return () => page.evaluate(() => Reflect.get(window, "endedNotices") as string[]);
}

describe("outside of its pages, Calltag", () => {
  const { name, extension } = namedBrowser();
  let seat: Seat;
  let copy: ExtensionCopy | undefined;
  let popup: PopupPage;
  let options: Page;

  async function shows(what: Toolbar): Promise<void> {
    let seen: Toolbar | undefined;
    await waitUntil(`the toolbar shows ${JSON.stringify(what)}`, async () => {
      seen = await toolbar(options);
      return seen.text === what.text && seen.title === what.title;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}, but ${JSON.stringify(seen)}`);
    });
  }

  beforeAll(async () => {
    copy = name === "chromium" ? await withNotifications(extension) : undefined;
    seat = await takeSeat(copy?.folder ?? extension);
    popup = await seat.arrive(region);
    await seat.browser.closePopup(popup.page);
    options = await seat.browser.openOptions();
  });
  afterAll(async () => {
    await seat.end();
    await copy?.discard();
  });
  beforeEach(async () => {
    const { control } = seat.simulator;
    for (const conversationId of control.state().conversations)
      if (!control.conversation({ conversationId }).ended) control.end({ conversationId, wrapup: false });
    popup = await seat.openPopup();
    // Else what is typed next may be typed on the call before, whose end the pages have not heard of yet.
    await shows({ text: "", title: "Calltag" });
    control.placeCall({ fixture: 0, callerName: "Riley" });
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
  });

  it("has keys that this browser grants", async () => {
    const keys = await options.evaluate(async () => (await chrome.commands.getAll()).map(({ shortcut }) => shortcut));
    expect(keys).toEqual(["Alt+Shift+K", "Alt+Shift+L"]);
    await seat.browser.closePopup(popup.page);
  });

  it("shows on the toolbar button the call, what is typed, a conflict, and its end", async () => {
    await shows({ text: "●", title: "Calltag: Call: Connected" });
    await popup.type("CallerType", "Broker");
    await shows({ text: "1", title: "Calltag: Call: Connected · 1 not saved yet" });
    seat.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await shows({ text: "!1", title: "Calltag: Call: Connected · 1 conflict" });
    await popup.click("Take theirs");
    await shows({ text: "●", title: "Calltag: Call: Connected" });
    seat.simulator.control.end({ wrapup: false });
    await shows({ text: "", title: "Calltag" });
    await seat.browser.closePopup(popup.page);
  });

  it("takes text that is selected in Genesys' page as the value of a new attribute, and asks for its name", async () => {
    await seat.browser.closePopup(popup.page);
    const desk = await seat.openAgentDesktop(region);
    await desk.waitForSelector(".participant-name span");
    await desk.evaluate(() => {
      const text = document.querySelector(".participant-name span");
      if (text) getSelection()?.selectAllChildren(text);
    });
    popup = popupPage(await seat.browser.chooseForSelectedText(desk, "Add to call as attribute…"));
    await popup.page.waitForSelector("dialog[open]");
    const value = await popup.page.$eval("dialog textarea", (field) => field.value);
    expect(value).toBe("Riley");
    const focused = await popup.page.evaluate(() => {
      const field = document.activeElement;
      return field instanceof HTMLInputElement ? field.labels?.[0]?.textContent : null;
    });
    expect(focused).toBe("Name");
    await popup.page.keyboard.type("Spoken name");
    await popup.page.keyboard.press("Enter");
    await popup.waitForRow("Spoken name", { value: "Riley", state: "edited" });
    await popup.save();
    await popup.waitForRow("Spoken name", { state: "saved" });
    await seat.browser.closePopup(popup.page);
    await desk.close();
  });

  it("notifies of a conflict while it is closed, if someone wants that, and not otherwise", async () => {
    const { control } = seat.simulator;
    const shown = async (): Promise<string[]> => Object.keys(await notices(options));
    await seat.browser.closePopup(popup.page);
    // Nobody would hear of the conflict without it.
    const desk = await seat.openAgentDesktop(region);
    popup = await seat.openPopup();
    await popup.type("CallerType", "Broker");
    await shows({ text: "1", title: "Calltag: Call: Connected · 1 not saved yet" });
    await seat.browser.closePopup(popup.page);
    control.setAttributes({ attributes: { CallerType: "Agency" } });
    await shows({ text: "!1", title: "Calltag: Call: Connected · 1 conflict" });
    expect(await notices(options)).toEqual({});
    popup = await seat.openPopup();
    await popup.click("Take theirs");
    await shows({ text: "●", title: "Calltag: Call: Connected" });
    await options.bringToFront();
    await options.click("input[aria-describedby=notify-help]");
    await waitUntil("the options say so", async () =>
      (await options.$$eval("[role=status]", (all) => all.map(({ textContent }) => textContent))).includes(
        "Notifications are on.",
      ),
    );
    const ended = name === "firefox" ? await hearEndedNotices(options) : undefined;
    if (popup.page.isClosed()) popup = await seat.openPopup();
    await popup.page.bringToFront();
    await popup.type("CallerType", "Provider");
    await shows({ text: "1", title: "Calltag: Call: Connected · 1 not saved yet" });
    await seat.browser.closePopup(popup.page);
    control.setAttributes({ attributes: { CallerType: "Guest" } });
    await waitUntil("it is said", async () => (await (ended?.() ?? shown())).join() === "conflict");
    expect(JSON.stringify(await notices(options))).not.toMatch(/Provider|Guest|Agency/);
    popup = await seat.openPopup();
    await waitUntil("the popup says it now", async () => (await shown()).length === 0);
    await popup.click("Take theirs");
    await seat.browser.closePopup(popup.page);
    await desk.close();
  });

  it("asks on the toolbar button for the sign-in of someone who has Genesys open", async () => {
    await seat.browser.closePopup(popup.page);
    await seat.openAgentDesktop(region);
    popup = await seat.openPopup();
    await popup.signOut();
    await shows({ text: "?", title: "Calltag: Sign in to go on" });
  });
});
