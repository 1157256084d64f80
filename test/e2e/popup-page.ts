import type { ElementHandle, Page } from "puppeteer-core";
import { namedElement, visibleElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";

/** The popup as a person uses it: by roles and names (product.md, "Names that tests and people rely on"). */
export interface PopupPage {
  readonly page: Page;
  button(name: string): Promise<ElementHandle>;
  click(name: string): Promise<void>;
  /** The names of the attributes whose rows can be seen, in order. */
  shownAttributes(): Promise<string[]>;
  rowState(attribute: string): Promise<string | undefined>;
  value(attribute: string): Promise<string | undefined>;
  /** Replaces the text of an attribute's field by typing. */
  type(attribute: string, text: string): Promise<void>;
  filter(text: string): Promise<void>;
  /** Types into a field that is named by its label. */
  fill(name: string, text: string): Promise<void>;
  /** Presses the one button whose name begins "Save". */
  save(): Promise<void>;
  /** The options of the listbox "Calls": none while there is but one call. */
  calls(): Promise<string[]>;
  signOut(): Promise<void>;
  /** Everything that stands on the page. */
  text(): Promise<string>;
  statusText(): Promise<string>;
  waitForText(text: string): Promise<void>;
  waitForRow(attribute: string, what: { value?: string; state?: string }): Promise<void>;
}

function rowSelector(attribute: string): string {
  return `[role=listitem][data-attribute=${JSON.stringify(attribute)}], li[data-attribute=${JSON.stringify(attribute)}]`;
}

function fieldSelector(attribute: string): string {
  return rowSelector(attribute)
    .split(", ")
    .flatMap((row) => [`${row} input`, `${row} textarea`])
    .join(", ");
}

/** Runs in the page: the buttons that can be seen and whose names begin "Save". */
function savingButtons(): Element[] {
  return [...document.querySelectorAll("button")].filter(
    (button) =>
      button.getClientRects().length > 0 &&
      (button.getAttribute("aria-label") ?? button.textContent.trim()).startsWith("Save"),
  );
}

export function popupPage(page: Page): PopupPage {
  const popup: PopupPage = {
    page,
    button: (name) => namedElement(page, "button", name),
    async click(name) {
      await (await popup.button(name)).click();
    },
    shownAttributes: () =>
      page.$$eval("[data-attribute]", (rows) =>
        rows.filter((row) => row.getClientRects().length > 0).map((row) => row.getAttribute("data-attribute") ?? ""),
      ),
    rowState: (attribute) =>
      page.$$eval(rowSelector(attribute), (rows) => rows[0]?.getAttribute("data-state") ?? undefined),
    value: (attribute) =>
      page.$$eval(fieldSelector(attribute), ([field]) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : undefined,
      ),
    async type(attribute, text) {
      const field = await visibleElement(page, fieldSelector(attribute));
      await field.evaluate((element) => {
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
          element.focus();
          element.select();
        }
      });
      await page.keyboard.type(text);
    },
    async filter(text) {
      const box = await namedElement(page, "searchbox", "Filter attributes");
      await box.evaluate((element) => {
        if (element instanceof HTMLInputElement) {
          element.focus();
          element.select();
        }
      });
      if (text === "") await page.keyboard.press("Backspace");
      else await page.keyboard.type(text);
    },
    async fill(name, text) {
      await (await namedElement(page, "textbox", name)).type(text);
    },
    async save() {
      const found = await page.evaluateHandle(savingButtons);
      const saving = [...(await found.getProperties()).values()].flatMap((handle) => handle.asElement() ?? []);
      const [only] = saving;
      if (!only || saving.length > 1) throw new Error(`${saving.length.toString()} visible buttons begin with "Save"`);
      await (only as ElementHandle).click();
    },
    calls: () =>
      page.$$eval("[role=listbox] [role=option]", (options) => options.map(({ textContent }) => textContent)),
    async signOut() {
      await (await visibleElement(page, "button.avatar")).click();
      await popup.click("Sign out");
    },
    text: () => page.evaluate(() => document.body.innerText),
    statusText: () => page.$$eval("[role=status]", (all) => all.map((element) => element.textContent).join(" ")),
    waitForText: (text) => waitUntil(`the popup says "${text}"`, async () => (await popup.text()).includes(text)),
    async waitForRow(attribute, { value, state }) {
      await waitUntil(
        `row ${attribute} has ${JSON.stringify({ value, state })}`,
        async () =>
          (value === undefined || (await popup.value(attribute)) === value) &&
          (state === undefined || (await popup.rowState(attribute)) === state),
      ).catch(async (error: unknown) => {
        const instead = { value: await popup.value(attribute), state: await popup.rowState(attribute) };
        throw new Error(`${String(error)}, but ${JSON.stringify(instead)}: ${await popup.statusText()}`);
      });
    },
  };
  return popup;
}
