import { waitUntil } from "../browsers/wait-until.ts";
import { type PopupPage, popupPage } from "../e2e/popup-page.ts";
import { missingPermission } from "../fixtures/missing-permission.ts";
import type { ReceivedEntry } from "../simulator/received.ts";
import { type Tour, tourRegion } from "./tour.ts";

/** A call: seen, filtered, edited, saved, changed by others, refused, ended. */
export async function work(tour: Tour): Promise<void> {
  const { browser, simulator, album } = tour;
  const { control } = simulator;
  const desk = await browser.openPage(`https://apps.${tourRegion}/directory/`);
  await waitUntil("the notification channel is open", () => control.state().openSockets === 1);
  control.placeCall({ fixture: 0 });
  await album.take(desk, {
    name: "agent-desktop",
    sentence: "The agent desktop that the simulator shows, on the call.",
    holds: () => desk.evaluate(() => document.body.innerText.includes("+4930555010")),
  });

  const popup = popupPage(await browser.openPopup());
  const shows = async (rows: number): Promise<boolean> => (await popup.shownAttributes()).length === rows;
  await album.take(popup.page, {
    name: "call",
    sentence: "The call, and the caller's 54 attributes.",
    holds: async () => (await shows(54)) && (await popup.text()).includes("+4930555010"),
  });
  await popup.filter("ANI");
  await album.take(popup.page, {
    name: "filter",
    sentence: "Filtered by ANI: the 3 attributes whose name or value holds it.",
    holds: () => shows(3),
  });
  await popup.filter("");
  await waitUntil("54 rows are shown again", () => shows(54));
  await edit(tour, popup);
  await changeElsewhere(tour, popup);
  await add(tour, popup);
  await refuse(tour, popup);
  await dark(tour, popup);
  control.end();
  control.finishWrapup();
  await album.take(popup.page, {
    name: "ended",
    sentence: "The caller hung up: values can still be copied, but not changed.",
    holds: async () => (await popup.text()).includes("The call has ended"),
  });
}

async function edit({ simulator, album }: Tour, popup: PopupPage): Promise<void> {
  const { control } = simulator;
  await popup.type("CallerType", "Provider");
  await album.take(popup.page, {
    name: "editing",
    sentence: "CallerType is edited and not saved yet.",
    holds: async () => (await popup.rowState("CallerType")) === "edited" && (await popup.text()).includes("1 change"),
  });
  await popup.save();
  await album.take(popup.page, {
    name: "saved",
    sentence: "Saved: one PATCH was received, and the event of Genesys Cloud confirmed it.",
    holds: async () =>
      (await popup.rowState("CallerType")) === "saved" &&
      (await popup.statusText()).includes("Saved: CallerType") &&
      bodiesOf(control.received({ method: "PATCH" })) === `{"attributes":{"CallerType":"Provider"}}`,
  });
}

async function changeElsewhere({ simulator, album }: Tour, popup: PopupPage): Promise<void> {
  simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
  await album.take(popup.page, {
    name: "changed-elsewhere",
    sentence: "The IVR changed CallerType; the open popup follows, and the row lights up for a moment.",
    isMoving: true,
    holds: async () => (await popup.value("CallerType")) === "Broker" && (await isLit(popup, "CallerType")),
  });
  await popup.type("CallerType", "Provider");
  await popup.waitForRow("CallerType", { state: "edited" });
  simulator.control.setAttributes({ attributes: { CallerType: "Member" } });
  await popup.waitForRow("CallerType", { state: "conflict" });
  await showRow(popup, "CallerType");
  await album.take(popup.page, {
    name: "conflict",
    sentence: "Someone else changed the same attribute meanwhile: Calltag asks, and overwrites nothing.",
    holds: async () =>
      (await popup.rowState("CallerType")) === "conflict" && (await popup.text()).includes("Take theirs"),
  });
  await popup.click("Take theirs");
  await popup.waitForRow("CallerType", { state: "saved", value: "Member" });
}

async function add({ album }: Tour, popup: PopupPage): Promise<void> {
  await popup.click("Add attribute");
  await popup.fill("Name", "CallbackNumber");
  await popup.fill("Value", "+4930555099");
  await album.take(popup.page, {
    name: "add",
    sentence: "Adding an attribute.",
    holds: () =>
      popup.page.$$eval("dialog[open] textarea", (fields) => fields.some(({ value }) => value === "+4930555099")),
  });
  await popup.click("Add");
  await popup.waitForRow("CallbackNumber", { state: "edited" });
}

async function refuse({ simulator, album }: Tour, popup: PopupPage): Promise<void> {
  const answer = { status: 403, body: missingPermission };
  simulator.control.fault({ method: "PATCH", answer });
  await popup.save();
  await popup.waitForRow("CallbackNumber", { state: "failed" });
  await showRow(popup, "CallbackNumber");
  await album.take(popup.page, {
    name: "refused",
    sentence: "Genesys Cloud refused a change (403): what was typed stays, with the reason and what to do.",
    holds: async () =>
      (await popup.rowState("CallbackNumber")) === "failed" &&
      (await popup.value("CallbackNumber")) === "+4930555099" &&
      (await popup.text()).includes("conversation:communication:view"),
  });
  await popup.click("Discard");
  await waitUntil(
    "the refused change is discarded",
    async () => (await popup.rowState("CallbackNumber")) === undefined,
  );
}

async function dark({ browser, album }: Tour, popup: PopupPage): Promise<void> {
  // Puppeteer cannot ask Firefox for it.
  if (browser.name !== "chromium") return;
  await popup.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await showRow(popup, "CallerType");
  await album.take(popup.page, {
    name: "dark",
    sentence: "The same in a dark browser.",
    holds: () => popup.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches),
  });
  await popup.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
}

/** The bodies of requests, a line each. */
function bodiesOf(entries: readonly ReceivedEntry[]): string {
  return entries.map(({ body }) => body ?? "").join("\n");
}

async function showRow({ page }: PopupPage, attribute: string): Promise<void> {
  await page.$eval(rowOf(attribute), (row) => {
    row.scrollIntoView({ block: "center" });
  });
}

/** Whether the row's light for a change from elsewhere is lit. */
async function isLit({ page }: PopupPage, attribute: string): Promise<boolean> {
  return page.$eval(rowOf(attribute), (row) => row.getAnimations().length > 0);
}

function rowOf(attribute: string): string {
  return `[data-attribute=${JSON.stringify(attribute)}]`;
}
