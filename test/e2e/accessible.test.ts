import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedElement } from "../browsers/visible-element.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on a page, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate("axe.run()");
  // axe declares what its own `run` answers.
  return (results as AxeResults).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe("axe finds nothing to complain of", () => {
  let seat: Seat;
  let popup: PopupPage;

  beforeAll(async () => {
    seat = await takeSeat();
  });
  afterAll(async () => {
    await seat.end();
  });

  it("on the options page", async () => {
    const options = await seat.browser.openOptions();
    await options.waitForSelector("select");
    expect(await violations(options)).toEqual([]);
    await options.close();
    await seat.setUp("mypurecloud.de");
  });

  it("on the options page with what the connection check found", async () => {
    const options = await seat.browser.openOptions();
    const check = await namedElement(options, "button", "Check connection");
    await check.click();
    await options.waitForSelector("[data-result=bad]");
    expect(await violations(options)).toEqual([]);
    await options.close();
  });

  it("while signed out, and without a call", async () => {
    popup = await seat.openPopup();
    await popup.button("Sign in");
    expect(await violations(popup.page)).toEqual([]);
    await seat.signIn(popup, "Anna Agent");
    await popup.waitForText("No call");
    expect(await violations(popup.page)).toEqual([]);
  });

  it("on a call, with an edited row, a refused one and a conflict", async () => {
    seat.simulator.control.placeCall({ fixture: 0 });
    await popup.waitForRow("CallerType", { state: "saved" });
    expect(await violations(popup.page)).toEqual([]);
    seat.simulator.control.fault({ method: "PATCH", answer: { status: 403 } });
    await popup.type("MAJOR_LOB", "MCR");
    await popup.save();
    await popup.waitForRow("MAJOR_LOB", { state: "failed" });
    await popup.type("CallerType", "Broker");
    seat.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await popup.waitForRow("CallerType", { state: "conflict" });
    await popup.type("DNIS", "1");
    expect(await violations(popup.page)).toEqual([]);
  });

  it("on an ended call", async () => {
    seat.simulator.control.end();
    seat.simulator.control.finishWrapup();
    await popup.waitForText("ended");
    expect(await violations(popup.page)).toEqual([]);
  });
});
