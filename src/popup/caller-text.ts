import { message } from "../platform/i18n.ts";
import type { ShownCall } from "../protocol/published-state.ts";

/** Who is on the other side, as a person would say it. */
export function callerText({ caller, direction }: Pick<ShownCall, "caller" | "direction">): string {
  if (caller !== "") return caller;
  return message(direction === "internal" ? "colleague" : "unknownCaller");
}
