import browser from "webextension-polyfill";
import type english from "../../public/_locales/en/messages.json";

export type MessageKey = keyof typeof english;

/** The text of a message in the person's language; `$1`, `$2` … in it stand for the substitutions, in order. */
export function message(key: MessageKey, ...substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(key, substitutions.map(String));
}
