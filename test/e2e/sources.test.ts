import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { seededNumbers } from "../simulator/customer-seed.ts";
import { actionIds } from "../simulator/data-actions.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, signedInSeat } from "./seat.ts";

const crm = {
  name: "CRM",
  kind: "dataAction",
  actionId: actionIds.crm,
  input: { phone: "{ani.e164}" },
  map: { Tier: "$.customer.tier", CustomerId: "$.customer.id", Vip: "$.customer.vip", Language: "$.customer.language" },
  link: "https://crm.example/c/{value}",
};

let seat: Seat;
let popup: PopupPage;

function asked(): number {
  return seat.simulator.control.received({ method: "POST" }).filter(({ path }) => path.includes(actionIds.crm)).length;
}
function patches(): unknown[] {
  return seat.simulator.control.received({ method: "PATCH" }).map(({ body }) => JSON.parse(body ?? "null") as unknown);
}

beforeAll(async () => {
  seat = await signedInSeat("mypurecloud.de");
  await seat.importConfiguration({ sources: [crm] });
  // Somebody is there to see: a Genesys tab; no page of Calltag is open.
  await seat.openAgentDesktop("mypurecloud.de");
  seat.simulator.control.clearReceived();
});
afterAll(() => seat.end());

describe("A call that comes in while the popup is closed", () => {
  it("has its proposal ready when the popup opens, and the source was asked once", async () => {
    seat.simulator.control.placeCall({
      ani: `tel:${seededNumbers.one}`,
      attributes: { Tier: "silver", Vip: "", Other: "x" },
    });
    await waitUntil("the CRM is asked", () => asked() === 1);
    popup = await seat.openPopup();
    await popup.waitForText("Nothing is written until you apply it.");
    await popup.waitForText("CUST-998877");
    expect(patches()).toEqual([]);
  });

  it("takes by “Apply all”, in one PATCH, exactly what is new or empty, and asks about what the IVR wrote meanwhile", async () => {
    seat.simulator.control.setAttributes({ attributes: { Language: "pt-BR" } });
    await popup.waitForRow("Language", { value: "pt-BR" });
    await popup.click("Apply all");
    await popup.waitForRow("CustomerId", { value: "CUST-998877", state: "saved" });
    await popup.waitForRow("Vip", { value: "true", state: "saved" });
    expect(patches()).toEqual([{ attributes: { CustomerId: "CUST-998877", Vip: "true" } }]);
    await popup.waitForRow("Language", { state: "conflict" });
    await popup.waitForText("Written and read back: CustomerId, Vip");
    await popup.button("Take theirs");
    await popup.waitForRow("Tier", { value: "silver", state: "saved" });
  });

  it("is not asked about again by a second look, nor by a background that was killed", async () => {
    await seat.browser.closePopup(popup.page);
    await seat.browser.killBackground();
    popup = await seat.openPopup();
    await popup.waitForText("Written and read back: CustomerId, Vip");
    expect(asked()).toBe(1);
  });
});

describe("A source that answers while somebody types", () => {
  it("leaves the row where it is, and stands above it", async () => {
    seat.simulator.control.sourceFault({ source: "crm", what: "slow", delayMs: 3_000 });
    seat.simulator.control.end();
    seat.simulator.control.finishWrapup();
    seat.simulator.control.placeCall({
      ani: `tel:${seededNumbers.one}`,
      attributes: Object.fromEntries(
        ["Tier", "Vip", ...Array.from({ length: 40 }, (_, row) => `Row ${row}`)].map((name) => [name, "x"]),
      ),
    });
    await popup.waitForRow("Row 3", { value: "x" });
    await popup.type("Row 3", "typed");
    const top = (): Promise<number> =>
      popup.page.$eval('[data-attribute="Row 3"]', (row) => row.getBoundingClientRect().top);
    const before = await top();
    await popup.waitForText("Nothing is written until you apply it.");
    await popup.page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    );
    expect(Math.abs((await top()) - before)).toBeLessThan(2);
    await popup.page.keyboard.press("Escape");
    await popup.waitForRow("Row 3", { value: "x", state: "saved" });
  });
});

describe("A source that writes by itself", () => {
  it("says what it wrote and why it left a value out, and takes it back by its own Undo after another save", async () => {
    await seat.importConfiguration({
      sources: [{ ...crm, apply: "auto" }],
      attributes: [{ name: "Vip", type: "enum", values: ["yes", "no"] }],
    });
    await seat.browser.closePopup(popup.page);
    seat.simulator.control.end();
    seat.simulator.control.finishWrapup();
    seat.simulator.control.clearReceived();
    seat.simulator.control.placeCall({
      ani: `tel:${seededNumbers.one}`,
      attributes: { Tier: "silver", Language: "de-DE", Other: "x" },
    });
    popup = await seat.openPopup();
    await popup.waitForText("Written without asking, and read back: CustomerId");
    await popup.waitForText("The value of “Vip” must be “yes” or “no”.");
    expect(patches()).toEqual([{ attributes: { CustomerId: "CUST-998877" } }]);
    await popup.type("Other", "y");
    await popup.save();
    await popup.waitForRow("Other", { value: "y", state: "saved" });
    await popup.click("Undo what CRM wrote");
    await popup.waitForRow("CustomerId", { value: "", state: "saved" });
    expect(patches().at(-1)).toEqual({ attributes: { CustomerId: "" } });
    await popup.waitForRow("Other", { value: "y", state: "saved" });
  });
});
