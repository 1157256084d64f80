import type { Page } from "puppeteer-core";
import { namedElement } from "../browsers/visible-element.ts";
import { popupPage } from "../e2e/popup-page.ts";
import { defaultClientId } from "../simulator/world.ts";
import { type Tour, tourRegion } from "./tour.ts";

/** From the installed extension to an agent who is signed in and waits for a call. */
export async function arrive({ browser, simulator, album }: Tour): Promise<void> {
  const { control } = simulator;
  const fresh = popupPage(await browser.openPopup());
  await album.take(fresh.page, {
    name: "not-set-up",
    sentence: "The popup after the installation leads to the settings.",
    holds: async () => (await fresh.text()).includes("Open settings"),
  });
  await browser.closePopup(fresh.page);

  const options = await browser.openOptions();
  await enterSettings(options);
  await album.take(options, {
    name: "settings",
    sentence:
      "The settings page: region and client ID are saved; below, what an administrator enters in Genesys Cloud.",
    isLong: true,
    holds: async () => {
      const text = await options.evaluate(() => document.body.innerText);
      const redirectUri = await options.$$eval("input", (fields) => fields.map(({ value }) => value).join(" "));
      return text.includes("Settings saved.") && redirectUri.includes(browser.redirectUri);
    },
  });
  await options.close();

  const popup = popupPage(await browser.openPopup());
  await album.take(popup.page, {
    name: "signed-out",
    sentence: "Set up and signed out.",
    holds: async () => (await popup.text()).includes("Sign in to Genesys Cloud"),
  });
  await popup.click("Sign in");
  const login = await browser.loginPage();
  await album.take(login, {
    name: "sign-in-page",
    sentence: "The sign-in page; here the simulator's, in life the one of Genesys Cloud.",
    holds: () => login.evaluate(() => document.body.innerText.includes("Anna Agent")),
  });
  await (await namedElement(login, "button", "Anna Agent")).click();
  await album.take(popup.page, {
    name: "no-call",
    sentence: "Anna Agent is signed in, and no call is there.",
    holds: async () => control.state().tokens === 1 && (await popup.text()).includes("No call right now"),
  });
  await browser.closePopup(popup.page);
}

async function enterSettings(options: Page): Promise<void> {
  await options.waitForSelector("select");
  await options.select("select", tourRegion);
  await (await namedElement(options, "textbox", "Client ID")).type(defaultClientId);
  await (await namedElement(options, "button", "Save settings")).click();
}
