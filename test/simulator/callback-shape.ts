import { isCaller, type Call, type Leg } from "./call.ts";
import { iso, stateOf, type Shape } from "./shape-parts.ts";

/**
 * The callback beside the call on each leg of a callback that became one: `Callback` [SDK], empty for other kinds and for
 * legs of the flow. assumed: that it stays connected for as long as the call's leg does; no capture of that moment was found.
 */
export function callbackShape(call: Call, leg: Leg): Shape[] {
  if (call.kind !== "callback" || (leg.userId === undefined && !isCaller(leg))) return [];
  return [
    {
      state: stateOf(leg) === "dialing" ? "connected" : stateOf(leg),
      id: call.peerId,
      direction: "inbound",
      held: false,
      callbackNumbers: [call.dnis.replace(/^tel:/, "")],
      callbackUserName: call.legs.find(isCaller)?.name,
      skipEnabled: false,
      timeoutSeconds: 0,
      connectedTime: iso(call.startTime),
      provider: "Edge",
      afterCallWorkRequired: false,
    },
  ];
}
