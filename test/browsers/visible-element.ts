import type { ElementHandle, Page } from "puppeteer-core";
import { waitUntil } from "./wait-until.ts";

const selectors = {
  button: "button, [role=button]",
  textbox: "textarea, input:not([type]), input[type=text], [role=textbox]",
  searchbox: "input[type=search]",
  combobox: "select, [role=combobox]",
} as const;

/** Runs in the page: an element that can be seen, and has the name if one is given. */
function findVisible(selector: string, name: string | null): Element | null {
  return (
    [...document.querySelectorAll(selector)].find((element) => {
      if (element.getClientRects().length === 0) return false;
      if (name === null) return true;
      const labels = "labels" in element && element.labels instanceof NodeList ? [...element.labels] : [];
      // A label may stand around its field.
      const labelled = labels.flatMap((label) => [...label.childNodes]).filter((node) => !node.contains(element));
      const texts = labelled.length > 0 ? labelled : [element];
      const text = element.getAttribute("aria-label") ?? texts.map(({ textContent }) => textContent).join(" ");
      return text.replace(/\s+/g, " ").trim() === name;
    }) ?? null
  );
}

async function found(page: Page, what: string, selector: string, name: string | null): Promise<ElementHandle> {
  const elements: ElementHandle[] = [];
  await waitUntil(what, async () => {
    // Between two documents there is none.
    const handle = await page.evaluateHandle(findVisible, selector, name).catch(() => undefined);
    // Elements are all that it finds.
    const element = handle?.asElement() as ElementHandle | null | undefined;
    if (element) elements.push(element);
    return elements.length > 0;
  });
  const [element] = elements;
  if (element === undefined) throw new Error(`Not there: ${what}`);
  return element;
}

/** Waits for an element that can be seen. */
export function visibleElement(page: Page, selector: string): Promise<ElementHandle> {
  return found(page, `${selector} is seen`, selector, null);
}

/**
 * Waits for an element that can be seen, as a person finds it: by what it is, and its accessible name. The page itself is asked:
 * the accessibility tree costs Firefox 0.6 s of processor time a question, and its own waiting a second in a covered tab.
 */
export function namedElement(page: Page, role: keyof typeof selectors, name: string): Promise<ElementHandle> {
  return found(page, `the ${role} "${name}" is seen`, selectors[role], name);
}
