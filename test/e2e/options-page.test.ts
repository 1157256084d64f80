import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { defaultClientId } from "../simulator/world.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";

let seat: Seat;
let options: Page;

async function press(name: string): Promise<void> {
  await (await namedElement(options, "button", name)).click();
}

async function text(): Promise<string> {
  return options.evaluate(() => document.body.innerText);
}

/** The kinds of the findings, in order, once the check is over. */
async function check(): Promise<string[]> {
  await options.$$eval("[data-kind]", (lines) => {
    for (const line of lines) line.setAttribute("data-old", "");
  });
  await press("Check connection");
  const isOver = async (): Promise<boolean> => (await options.$$("[data-kind]:not([data-old])")).length > 0;
  await waitUntil("the check is over", isOver, 60_000);
  return options.$$eval("[data-kind]", (lines) => lines.map((line) => line.getAttribute("data-kind") ?? ""));
}

async function said(): Promise<string> {
  return options.$$eval("[role=status]", (all) => all.map(({ textContent }) => textContent).join(" "));
}

async function useClient(clientId: string): Promise<void> {
  const field = await namedElement(options, "textbox", "Client ID");
  await field.click({ count: 3 });
  await field.type(clientId);
  await press("Save settings");
  await waitUntil("the settings are saved", async () => (await said()).includes("Settings saved."));
}

async function signInHere(person: string): Promise<void> {
  await press("Sign in");
  const login = await seat.browser.loginPage();
  await (await namedElement(login, "button", person)).click();
  await waitUntil("somebody is signed in", async () => (await text()).includes(`Signed in as ${person}`));
}

beforeAll(async () => {
  seat = await takeSeat();
  options = await seat.browser.openOptions();
});
afterAll(async () => {
  await seat.end();
});

describe("The first run", () => {
  it("leads by three steps, with the redirect URI of this very browser, to a signed-in state", async () => {
    await waitUntil("the steps are shown", async () => (await text()).includes("Three steps, once."));
    const shown = await options.$eval("#redirect-uri", (field) => field instanceof HTMLInputElement && field.value);
    expect(shown).toBe(seat.browser.redirectUri);
    await options.select("#region", region);
    await useClient(defaultClientId);
    await signInHere("Anna Agent");
    expect(await text()).toContain("All is set.");
    expect(await text()).not.toContain("Three steps, once.");
  });
});

describe("Check connection", () => {
  beforeEach(() => {
    seat.simulator.control.clearFaults();
    seat.simulator.control.setClockOffset({ ms: 0 });
  });

  it("finds all of it good while a Genesys tab is open", async () => {
    const desktop = await seat.openAgentDesktop(region);
    // On a busy machine the page has loaded before Calltag has looked at it, and it looks at no page that is covered.
    await waitUntil("the page in front is known", async () => {
      const frames = await options.evaluate(async () => JSON.stringify(await chrome.storage.session.get("frames")));
      return frames.includes('"isKnown":true');
    });
    await options.bringToFront();
    expect(await check()).toEqual([
      ...["hosts-granted", "login-reached", "client-accepted", "api-reached", "clock-right", "signed-in"],
      ...["scopes-found", "permissions-found", "streaming-reached", "page-heard"],
    ]);
    expect(await said()).toBe("The connection is good.");
    await desktop.close();
  });

  it("says that no Genesys tab is seen", async () => {
    expect(await check()).toContain("page-not-heard");
  });

  it("names login and API host when they cannot be reached", async () => {
    seat.simulator.control.fault({ host: `login.${region}`, times: 100, answer: "drop-before" });
    expect(await check()).toContain("login-unreachable");
    seat.simulator.control.clearFaults();
    seat.simulator.control.fault({ host: `api.${region}`, times: 100, answer: "drop-before" });
    expect(await check()).toContain("api-unreachable");
  });

  it("names a clock that is ten minutes off", async () => {
    seat.simulator.control.setClockOffset({ ms: -600_000 });
    expect(await check()).toContain("clock-off");
    expect(await text()).toContain("The clock of this computer is 10 minutes ahead.");
  });

  it("names a missing scope", async () => {
    seat.simulator.control.registerClient({ clientId: defaultClientId, redirectUris: [], scopes: ["users"] });
    expect(await check()).toContain("scopes-missing");
    expect(await text()).toContain("The OAuth client lacks: conversations, notifications.");
  });

  it("names a missing permission", async () => {
    seat.simulator.control.setPermissions({ user: "anna", permissions: ["conversation:call:coach"] });
    expect(await check()).toContain("permissions-missing");
    expect(await text()).toContain("conversation:communication:view");
  });

  // After all that look at the channel: once refused, it is not tried again at once.
  it("names the streaming host when it cannot be reached", async () => {
    seat.simulator.control.refuseSockets({ times: 12 });
    seat.simulator.control.dropSockets();
    expect(await check()).toContain("streaming-unreachable");
  });

  it("says that the session has ended and the person is needed, with a button to sign in", async () => {
    seat.simulator.control.endLogins();
    seat.simulator.control.expireTokens();
    expect(await check()).toContain("sign-in-needed");
    expect(await options.$$("[data-kind=sign-in-needed] button")).toHaveLength(1);
  });

  it("names the region to which the client belongs, and takes it on a click", async () => {
    seat.simulator.control.setHomeRegion({ region: "euw2.pure.cloud" });
    expect(await check()).toContain("region-wrong");
    await press("Use this region");
    await waitUntil(
      "the client is welcome there",
      async () => (await text()).includes("accepts the client ID"),
      60_000,
    );
    expect(await options.$eval("#region", (field) => field instanceof HTMLSelectElement && field.value)).toBe(
      "euw2.pure.cloud",
    );
    seat.simulator.control.setHomeRegion({});
  });

  it("names the access to Genesys that was taken back, as the popup does, and that it is there again", async () => {
    await seat.browser.allowHosts(false);
    expect(await check()).toContain("hosts-missing");
    expect(await options.$$("[data-kind=hosts-missing] button")).toHaveLength(1);
    const panel = await seat.browser.openPanel();
    await namedElement(panel, "button", "Allow access");
    await seat.browser.allowHosts(true);
    await waitUntil("the panel hears of it", async () =>
      panel.evaluate(() => !document.body.innerText.includes("Allow access")),
    );
    await panel.close();
    await options.bringToFront();
    expect(await check()).toContain("hosts-granted");
  });

  it("names a client ID that nobody knows, and a redirect URI that is not registered", async () => {
    const clientId = "1b4c8f2a-90d7-4e35-a6c1-7f02d9e8b3a4";
    await useClient(clientId);
    expect(await check()).toContain("client-refused");
    seat.simulator.control.registerClient({ clientId, redirectUris: ["https://elsewhere.example/"] });
    expect(await check()).toContain("redirect-refused");
    expect(await text()).toContain(seat.browser.redirectUri);
  });
});
