import { channelLimits, extendChannel, type Channel } from "./channels.ts";
import type { Person } from "./people.ts";
import type { World } from "./world.ts";

/** The two conversation topics of a user that the simulator serves. genesys-platform-api.md 7.2. */
export type UserTopic = "conversations" | "conversations.calls";

/** The id of a user's topic. */
export function userTopic(userId: string, kind: UserTopic): string {
  return `v2.users.${userId}.${kind}`;
}

/** One topic of an answer: `ChannelTopic` [SDK S2]. */
export interface TopicState {
  id: string;
  state: "Permitted" | "Rejected";
  selfUri?: string;
  rejectionReason?: string;
}

/** What became of a subscription. */
export type SubscribeOutcome =
  | { kind: "subscribed"; topics: TopicState[] }
  | { kind: "too-many" }
  | { kind: "invalid"; topic: string }
  | { kind: "forbidden"; topic: string };

function judge(topic: string, user: Person): "permitted" | "invalid" | "forbidden" {
  const match = /^v2\.users\.([^.]+)\.conversations(?:\.calls)?$/.exec(topic);
  if (match === null || topic.length > 200) return "invalid";
  return match[1] === user.id ? "permitted" : "forbidden";
}

/** The answer's entry for a topic that the channel has. */
export function permitted(channel: Channel, topic: string): TopicState {
  return { id: topic, state: "Permitted", selfUri: `/api/v2/notifications/channels/${channel.id}/subscriptions` };
}

/** Adds topics. One bad topic fails the whole request, unless errors are ignored: then it is `Rejected`. 7.1 [SDK S2, S5]. */
export function subscribe(
  world: World,
  channel: Channel,
  user: Person,
  topics: readonly string[],
  errors: "all-or-nothing" | "ignore",
): SubscribeOutcome {
  if (new Set([...channel.topics, ...topics]).size > channelLimits.topics) return { kind: "too-many" };
  const states: TopicState[] = [];
  const good: string[] = [];
  for (const topic of topics) {
    const verdict = judge(topic, user);
    if (verdict === "permitted") {
      good.push(topic);
      states.push(permitted(channel, topic));
    } else if (errors === "all-or-nothing") {
      return { kind: verdict, topic };
    } else {
      states.push({ id: topic, state: "Rejected", rejectionReason: verdict });
    }
  }
  for (const topic of good) channel.topics.add(topic);
  extendChannel(world, channel);
  return { kind: "subscribed", topics: states };
}
