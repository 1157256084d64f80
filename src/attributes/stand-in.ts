import { masked } from "./policy/masking.ts";

/** Noncharacters: "for internal use", never text that is exchanged (Unicode 16, section 23.7). */
const opens = "\uFDD0";
const closes = "\uFDD1";
// No more digits than a map can have bytes (schema.ts, `totalBytes`): a text of this form that came from outside may say any number.
const head = /\uFDD0[^\uFDD1]*?:(\d{1,7})\uFDD1/;
const whole = /\uFDD0[^\uFDD1]*?:(\d{1,7})\uFDD1.*$/s;

/**
 * What pages get instead of a masked value: equal where the values are equal, so that an edit can begin on it, meet a conflict and
 * be measured, and nothing can be read in it but what the mask shows. `token` says nothing by itself.
 */
export function standInFor(token: string, value: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length - 2;
  return `${opens}${token}:${bytes.toString()}${closes}${masked(value)}`;
}

export function isStandIn(text: string | null | undefined): text is string {
  return text?.includes(opens) ?? false;
}

/** For people: dots where a value is masked. */
export function shownText(text: string): string {
  return text.replace(head, "");
}

/** As many bytes as the value itself has in a map. */
export function weighedText(text: string): string {
  return text.replace(whole, (_, bytes: string) => "0".repeat(Number(bytes)));
}
