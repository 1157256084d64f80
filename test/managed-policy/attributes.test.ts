import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedBrowser } from "../browsers/named-browser.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import type { PopupPage } from "../e2e/popup-page.ts";
import { type Seat, takeSeat } from "../e2e/seat.ts";
import { everythingStored, filesHolding } from "../e2e/storages.ts";
import { defaultClientId } from "../simulator/world.ts";
import { untilArrived } from "./options.ts";
import { rollOut, withdraw } from "./policy-file.ts";
import { downloaded, perceived, reported } from "./what-leaves.ts";

const { name } = namedBrowser();
const region = "mypurecloud.de";

const policy = {
  region,
  clientId: defaultClientId,
  attributes: [
    { name: "cust_tier", label: "Loyalty tier", type: "enum", values: ["bronze", "silver", "gold"] },
    { name: "vip", label: "VIP", type: "boolean" },
    { name: "renewal", label: "Renewal", type: "date" },
    { name: "pin", label: "PIN", sensitive: true },
    { name: "Customer ID", edit: [] },
  ],
  unlisted: "read",
  mask: ["^zephyr-\\d{4}$"],
};
/** Found nowhere else in a browser. By its name, by a pattern, and by what it is. */
const secrets = { pin: "quartz-4711-pin", Ticket: "zephyr-0815", Paid: "4111 1111 1111 1111" };
const typed = "walnut-2342-pin";
const attributes = { CECP_Flow: "Queue", ...secrets, "Customer ID": "C-104233", vip: "", cust_tier: "silver" };

let seat: Seat;
let popup: PopupPage;

function field(attribute: string, element: string): string {
  return `[data-attribute=${JSON.stringify(attribute)}] ${element}`;
}
function patches(): unknown[] {
  return seat.simulator.control.received({ method: "PATCH" }).map(({ body }) => JSON.parse(body ?? "") as unknown);
}
function holdsSecret(text: string): string[] {
  return [...Object.values(secrets), typed].filter((secret) => text.includes(secret));
}
async function inProfile(): Promise<string[]> {
  const files = [...Object.values(secrets), typed].map((secret) => filesHolding(seat.browser.profile, secret));
  return (await Promise.all(files)).flat();
}
async function reveal(): Promise<void> {
  await (await popup.page.waitForSelector(field("pin", "button.reveal")))?.click();
}

beforeAll(async () => {
  rollOut(name, policy);
  seat = await takeSeat();
  popup = await seat.openPopup();
  await untilArrived("the policy is there", async () => (await popup.text()).includes("Sign in"));
  await seat.signIn(popup, "Anna Agent");
  await popup.waitForText("No call");
  seat.simulator.control.placeCall({ attributes });
  await popup.waitForRow("Customer ID", { value: "C-104233", state: "saved" });
});
afterAll(async () => {
  withdraw(name);
  await seat.end();
});

describe("Attributes, as the organization means them,", () => {
  it("stand in its order under its labels, with the others after them, and say which are to read only", async () => {
    const rows = await popup.page.$$eval("[data-attribute]", (items) =>
      items.map((item) => [item.querySelector("label")?.textContent, item.querySelector(".locked")?.textContent ?? ""]),
    );
    expect(rows).toEqual([
      ...[
        ["Loyalty tier", ""],
        ["VIP", ""],
        ["Renewal", ""],
        ["PIN", ""],
        ["Customer ID", "Read-only"],
      ],
      ...[
        ["CECP_Flow", "Read-only"],
        ["Ticket", "Read-only"],
        ["Paid", "Read-only"],
      ],
    ]);
  });

  it("are edited as a choice, a box and a date of the browser's own, and written as Genesys has them", async () => {
    await popup.page.select(field("cust_tier", "select"), "gold");
    await (await popup.page.waitForSelector(field("vip", "input[type=checkbox]")))?.click();
    await popup.page.locator(field("renewal", "input[type=date]")).fill("2026-11-23");
    await popup.save();
    await waitUntil("all three are written", () => patches().length === 1);
    expect(patches()).toEqual([{ attributes: { cust_tier: "gold", vip: "true", renewal: "2026-11-23" } }]);
    await popup.waitForRow("renewal", { value: "2026-11-23", state: "saved" });
    expect(await popup.statusText()).toBe("Saved: Loyalty tier, VIP, Renewal");
  });
});

describe("A sensitive value", () => {
  it("is found neither on the page, nor by its accessibility tree, nor in any storage, nor in the profile, until it is revealed", async () => {
    expect(await perceived(popup.page)).toContain("••••••••in");
    expect(holdsSecret(await perceived(popup.page))).toEqual([]);
    expect(await inProfile()).toEqual([]);
    await reveal();
    // That the search finds what is there.
    await waitUntil("it is revealed", async () => holdsSecret(await perceived(popup.page)).length > 0);
    expect(holdsSecret(await perceived(popup.page))).toEqual([secrets.pin]);
    expect(await inProfile()).toEqual([]);
    await reveal();
    await waitUntil("it is masked again", async () => holdsSecret(await perceived(popup.page)).length === 0);
  });

  it("that somebody writes over another one is masked once it is saved, and on its way it is nowhere in the clear", async () => {
    seat.simulator.control.fault({ method: "PATCH", times: 1_000, answer: { status: 503 } });
    await popup.type("pin", typed);
    await popup.waitForRow("pin", { value: typed, state: "edited" });
    expect(await inProfile()).toEqual([]);
    await popup.save();
    await popup.waitForRow("pin", { value: "", state: "saving" });
    expect(holdsSecret(await perceived(popup.page))).toEqual([]);
    expect(await inProfile()).toEqual([]);
    seat.simulator.control.clearFaults();
    await popup.page.evaluate(() => chrome.runtime.sendMessage({ command: "refresh", request: {} }));
    await popup.waitForRow("pin", { value: "", state: "saved" });
    expect(patches().at(-1)).toEqual({ attributes: { pin: typed } });
  });

  it("is in no file of the history, nor in a report, nor in a storage that outlives the browser", async () => {
    const history = await downloaded(popup.page);
    expect(history).toContain('"name": "pin"');
    expect(history).toContain('"after": "••••••••in"');
    expect(holdsSecret(history)).toEqual([]);
    const options = await seat.browser.openOptions();
    const report = await reported(options);
    expect(report).toContain(`Region: ${region}`);
    expect(holdsSecret(report)).toEqual([]);
    // Of the storages only `storage.session` knows it, which is memory.
    const stored = JSON.parse(await everythingStored(options)) as { areas: unknown[]; records: unknown };
    expect(holdsSecret(JSON.stringify([stored.areas.slice(1), stored.records]))).toEqual([]);
    expect(await inProfile()).toEqual([]);
  });
});
