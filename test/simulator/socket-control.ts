import { closeSocket, frame, removeChannel, type Channel } from "./channels.ts";
import { wantedUserId } from "./control-lookup.ts";
import type { World } from "./world.ts";

function channelsOf(world: World, user: string | undefined): Channel[] {
  const userId = wantedUserId(world, user);
  return [...world.channels.values()].filter((channel) => userId === undefined || channel.userId === userId);
}

/** Cuts the open sockets without a closing handshake; channels and subscriptions live on. */
export function dropSockets(world: World, user: string | undefined): { count: number } {
  return { count: channelsOf(world, user).filter((channel) => closeSocket(channel, 1006, "")).length };
}

/** Sends `v2.system.socket_closing` and closes a minute later; the channel survives. 7.4 [SDK S6, DOC S23], body assumed. */
export function sendSocketClosing(world: World, user: string | undefined): { count: number } {
  const open = channelsOf(world, user).filter((channel) => channel.socket !== undefined);
  for (const channel of open) {
    const { socket } = channel;
    socket?.send(frame("v2.system.socket_closing", {}));
    world.timeline.schedule(world.timeline.now() + world.assumed.socketClosingMs, () => {
      if (channel.socket === socket) closeSocket(channel, 1001, "socket closing");
    });
  }
  return { count: open.length };
}

/** Sends any text over the open sockets, for frames that no source describes. */
export function sendFrame(world: World, user: string | undefined, text: string): { count: number } {
  const open = channelsOf(world, user).filter((channel) => channel.socket !== undefined);
  for (const channel of open) channel.socket?.send(text);
  return { count: open.length };
}

/** Ends channels: their sockets close, and reconnecting is answered 404. */
export function removeChannels(world: World, user: string | undefined): { count: number } {
  const ending = channelsOf(world, user);
  for (const channel of ending) removeChannel(world, channel, "removed");
  return { count: ending.length };
}
