import type { Page } from "puppeteer-core";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";

/** A field as a person finds it: its text, and whether it can be changed. */
export async function fieldNamed(page: Page, name: string, role: "combobox" | "textbox"): Promise<unknown> {
  const field = await namedElement(page, role, name);
  return field.evaluate((element) =>
    element instanceof HTMLSelectElement || element instanceof HTMLInputElement
      ? { value: element.value, locked: element.disabled }
      : undefined,
  );
}

/** What the page says is wrong with the policy, line by line. */
export function findings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const heading = [...document.querySelectorAll("h2")].find(({ textContent }) =>
      textContent.includes("Problems in your organization's policy"),
    );
    return [...(heading?.parentElement?.querySelectorAll("li") ?? [])].map(({ textContent }) => textContent);
  });
}

/** Chrome hands a policy over 2 to 6 s after its start (engineering.md), and reads a changed file some seconds later. */
export function untilArrived(what: string, holds: () => Promise<boolean>): Promise<void> {
  return waitUntil(what, holds, 40_000);
}
