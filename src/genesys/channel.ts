import * as z from "zod/mini";
import type { Result } from "./errors.ts";
import { type RegionDomain, regionHosts } from "./regions.ts";
import type { Api } from "./user.ts";

/** A notification channel. The id is a bearer secret: whoever knows it may listen (genesys-platform-api.md 7.4 [SDK]). */
export const channelSchema = z.object({ id: z.string(), connectUri: z.string() });
export type Channel = z.infer<typeof channelSchema>;

/** The person's calls, each event a full snapshot (7.2, 7.3). */
export function callsTopic(userId: string): string {
  return `v2.users.${userId}.conversations.calls`;
}

/** Only Genesys' own streaming host may be connected to, whatever the answer says. */
export function isTrustedConnectUri(connectUri: string, region: RegionDomain): boolean {
  return URL.canParse(connectUri) && new URL(connectUri).origin === `wss://${regionHosts(region).streaming}`;
}

const subscriptionsSchema = z.object({ entities: z.optional(z.array(z.object({ id: z.string() }))) });

function subscriptionsPath(channelId: string): string {
  return `/api/v2/notifications/channels/${encodeURIComponent(channelId)}/subscriptions`;
}

/** Makes a channel and subscribes it (7.1 [SDK]: no permission; the topic needs to be one's own). */
export async function createChannel(api: Api, userId: string): Promise<Result<Channel>> {
  const channel = await api({ method: "POST", path: "/api/v2/notifications/channels", answer: channelSchema });
  if (!channel.ok) return channel;
  const subscribed = await subscribe(api, channel.value.id, userId);
  return subscribed.ok ? channel : subscribed;
}

/** `PUT` replaces the list of topics, and extends the channel's 24 hours (7.1, 7.4 [SDK, DOC]). */
async function subscribe(api: Api, channelId: string, userId: string): Promise<Result<undefined>> {
  const answer = await api({
    method: "PUT",
    path: subscriptionsPath(channelId),
    body: [{ id: callsTopic(userId) }],
    answer: subscriptionsSchema,
  });
  return answer.ok ? { ok: true, value: undefined } : answer;
}

/** Does the channel still bring the person's calls? `GET …/subscriptions` (7.1 [SDK]). */
export async function isSubscribed(api: Api, channelId: string, userId: string): Promise<boolean> {
  const path = subscriptionsPath(channelId);
  const answer = await api({ method: "GET", path, answer: subscriptionsSchema });
  return answer.ok && (answer.value.entities?.some(({ id }) => id === callsTopic(userId)) ?? false);
}
