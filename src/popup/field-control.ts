import { type Control, typeOf } from "../attributes/policy/types.ts";
import type { Row } from "./rows.ts";

/** These cannot show a text that does not fit. */
const picky: readonly Control[] = ["checkbox", "date", "datetime"];

/** With what a row's value is edited; to be read, it is text. */
export function controlOf({ rule }: Row, { fits, editable }: { fits: boolean; editable: boolean }): Control {
  const control = rule ? typeOf(rule).control : "line";
  const isText = !editable || (!fits && picky.includes(control));
  return isText && control !== "lines" ? "line" : control;
}
