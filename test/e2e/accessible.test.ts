import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedBrowser } from "../browsers/named-browser.ts";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { type Look, lookAt, narrowPanel, usualLooks } from "../pictures/look.ts";
import { setStage, type Stage } from "../pictures/stage.ts";
import { states } from "../pictures/states.ts";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { name, extension } = namedBrowser();

/** What is slow to come about has nothing on screen that another state lacks. */
const quick = states.filter(({ patience }) => patience === undefined);
/** Every state, in Chromium; Firefox has the same pages, and no driver makes them dark: of it the first ones are a sample. */
const searched = quick.slice(0, name === "chromium" ? undefined : quick.findIndex((state) => state.name === "waiting"));
const looks: readonly Look[] =
  name === "chromium" ? [...usualLooks, ...usualLooks.map((look) => ({ ...look, ...narrowPanel }))] : [];

/** Runs in the page. Of a thousand rows that are alike the first ones are enough: all take axe a minute. */
function showFirstRows(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("li[data-attribute]:nth-child(n + 70) { display: none }");
  document.adoptedStyleSheets = [sheet];
}

/** What axe finds on a page, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource);
  await page.evaluate(showFirstRows);
  const results = await page.evaluate("axe.run({ resultTypes: ['violations'] })");
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  // axe declares what its own `run` answers.
  return (results as AxeResults).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe("axe finds nothing to complain of", () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(name, extension);
  });
  afterAll(async () => {
    await stage.strike();
  });

  it("on the options page", async () => {
    const options = await stage.browser.openOptions();
    await options.waitForSelector("select");
    expect(await violations(options)).toEqual([]);
    await options.close();
  });

  it.each(searched)(
    "where popup and panel show $name, light and dark",
    async (state) => {
      await stage.popup.page.bringToFront();
      await state.reach(stage);
      for (const shown of [stage.popup, stage.panel]) {
        // Many rows are made frame by frame, and a covered tab draws none.
        await shown.page.bringToFront();
        await waitUntil(state.sentence, () => state.shows(shown), 60_000);
      }
      const found: string[] = [];
      // Each look at a thousand rows takes 12 s: light as popup and dark as panel, no more.
      const taken =
        state.name === "thousand"
          ? looks.filter(({ page, scheme }) => (page === "popup") === (scheme === "light"))
          : looks;
      for (const look of taken) {
        const { page } = stage[look.page];
        await lookAt(page, look, state.isRightToLeft === true);
        for (const one of await violations(page)) found.push(`${look.page}, ${look.name}: ${one}`);
      }
      if (looks.length === 0) found.push(...(await violations(stage.popup.page)));
      expect(found).toEqual([]);
    },
    180_000,
  );

  it("in the list of keys, the menu, and the dialogs", async () => {
    const { page } = stage.popup;
    const found: string[] = [];
    await page.bringToFront();
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open] kbd");
    found.push(...(await violations(page)));
    await page.keyboard.press("Escape");
    await stage.popup.click("Add attribute");
    await page.waitForSelector("dialog[open] textarea");
    found.push(...(await violations(page)));
    await page.keyboard.press("Escape");
    await page.click("button.avatar");
    await page.waitForSelector(".menu:popover-open");
    found.push(...(await violations(page)));
    expect(found).toEqual([]);
  });

  it("on the options page with what the connection check found", async () => {
    const options = await stage.browser.openOptions();
    const check = await namedElement(options, "button", "Check connection");
    await check.click();
    await options.waitForSelector("[data-result]");
    expect(await violations(options)).toEqual([]);
    await options.close();
  });
});
