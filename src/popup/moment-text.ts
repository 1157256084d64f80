import { locale } from "../platform/i18n.ts";

/** Milliseconds since 1970 → date and time as people here write them. */
export function momentText(moment: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "medium" }).format(moment);
}
