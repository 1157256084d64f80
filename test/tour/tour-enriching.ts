import { popupPage } from "../e2e/popup-page.ts";
import { seededNumbers } from "../simulator/customer-seed.ts";
import { actionIds } from "../simulator/data-actions.ts";
import type { Tour } from "./tour.ts";

/** A configuration with a CRM behind a Data Action, as an administrator would roll it out. */
export const demoConfiguration = {
  sources: [
    {
      name: "CRM",
      kind: "dataAction",
      actionId: actionIds.crm,
      // It remembers the conversation: the next call of this caller says how often they have called.
      input: { phone: "{ani.e164}", conversationId: "{conversationId}" },
      map: {
        CustomerId: "$.customer.id",
        Tier: "$.customer.tier",
        Language: "$.customer.language",
        LifetimeValue: "$.customer.lifetimeValue",
        EarlierCalls: "$.customer.history.timesCalled",
      },
      link: "https://crm.example/c/{value}",
    },
  ],
};

/** The message that takes it over, as the settings page sends it. */
export const importDemo = { command: "import-configuration", request: { configuration: demoConfiguration } };

/** A call whose caller the CRM knows. */
export async function enrich({ browser, simulator, album }: Tour): Promise<void> {
  const settings = await browser.openOptions();
  await settings.evaluate((message) => chrome.runtime.sendMessage(message), importDemo);
  await settings.close();
  simulator.control.placeCall({ ani: `tel:${seededNumbers.one}`, attributes: { Tier: "silver", Language: "" } });
  const popup = popupPage(await browser.openPopup());
  await album.take(popup.page, {
    name: "proposal",
    sentence:
      "The CRM knows the caller: what it proposes, beside what is there. Nothing is written until someone applies it.",
    holds: async () => (await popup.text()).includes("CUST-998877") && (await popup.text()).includes("Apply all"),
  });
  await popup.click("Apply all");
  await album.take(popup.page, {
    name: "applied",
    sentence:
      "Applied: what was new or empty is written and read back; the tier, which says something else, is left alone.",
    holds: async () =>
      (await popup.value("CustomerId")) === "CUST-998877" &&
      (await popup.value("Tier")) === "silver" &&
      (await popup.text()).includes("Written and read back"),
  });
}
