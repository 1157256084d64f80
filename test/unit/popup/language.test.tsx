import { signal } from "@preact/signals";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { locale, message, speak } from "../../../src/platform/i18n.ts";
import { followLanguage } from "../../../src/platform/page-language.ts";
import { momentText } from "../../../src/popup/moment-text.ts";
import type { LanguageChoice } from "../../../src/protocol/settings.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { closePopups, openPopup } from "./open-popup.tsx";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

/** A few texts of a language that is not the browser's; the rest is missing. */
const german = {
  languageTag: { message: "de" },
  save: { message: "Sichern" },
  filterCount: { message: "$2 insgesamt, davon $1; $$5" },
};
const files = new Map<string, unknown>();
const fetched: string[] = [];

beforeEach(() => {
  files.set("chrome-extension://calltag/_locales/en/messages.json", german);
  vi.stubGlobal("fetch", async (url: string) => {
    fetched.push(url);
    return { json: async () => files.get(url) };
  });
});
afterEach(async () => {
  closePopups();
  vi.unstubAllGlobals();
  await speak(undefined);
  files.clear();
  fetched.length = 0;
});

describe("A language that somebody chooses", () => {
  test("is spoken from the extension's own file, with its substitutions in order", async () => {
    expect(message("save")).toBe("Save");
    await speak("en");
    expect(fetched).toEqual(["chrome-extension://calltag/_locales/en/messages.json"]);
    expect(message("save")).toBe("Sichern");
    expect(message("filterCount", 3, 61)).toBe("61 insgesamt, davon 3; $5");
  });

  test("has its own dates and numbers; without one they are the browser's", async () => {
    expect(locale()).toBeUndefined();
    await speak("en");
    expect(locale()).toBe("de");
    expect(momentText(Date.UTC(2026, 10, 23, 12))).toMatch(/^23\.11\.2026, /);
  });

  test("falls back to the browser's language for a text that is missing", async () => {
    await speak("en");
    expect(message("discard")).toBe("Discard");
  });

  test.each([
    { what: "is not there", file: undefined },
    { what: "is damaged", file: { save: "Sichern" } },
  ])("leaves the browser's language where its file $what", async ({ file }) => {
    files.set("chrome-extension://calltag/_locales/en/messages.json", file);
    await speak("en");
    expect(message("save")).toBe("Save");
    expect(locale()).toBeUndefined();
  });

  test("is given up again, though its file comes later than that", async () => {
    const reading = speak("en");
    await speak(undefined);
    await reading;
    expect(message("save")).toBe("Save");
  });
});

test("A page is painted anew when the language changes, and says which one it has", async () => {
  const language = signal<LanguageChoice | undefined>("browser");
  await followLanguage(language, Promise.resolve());
  await openPopup();
  await waitFor(() => screen.getByRole("button", { name: "Save" }));
  expect(document.documentElement.lang).toBe("en");
  language.value = "en";
  await waitFor(() => screen.getByRole("button", { name: "Sichern" }));
  expect(document.documentElement.lang).toBe("de");
  language.value = undefined;
  await waitFor(() => screen.getByRole("button", { name: "Save" }));
  expect(fakeBrowser.sent).toEqual([]);
});
