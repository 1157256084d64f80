import browser from "webextension-polyfill";
import * as z from "zod/mini";
import type english from "../../public/_locales/en/messages.json";
import type { Language } from "../attributes/languages.ts";

export type MessageKey = keyof typeof english;

const catalogueSchema = z.record(z.string(), z.object({ message: z.string() }));
export type Catalogue = z.infer<typeof catalogueSchema>;

/** The texts of the language that somebody chose; without one, the browser's own language is spoken. */
let chosen: { value: Catalogue | undefined } = { value: undefined };

let wanted: Language | undefined;

/** A page keeps them in a signal: then whatever speaks is painted anew when the language changes. */
export function keepCatalogueIn(holder: typeof chosen): void {
  chosen = holder;
}

/**
 * Speaks the chosen language from now on; `undefined`: the browser's own. `browser.i18n` cannot be switched, so the texts are read from
 * the extension's own files. Where they cannot be read, the browser's language stays: a text is better than none.
 */
export async function speak(language: Language | undefined): Promise<void> {
  wanted = language;
  const catalogue = language && (await read(language));
  // Another one may have been chosen meanwhile, and have been read sooner.
  if (wanted === language) chosen.value = catalogue;
}

async function read(language: Language): Promise<Catalogue | undefined> {
  try {
    const file = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
    return catalogueSchema.parse(await file.json());
  } catch {
    return undefined;
  }
}

/** `$1` … `$9` are the substitutions, in order; `$$` is a dollar sign (as `browser.i18n` has it). */
function filled(text: string, substitutions: readonly (string | number)[]): string {
  return text.replace(/\$([1-9$])/g, (_, mark: string) =>
    mark === "$" ? mark : String(substitutions[Number(mark) - 1] ?? ""),
  );
}

/** The text of a message in the person's language; `$1`, `$2` … in it stand for the substitutions, in order. */
export function message(key: MessageKey, ...substitutions: (string | number)[]): string {
  const text = chosen.value?.[key]?.message;
  return text === undefined ? browser.i18n.getMessage(key, substitutions.map(String)) : filled(text, substitutions);
}

/** By what dates and numbers are written: the chosen language; `undefined`: as the browser has it. */
export function locale(): string | undefined {
  return chosen.value && message("languageTag");
}
