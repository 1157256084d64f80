import type { Appearance } from "../protocol/settings.ts";

/** Light or dark, whatever the system has; `undefined` and `system`: as the system has it (tokens.css). */
export function showAppearance(appearance: Appearance | undefined): void {
  document.documentElement.dataset.appearance = appearance ?? "system";
}
