import type { Language } from "../attributes/languages.ts";
import type { BackgroundBrowser } from "./parts.ts";
import type { SettingsKeeper } from "./settings.ts";

/** Answers what makes the browser speak the language of the settings, and does nothing where it does. */
export function createLanguage(browser: BackgroundBrowser, settings: SettingsKeeper): () => Promise<void> {
  let spoken: Language | undefined;
  return async () => {
    const { language } = settings.current();
    const wanted = language === "browser" ? undefined : language;
    if (wanted === spoken) return;
    spoken = wanted;
    await browser.speak(wanted);
  };
}
