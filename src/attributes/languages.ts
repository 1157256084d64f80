/**
 * Every language that Calltag speaks, by the name of its folder in `public/_locales`, with what its speakers call it. To add one: its
 * folder, and a line here.
 */
export const languages = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  it: "Italiano",
  ja: "日本語",
  pt_BR: "Português (Brasil)",
} as const;

export type Language = keyof typeof languages;
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code);
}
export const languageCodes: readonly Language[] = Object.keys(languages).filter(isLanguage);
