import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { LanguageChoice } from "../protocol/settings.ts";
import { type Catalogue, keepCatalogueIn, message, speak } from "./i18n.ts";

/**
 * Lets a page speak the language of the settings, and the next one when they change. Resolves when it does so for the first time: what is
 * painted before would flash in another one.
 */
export async function followLanguage(
  language: ReadonlySignal<LanguageChoice | undefined>,
  loading: Promise<void>,
): Promise<void> {
  const catalogue = signal<Catalogue | undefined>(undefined);
  keepCatalogueIn(catalogue);
  effect(() => {
    document.documentElement.lang = message("languageTag");
  });
  // A page that cannot read the state says so itself.
  await loading.catch(() => undefined);
  await new Promise<void>((spoken) => {
    effect(() => {
      const wanted = language.value;
      void speak(wanted === "browser" ? undefined : wanted).then(spoken);
    });
  });
}
