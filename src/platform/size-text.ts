import { locale } from "./i18n.ts";

const kilobyte = 1024;

/** `9318` → `9.1 kB`: rounded up, so that what is over a limit never looks as if it were at it. */
export function sizeText(bytes: number): string {
  const tenths = Math.ceil((bytes / kilobyte) * 10) / 10;
  return new Intl.NumberFormat(locale(), { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 }).format(tenths);
}
