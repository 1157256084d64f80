import { message } from "../platform/i18n.ts";
import type { ShownCall } from "../protocol/published-state.ts";

/** Who is on the other side, as a person would say it. */
export function callerText({ caller }: Pick<ShownCall, "caller">): string {
  return caller === "" ? message("unknownCaller") : caller;
}
