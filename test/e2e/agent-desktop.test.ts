import type { Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { type Seat, takeSeat } from "./seat.ts";

const apps = "https://apps.mypurecloud.de";

/** What content scripts are tested on must itself work: the simulated agent UI, in a real browser. */
describe("The simulated agent UI", () => {
  let seat: Seat;
  let page: Page | undefined;

  beforeAll(async () => {
    seat = await takeSeat();
  });
  afterEach(async () => {
    await page?.close();
    seat.simulator.control.reset();
  });
  afterAll(async () => {
    await seat.end();
  });

  const selected = (where: Page | Frame): Promise<string> =>
    where.evaluate(() => document.querySelector(".interaction-group.is-selected .participant-name")?.textContent ?? "");

  it("selects a roster item by a click, answers what rings, and closes its panel without removing it", async () => {
    const { control } = seat.simulator;
    control.placeCall({ callerName: "Mara" });
    control.placeCall({ callerName: "Noel" });
    const desk = (page = await seat.browser.openPage(`${apps}/directory/?user=anna#/activity`));
    await desk.waitForSelector(".interaction-group.is-selected");
    expect(await selected(desk)).toBe("Mara");
    await desk.click(".interaction-group:not(.is-selected)");
    await waitUntil("Noel is selected", async () => (await selected(desk)) === "Noel");

    const { conversationId } = control.placeCall({ callerName: "Olga", state: "ringing" });
    const answer = await desk.waitForSelector('.messenger-shown [data-action="answerInteraction"]');
    await answer?.click();
    await waitUntil("Olga is connected and selected", async () => (await selected(desk)) === "Olga");
    expect(control.conversation({ conversationId }).participants.at(-1)?.state).toBe("connected");

    await desk.click('[data-test-id="command-bar-agent"]');
    expect(await desk.$(".command-panel.panel-not-active .interaction-group")).not.toBeNull();
    expect(await desk.$(".command-panel.active")).toBeNull();
  });

  it("shows a supervisor the interaction in a frame, and moves it with the outer hash", async () => {
    const { control } = seat.simulator;
    control.assume({ analyticsView: "frame" });
    const first = control.placeCall({ callerName: "Mara" }).conversationId;
    const second = control.placeCall({ callerName: "Noel" }).conversationId;
    const desk = (page = await seat.browser.openPage(
      `${apps}/directory/?user=sara#/analytics/interactions/${first}/admin`,
    ));
    const framed = (): Frame | undefined => desk.frames().find((frame) => frame.url().includes("/analytics-ui/"));
    const title = async (): Promise<string> =>
      (await framed()?.evaluate(() => document.querySelector("h1")?.textContent)) ?? "";
    await waitUntil("the first interaction is shown", async () => (await title()) === "Mara");
    expect(new URL(framed()?.url() ?? "").hash).toBe(`#/interactions/${first}/admin`);
    await desk.evaluate((id) => {
      location.hash = `#/analytics/interactions/${id}/admin`;
    }, second);
    await waitUntil("the second interaction is shown", async () => (await title()) === "Noel");
    await framed()?.click('[data-supervise="monitor"]');
    await waitUntil("Sara monitors", () =>
      control.conversation({ conversationId: second }).participants.some(({ purpose }) => purpose === "user"),
    );
    await desk.evaluate(() => {
      location.hash = "#/activity";
    });
    await waitUntil("the frame is gone", () => framed() === undefined);
  });

  it("stands as embedded client in a frame of somebody else's page", async () => {
    seat.simulator.control.placeCall({ callerName: "Mara" });
    const frame = `${apps}/crm/embeddableFramework.html?user=anna`;
    const crm = (page = await seat.browser.openPage(
      `https://crm.example/?${new URLSearchParams({ frame }).toString()}`,
    ));
    const client = (): Frame | undefined => crm.frames().find((one) => one.url() === frame);
    await waitUntil("the client shows the call", async () => {
      const inside = client();
      return inside !== undefined && (await selected(inside)) === "Mara";
    });
    expect(await crm.$(".interaction-group")).toBeNull();
  });
});
