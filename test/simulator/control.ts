import type { AssumedChanges } from "./assumption-schema.ts";
import type { Assumptions } from "./assumptions.ts";
import * as calls from "./call-control.ts";
import type { ControlInput } from "./control-inputs.ts";
import type { Customer } from "./customer-database.ts";
import { wantedCall } from "./control-lookup.ts";
import * as transfers from "./transfer-control.ts";
import { placeCall, type PlacedCall } from "./place-call.ts";
import type { Person } from "./people.ts";
import { receivedEntries, type ReceivedEntry } from "./received.ts";
import * as signIn from "./sign-in-control.ts";
import * as sources from "./source-control.ts";
import * as sockets from "./socket-control.ts";
import { dumpConversation, dumpState, type ConversationDump, type StateDump } from "./state-dump.ts";
import { stopSupervising, supervise } from "./supervision.ts";
import type { World } from "./world.ts";

interface Count {
  count: number;
}

interface NewParticipant {
  participantId: string;
}

/** What tests do to the simulator; README.md describes each. Without `conversationId` the call placed last is meant. */
export interface Control {
  placeCall: (input?: ControlInput<"placeCall">) => PlacedCall;
  ring: (input?: ControlInput<"ring">) => NewParticipant;
  answer: (input?: ControlInput<"answer">) => void;
  missAlert: (input?: ControlInput<"missAlert">) => void;
  callerAnswers: (input?: ControlInput<"callerAnswers">) => void;
  linkContact: (input: ControlInput<"linkContact">) => void;
  setRecording: (input: ControlInput<"setRecording">) => void;
  hold: (input?: ControlInput<"hold">) => void;
  unhold: (input?: ControlInput<"unhold">) => void;
  mute: (input?: ControlInput<"mute">) => void;
  unmute: (input?: ControlInput<"unmute">) => void;
  transfer: (input: ControlInput<"transfer">) => NewParticipant;
  completeTransfer: (input?: ControlInput<"completeTransfer">) => void;
  cancelTransfer: (input?: ControlInput<"cancelTransfer">) => void;
  addCaller: (input: ControlInput<"addCaller">) => NewParticipant;
  removeCaller: (input?: ControlInput<"removeCaller">) => void;
  leave: (input?: ControlInput<"leave">) => void;
  end: (input?: ControlInput<"end">) => void;
  finishWrapup: (input?: ControlInput<"finishWrapup">) => void;
  replaceCaller: (input?: ControlInput<"replaceCaller">) => NewParticipant;
  setAttributes: (input: ControlInput<"setAttributes">) => void;
  supervise: (input: ControlInput<"supervise">) => NewParticipant;
  stopSupervising: (input?: ControlInput<"stopSupervising">) => void;
  addPerson: (input: ControlInput<"addPerson">) => Person;
  setPermissions: (input: ControlInput<"setPermissions">) => void;
  registerClient: (input: ControlInput<"registerClient">) => { clientId: string };
  issueToken: (input: ControlInput<"issueToken">) => { accessToken: string; userId: string; expiresAt: number };
  setTokenLifetime: (input: ControlInput<"setTokenLifetime">) => void;
  setHomeRegion: (input: ControlInput<"setHomeRegion">) => void;
  setClockOffset: (input: ControlInput<"setClockOffset">) => void;
  expireTokens: (input?: ControlInput<"expireTokens">) => Count;
  revokeTokens: (input?: ControlInput<"revokeTokens">) => Count;
  endLogins: (input?: ControlInput<"endLogins">) => Count;
  dropSockets: (input?: ControlInput<"dropSockets">) => Count;
  sendSocketClosing: (input?: ControlInput<"sendSocketClosing">) => Count;
  sendFrame: (input: ControlInput<"sendFrame">) => Count;
  removeChannels: (input?: ControlInput<"removeChannels">) => Count;
  openChannels: (input: ControlInput<"openChannels">) => sockets.OpenedChannels;
  silenceSockets: (input?: ControlInput<"silenceSockets">) => Count;
  refuseSockets: (input?: ControlInput<"refuseSockets">) => void;
  fault: (input: ControlInput<"fault">) => void;
  clearFaults: () => void;
  addContact: (input: ControlInput<"addContact">) => { contactId: string };
  addCustomer: (input: ControlInput<"addCustomer">) => void;
  customer: (input: ControlInput<"customer">) => Customer | null;
  defineAction: (input: ControlInput<"defineAction">) => { actionId: string };
  sourceFault: (input: ControlInput<"sourceFault">) => void;
  assume: (input: AssumedChanges) => Assumptions;
  received: (input?: ControlInput<"received">) => ReceivedEntry[];
  clearReceived: () => void;
  conversation: (input?: ControlInput<"conversation">) => ConversationDump;
  state: () => StateDump;
  reset: () => void;
}

/** The control functions over the world that is current when they are called. */
export function createControl(world: () => World, reset: () => void): Control {
  return {
    placeCall: (input = {}) => placeCall(world(), input),
    ring: (input = {}) => calls.ring(world(), input),
    answer: (input = {}) => {
      calls.answer(world(), input);
    },
    missAlert: (input = {}) => {
      calls.missAlert(world(), input);
    },
    callerAnswers: (input = {}) => {
      calls.callerAnswers(world(), input);
    },
    linkContact: (input) => {
      calls.linkContact(world(), input);
    },
    setRecording: (input) => {
      calls.setRecording(world(), input);
    },
    hold: (input = {}) => {
      calls.setConnected(world(), input, { held: true });
    },
    unhold: (input = {}) => {
      calls.setConnected(world(), input, { held: false });
    },
    mute: (input = {}) => {
      calls.setConnected(world(), input, { muted: true });
    },
    unmute: (input = {}) => {
      calls.setConnected(world(), input, { muted: false });
    },
    transfer: (input) => transfers.transfer(world(), input),
    completeTransfer: (input = {}) => {
      transfers.completeTransfer(world(), input);
    },
    cancelTransfer: (input = {}) => {
      transfers.cancelTransfer(world(), input);
    },
    addCaller: (input) => transfers.addCaller(world(), input),
    removeCaller: (input = {}) => {
      transfers.removeCaller(world(), input);
    },
    leave: (input = {}) => {
      calls.leave(world(), input);
    },
    end: (input = {}) => {
      calls.end(world(), input);
    },
    finishWrapup: (input = {}) => {
      calls.finishWrapup(world(), input);
    },
    replaceCaller: (input = {}) => transfers.replaceCaller(world(), input),
    setAttributes: (input) => {
      calls.setAttributes(world(), input);
    },
    supervise: (input) => supervise(world(), input),
    stopSupervising: (input = {}) => {
      stopSupervising(world(), input);
    },
    addPerson: (input) => signIn.addPerson(world(), input),
    setPermissions: (input) => {
      signIn.setPermissions(world(), input);
    },
    registerClient: (input) => signIn.registerClient(world(), input),
    issueToken: (input) => signIn.issueTokenTo(world(), input),
    setTokenLifetime: (input) => {
      world().tokenLifetimeSeconds = input.seconds;
    },
    setHomeRegion: (input) => {
      world().homeRegion = input.region;
    },
    setClockOffset: (input) => {
      world().clockOffset = input.ms;
    },
    expireTokens: (input = {}) => signIn.endTokens(world(), input.user, "expired"),
    revokeTokens: (input = {}) => signIn.endTokens(world(), input.user, "revoked"),
    endLogins: (input = {}) => signIn.endLogins(world(), input),
    dropSockets: (input = {}) => sockets.dropSockets(world(), input.user),
    sendSocketClosing: (input = {}) => sockets.sendSocketClosing(world(), input.user),
    sendFrame: (input) => sockets.sendFrame(world(), input.user, input.text),
    removeChannels: (input = {}) => sockets.removeChannels(world(), input),
    openChannels: (input) => sockets.openChannels(world(), input),
    silenceSockets: (input = {}) => sockets.silenceSockets(world(), input),
    refuseSockets: (input = {}) => {
      sockets.refuseSockets(world(), input);
    },
    fault: ({ method, path, host, times, answer }) => {
      world().faults.push({
        method,
        host,
        path: path === undefined ? undefined : new RegExp(path),
        left: times ?? 1,
        answer,
      });
    },
    clearFaults: () => {
      world().faults.length = 0;
    },
    addContact: (input) => sources.addContact(world(), input),
    addCustomer: (input) => {
      sources.addCustomer(world(), input);
    },
    customer: (input) => sources.customer(world(), input),
    defineAction: (input) => sources.defineAction(world(), input),
    sourceFault: (input) => {
      sources.sourceFault(world(), input);
    },
    assume: (input) => Object.assign(world().assumed, input),
    received: (input = {}) => receivedEntries(world(), input),
    clearReceived: () => {
      world().received.length = 0;
    },
    conversation: (input = {}) => dumpConversation(wantedCall(world(), input.conversationId)),
    state: () => dumpState(world()),
    reset,
  };
}
