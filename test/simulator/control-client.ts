import type { Control } from "./control.ts";

/** The control functions over HTTP: same names, same arguments, but promises. */
export type ControlClient = {
  [Name in keyof Control]: (...input: Parameters<Control[Name]>) => Promise<ReturnType<Control[Name]>>;
};

/** Speaks to the control API of a simulator in another process; `base` is for instance `http://127.0.0.1:4711`. */
export function createControlClient(base: string): ControlClient {
  // Both ends are built from the same `Control` type, so the answer's type is the function's.
  async function call<Result>(name: string, input: unknown): Promise<Result> {
    const answer = await fetch(`${base}/${name}`, { method: "POST", body: JSON.stringify(input ?? {}) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`simulator control ${name}: ${text}`);
    return JSON.parse(text) as Result;
  }
  return {
    placeCall: (input) => call("placeCall", input),
    ring: (input) => call("ring", input),
    answer: (input) => call("answer", input),
    missAlert: (input) => call("missAlert", input),
    callerAnswers: (input) => call("callerAnswers", input),
    linkContact: (input) => call("linkContact", input),
    setRecording: (input) => call("setRecording", input),
    hold: (input) => call("hold", input),
    unhold: (input) => call("unhold", input),
    mute: (input) => call("mute", input),
    unmute: (input) => call("unmute", input),
    transfer: (input) => call("transfer", input),
    completeTransfer: (input) => call("completeTransfer", input),
    cancelTransfer: (input) => call("cancelTransfer", input),
    addCaller: (input) => call("addCaller", input),
    removeCaller: (input) => call("removeCaller", input),
    leave: (input) => call("leave", input),
    end: (input) => call("end", input),
    finishWrapup: (input) => call("finishWrapup", input),
    replaceCaller: (input) => call("replaceCaller", input),
    setAttributes: (input) => call("setAttributes", input),
    supervise: (input) => call("supervise", input),
    stopSupervising: (input) => call("stopSupervising", input),
    addPerson: (input) => call("addPerson", input),
    setPermissions: (input) => call("setPermissions", input),
    registerClient: (input) => call("registerClient", input),
    issueToken: (input) => call("issueToken", input),
    setTokenLifetime: (input) => call("setTokenLifetime", input),
    setHomeRegion: (input) => call("setHomeRegion", input),
    setClockOffset: (input) => call("setClockOffset", input),
    expireTokens: (input) => call("expireTokens", input),
    revokeTokens: (input) => call("revokeTokens", input),
    endLogins: (input) => call("endLogins", input),
    dropSockets: (input) => call("dropSockets", input),
    sendSocketClosing: (input) => call("sendSocketClosing", input),
    sendFrame: (input) => call("sendFrame", input),
    removeChannels: (input) => call("removeChannels", input),
    openChannels: (input) => call("openChannels", input),
    silenceSockets: (input) => call("silenceSockets", input),
    refuseSockets: (input) => call("refuseSockets", input),
    fault: (input) => call("fault", input),
    clearFaults: () => call("clearFaults", {}),
    addContact: (input) => call("addContact", input),
    addCustomer: (input) => call("addCustomer", input),
    customer: (input) => call("customer", input),
    defineAction: (input) => call("defineAction", input),
    sourceFault: (input) => call("sourceFault", input),
    assume: (input) => call("assume", input),
    received: (input) => call("received", input),
    clearReceived: () => call("clearReceived", {}),
    conversation: (input) => call("conversation", input),
    state: () => call("state", {}),
    reset: () => call("reset", {}),
  };
}
