import type { Token } from "./tokens.ts";
import type { World } from "./world.ts";

/** The far end of a websocket. Code 1006 = cut without a closing handshake. */
export interface SocketPeer {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** A notification channel. Its id is a bearer secret: opening the socket needs no token. genesys-platform-api.md 7.1, 7.4. */
export interface Channel {
  readonly id: string;
  readonly connectUri: string;
  readonly userId: string;
  readonly clientId: string;
  readonly tokenValue: string;
  readonly topics: Set<string>;
  expiresAt: number;
  socket: SocketPeer | undefined;
  /** What the open socket keeps from its client, as a connection that died unnoticed does. */
  silence: "none" | "heartbeats" | "everything";
}

/** Sends a frame of that sort, unless the socket has fallen silent. */
export function sendOver(channel: Channel, text: string, sort: "heartbeat" | "other" = "other"): void {
  if (channel.silence === "everything" || (channel.silence === "heartbeats" && sort === "heartbeat")) return;
  channel.socket?.send(text);
}

/** Limits of 7.4 [DOC S15, SDK S2]. */
export const channelLimits = { perUserAndApp: 20, topics: 1000, lifeMs: 86_400_000 } as const;

/** A frame in the documented envelope. 7.3, 7.4. */
export function frame(topicName: string, eventBody: unknown, rest: Record<string, unknown> = {}): string {
  return JSON.stringify({ topicName, ...rest, eventBody });
}

/** Makes a channel; the user's and app's 21st evicts the oldest, unconnected ones first. */
export function createChannel(
  world: World,
  token: Pick<Token, "userId" | "clientId" | "value">,
  socketBase: string,
): Channel {
  const own = world.channelsOfUser.get(token.userId) ?? [];
  const sameApp = own.filter((channel) => channel.clientId === token.clientId);
  if (sameApp.length >= channelLimits.perUserAndApp) {
    const evicted = sameApp.find((channel) => channel.socket === undefined) ?? sameApp[0];
    if (evicted !== undefined) {
      evictChannel(world, evicted);
    }
  }
  const id = `streaming-5-${world.random.hex(26)}`;
  const channel: Channel = {
    id,
    connectUri: `${socketBase}/channels/${id}`,
    userId: token.userId,
    clientId: token.clientId,
    tokenValue: token.value,
    topics: new Set(),
    expiresAt: 0,
    socket: undefined,
    silence: "none",
  };
  world.channels.set(id, channel);
  world.channelsOfUser.set(token.userId, [...(world.channelsOfUser.get(token.userId) ?? []), channel]);
  extendChannel(world, channel);
  return channel;
}

/** Ends a channel whose place another one took: the frame (7.4 [SDK S5], body assumed), then the close. */
export function evictChannel(world: World, channel: Channel): void {
  sendOver(channel, frame("v2.system.no_longer_subscribed", { reason: "another_channel_subscribed" }));
  removeChannel(world, channel, "another channel");
}

/** Gives the channel another 24 h, as subscribing does. */
export function extendChannel(world: World, channel: Channel): void {
  const expiresAt = world.timeline.now() + channelLimits.lifeMs;
  channel.expiresAt = expiresAt;
  world.timeline.schedule(expiresAt, () => {
    if (channel.expiresAt === expiresAt) removeChannel(world, channel, "channel expired");
  });
}

/** Ends a channel and its socket. */
export function removeChannel(world: World, channel: Channel, reason: string): void {
  if (!world.channels.delete(channel.id)) return;
  const others = (world.channelsOfUser.get(channel.userId) ?? []).filter((one) => one !== channel);
  if (others.length > 0) world.channelsOfUser.set(channel.userId, others);
  else world.channelsOfUser.delete(channel.userId);
  closeSocket(channel, 1000, reason);
}

/** Closes a channel's socket, if one is open; the channel lives on. */
export function closeSocket(channel: Channel, code: number, reason: string): boolean {
  const { socket } = channel;
  channel.socket = undefined;
  channel.silence = "none";
  socket?.close(code, reason);
  return socket !== undefined;
}

/** What a token's end means for its channels: the `token_revoked` frame (7.4 [SDK S5], body assumed), then the close. */
export function closeChannelsOfToken(world: World, token: Token, why: "expired" | "revoked"): void {
  for (const channel of world.channelsOfUser.get(token.userId) ?? []) {
    if (channel.tokenValue !== token.value) continue;
    if (why === "revoked") sendOver(channel, frame("v2.system.token_revoked", { reason: "user_tokens_revoked" }));
    removeChannel(world, channel, `token ${why}`);
  }
}
