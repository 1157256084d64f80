import * as z from "zod/mini";
import { createChannel, type Channel } from "./channels.ts";
import { errorAnswer } from "./error-answers.ts";
import { empty, json, param, type ApiExchange, type Reply } from "./exchange.ts";
import { parseJson } from "./json.ts";
import { apiRoute, type Route } from "./routes.ts";
import { iso, type Shape } from "./shape-parts.ts";
import { permitted, subscribe } from "./topics.ts";

const topicsSchema = z.array(z.object({ id: z.string() }));

function shape(channel: Channel): Shape {
  return { connectUri: channel.connectUri, id: channel.id, expires: iso(channel.expiresAt) };
}

/** `wss://streaming.{region}`; without a Genesys host the very host that was called (so that Genesys' SDK can connect). */
function socketBase(exchange: ApiExchange): string {
  const { region } = exchange.destination;
  if (region !== undefined) return `wss://streaming.${region}`;
  return `${exchange.url.protocol === "https:" ? "wss" : "ws"}://${exchange.url.host}`;
}

function create(exchange: ApiExchange): Reply {
  return json(200, shape(createChannel(exchange.world, exchange.token, socketBase(exchange))));
}

function list(exchange: ApiExchange): Reply {
  const { world, token, url } = exchange;
  const isWholeApp = url.searchParams.get("includechannels") === "oauthclient";
  const channels = (world.channelsOfUser.get(token.userId) ?? []).filter((channel) =>
    isWholeApp ? channel.clientId === token.clientId : channel.tokenValue === token.value,
  );
  return json(200, { entities: channels.map(shape) });
}

function withChannel(answer: (exchange: ApiExchange, channel: Channel) => Reply): (exchange: ApiExchange) => Reply {
  return (exchange) => {
    const channel = exchange.world.channels.get(param(exchange, "channelId"));
    if (channel?.userId !== exchange.user.id) return errorAnswer(404, "not.found");
    return answer(exchange, channel);
  };
}

function subscriptions(channel: Channel): Reply {
  return json(200, { entities: Array.from(channel.topics, (topic) => permitted(channel, topic)) });
}

function addTopics(exchange: ApiExchange, channel: Channel): Reply {
  const wanted = parseJson(topicsSchema, exchange.request.body);
  if (wanted === undefined) return errorAnswer(400, "bad.request");
  const errors = exchange.url.searchParams.get("ignoreErrors") === "true" ? "ignore" : "all-or-nothing";
  const ids = wanted.map((topic) => topic.id);
  const outcome = subscribe(exchange.world, channel, exchange.user, ids, errors);
  switch (outcome.kind) {
    case "subscribed":
      return json(200, { entities: outcome.topics });
    case "too-many":
      return errorAnswer(400, "notification.subscription.too.many.subscriptions");
    case "invalid":
      return errorAnswer(400, "notification.invalid.topic", { messageParams: { topic: outcome.topic } });
    case "forbidden":
      // assumed: which status someone else's topic gets. 7.1: "user topics need the current user".
      return errorAnswer(403, "not.authorized", { messageParams: { topic: outcome.topic } });
  }
}

function replaceTopics(exchange: ApiExchange, channel: Channel): Reply {
  const before = [...channel.topics];
  channel.topics.clear();
  const reply = addTopics(exchange, channel);
  if (reply.status !== 200) for (const topic of before) channel.topics.add(topic);
  return reply;
}

const needs = { scopes: ["notifications"] };
const one = "/api/v2/notifications/channels/:channelId";

/** Channels and subscriptions. genesys-platform-api.md 7.1 [SDK S2]; no permission needed. */
export const notificationRoutes: readonly Route[] = [
  apiRoute("POST", "/api/v2/notifications/channels", needs, create),
  apiRoute("GET", "/api/v2/notifications/channels", needs, list),
  apiRoute(
    "HEAD",
    one,
    needs,
    withChannel(() => empty(200)),
  ),
  apiRoute(
    "GET",
    `${one}/subscriptions`,
    needs,
    withChannel((_, channel) => subscriptions(channel)),
  ),
  apiRoute("POST", `${one}/subscriptions`, needs, withChannel(addTopics)),
  apiRoute("PUT", `${one}/subscriptions`, needs, withChannel(replaceTopics)),
  apiRoute(
    "DELETE",
    `${one}/subscriptions`,
    needs,
    withChannel((_, channel) => {
      channel.topics.clear();
      return empty(200);
    }),
  ),
];
