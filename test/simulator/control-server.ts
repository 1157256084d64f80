import { createServer, type Server } from "node:http";
import * as z from "zod/mini";
import { assumptionSchema } from "./assumption-schema.ts";
import type { Control } from "./control.ts";
import { controlInputs } from "./control-inputs.ts";
import { ControlError } from "./control-lookup.ts";
import { bodyOf } from "./http-shell.ts";

type Call = (input: unknown) => unknown;

/** Takes unchecked JSON, and hands it to the control function once its schema has accepted it. */
function checked<Input>(schema: z.ZodMiniType<Input>, run: (input: Input) => unknown): Call {
  return (input) => {
    const parsed = z.safeParse(schema, input);
    if (!parsed.success) throw new ControlError(JSON.stringify(parsed.error.issues));
    return run(parsed.data);
  };
}

/** Every control function by name, behind its schema. */
function commandsOf(control: Control): ReadonlyMap<string, Call> {
  const of = controlInputs;
  return new Map<string, Call>([
    ["placeCall", checked(of.placeCall, control.placeCall)],
    ["ring", checked(of.ring, control.ring)],
    ["answer", checked(of.answer, control.answer)],
    ["missAlert", checked(of.missAlert, control.missAlert)],
    ["callerAnswers", checked(of.callerAnswers, control.callerAnswers)],
    ["linkContact", checked(of.linkContact, control.linkContact)],
    ["setRecording", checked(of.setRecording, control.setRecording)],
    ["hold", checked(of.hold, control.hold)],
    ["unhold", checked(of.unhold, control.unhold)],
    ["mute", checked(of.mute, control.mute)],
    ["unmute", checked(of.unmute, control.unmute)],
    ["transfer", checked(of.transfer, control.transfer)],
    ["completeTransfer", checked(of.completeTransfer, control.completeTransfer)],
    ["cancelTransfer", checked(of.cancelTransfer, control.cancelTransfer)],
    ["addCaller", checked(of.addCaller, control.addCaller)],
    ["removeCaller", checked(of.removeCaller, control.removeCaller)],
    ["leave", checked(of.leave, control.leave)],
    ["end", checked(of.end, control.end)],
    ["finishWrapup", checked(of.finishWrapup, control.finishWrapup)],
    ["replaceCaller", checked(of.replaceCaller, control.replaceCaller)],
    ["setAttributes", checked(of.setAttributes, control.setAttributes)],
    ["supervise", checked(of.supervise, control.supervise)],
    ["stopSupervising", checked(of.stopSupervising, control.stopSupervising)],
    ["addPerson", checked(of.addPerson, control.addPerson)],
    ["setPermissions", checked(of.setPermissions, control.setPermissions)],
    ["registerClient", checked(of.registerClient, control.registerClient)],
    ["issueToken", checked(of.issueToken, control.issueToken)],
    ["setTokenLifetime", checked(of.setTokenLifetime, control.setTokenLifetime)],
    ["setHomeRegion", checked(of.setHomeRegion, control.setHomeRegion)],
    ["setClockOffset", checked(of.setClockOffset, control.setClockOffset)],
    ["expireTokens", checked(of.expireTokens, control.expireTokens)],
    ["revokeTokens", checked(of.revokeTokens, control.revokeTokens)],
    ["endLogins", checked(of.endLogins, control.endLogins)],
    ["dropSockets", checked(of.dropSockets, control.dropSockets)],
    ["sendSocketClosing", checked(of.sendSocketClosing, control.sendSocketClosing)],
    ["sendFrame", checked(of.sendFrame, control.sendFrame)],
    ["removeChannels", checked(of.removeChannels, control.removeChannels)],
    ["openChannels", checked(of.openChannels, control.openChannels)],
    ["silenceSockets", checked(of.silenceSockets, control.silenceSockets)],
    ["refuseSockets", checked(of.refuseSockets, control.refuseSockets)],
    ["fault", checked(of.fault, control.fault)],
    ["clearFaults", checked(of.clearFaults, control.clearFaults)],
    ["addContact", checked(of.addContact, control.addContact)],
    ["addCustomer", checked(of.addCustomer, control.addCustomer)],
    ["customer", checked(of.customer, control.customer)],
    ["defineAction", checked(of.defineAction, control.defineAction)],
    ["sourceFault", checked(of.sourceFault, control.sourceFault)],
    ["assume", checked(assumptionSchema, control.assume)],
    ["received", checked(of.received, control.received)],
    ["clearReceived", checked(of.clearReceived, control.clearReceived)],
    ["conversation", checked(of.conversation, control.conversation)],
    ["state", checked(of.state, control.state)],
    ["reset", checked(of.reset, control.reset)],
  ]);
}

function run(
  commands: ReadonlyMap<string, Call>,
  path: string,
  body: string | undefined,
): { status: number; body: unknown } {
  const command = commands.get(path.slice(1));
  if (command === undefined)
    return { status: 404, body: { error: `no control function ${path}`, functions: [...commands.keys()] } };
  try {
    return { status: 200, body: command(JSON.parse(body ?? "{}")) ?? null };
  } catch (error) {
    if (error instanceof ControlError || error instanceof SyntaxError)
      return { status: 400, body: { error: error.message } };
    throw error;
  }
}

/** The control API: `POST /<function>` with JSON in and out; also `GET /<function>` and `GET /conversations/<id>`. */
export function createControlServer(control: Control): Server {
  const commands = commandsOf(control);
  return createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    const conversationId = /^\/conversations\/([^/]+)$/.exec(path)?.[1];
    bodyOf(request)
      .then((text) =>
        conversationId === undefined
          ? run(commands, path, text)
          : run(commands, "/conversation", JSON.stringify({ conversationId })),
      )
      .catch((error: unknown) => ({ status: 500, body: { error: String(error) } }))
      .then((answer) => {
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(JSON.stringify(answer.body));
      })
      .catch((error: unknown) => {
        console.error("simulator control:", error);
        response.destroy();
      });
  });
}
