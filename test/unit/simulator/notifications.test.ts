import { describe, expect, it } from "vitest";
import { annaId, at, benId, connect, drive, saraId, textAt, type Driven, type Listener } from "./driven-simulator.ts";
import type { Json } from "../../simulator/json.ts";

const callsTopic = `v2.users.${annaId}.conversations.calls`;

function listening(driven: Driven = drive({ assumed: { eventAfterMs: 0 } })): {
  driven: Driven;
  token: string;
  listener: Listener;
} {
  const token = driven.tokenOf("anna");
  return { driven, token, listener: driven.listen(token, [callsTopic]) };
}

function topicNames(frames: readonly Json[]): Json[] {
  return frames.map((frame) => at(frame, "topicName"));
}

describe("a channel", () => {
  it("has the documented form", () => {
    const driven = drive();
    const channel = driven.send("POST", "/api/v2/notifications/channels", { token: driven.tokenOf("anna") }).json;
    const id = textAt(channel, "id");
    expect(id).toMatch(/^streaming-5-[0-9a-z]+$/);
    expect(at(channel, "connectUri")).toBe(`wss://streaming.mypurecloud.de/channels/${id}`);
    expect(at(channel, "expires")).toBe(new Date(driven.now() + 86_400_000).toISOString());
  });

  it("is gone after 24 hours, unless it was subscribed to again", () => {
    const { driven, token, listener } = listening();
    driven.control.setTokenLifetime({ seconds: 172_800 });
    const path = `/api/v2/notifications/channels/${listener.channelId}`;
    const longLived = driven.tokenOf("anna");
    driven.wait(80_000_000);
    driven.send("PUT", `${path}/subscriptions`, { token, body: [{ id: callsTopic }] });
    driven.control.assume({ channelWhenTokenEnds: "kept" });
    driven.wait(80_000_000);
    expect(driven.send("HEAD", path, { token: longLived }).status).toBe(200);
    driven.wait(7_000_000);
    expect(driven.send("HEAD", path, { token: longLived }).status).toBe(404);
    expect(listener.closed).toBeDefined();
  });

  it("is evicted by the person's and app's 21st, unconnected ones first", () => {
    const { driven, token, listener } = listening();
    const make = (): string => textAt(driven.send("POST", "/api/v2/notifications/channels", { token }).json, "id");
    const second = make();
    for (let count = 3; count <= 20; count += 1) make();
    expect(driven.control.state().channels).toBe(20);
    make();
    expect(driven.control.state().channels).toBe(20);
    expect(listener.closed).toBeUndefined();
    expect(driven.send("HEAD", `/api/v2/notifications/channels/${second}`, { token }).status).toBe(404);
  });

  it("takes 1000 topics at most, and no topic that there is not", () => {
    const { driven, token, listener } = listening();
    const path = `/api/v2/notifications/channels/${listener.channelId}/subscriptions`;
    expect(driven.send("POST", path, { token, body: [{ id: "v2.conversations.calls.x" }] }).json).toMatchObject({
      status: 400,
      code: "notification.invalid.topic",
    });
    expect(driven.send("POST", path, { token, body: [{ id: `v2.users.${benId}.conversations` }] }).status).toBe(403);
    const many = Array.from({ length: 1001 }, (_, index) => ({ id: `v2.users.${String(index)}.conversations` }));
    expect(driven.send("POST", path, { token, body: many }).json).toMatchObject({
      status: 400,
      code: "notification.subscription.too.many.subscriptions",
    });
    const lenient = driven.send("POST", `${path}?ignoreErrors=true`, {
      token,
      body: [{ id: "v2.nothing" }, { id: callsTopic }],
    });
    expect(at(lenient.json, "entities", 0, "state")).toBe("Rejected");
    expect(at(lenient.json, "entities", 1, "state")).toBe("Permitted");
  });

  it("belongs to its user alone", () => {
    const { driven, listener } = listening();
    const path = `/api/v2/notifications/channels/${listener.channelId}/subscriptions`;
    expect(driven.send("GET", path, { token: driven.tokenOf("ben") }).status).toBe(404);
  });
});

describe("the socket", () => {
  it("beats every 30 seconds", () => {
    const { driven, listener } = listening();
    driven.wait(29_999);
    expect(listener.frames).toEqual([]);
    driven.wait(30_001);
    const beat = { topicName: "channel.metadata", eventBody: { message: "WebSocket Heartbeat" } };
    expect(listener.frames).toEqual([beat, beat]);
  });

  it("answers a ping", () => {
    const { listener } = listening();
    listener.say('{"message":"ping"}');
    listener.say("nonsense");
    expect(listener.frames).toEqual([{ topicName: "channel.metadata", eventBody: { message: "pong" } }]);
  });

  it("kicks the first when a second is opened", () => {
    const { driven, listener } = listening();
    const second = connect(driven.simulator, listener.channelId, driven.now);
    expect(listener.closed).toBeDefined();
    driven.control.placeCall();
    driven.wait(0);
    expect([listener.frames.length, second.frames.length]).toEqual([0, 1]);
  });

  it("is refused for a channel that is not there", () => {
    const { driven } = listening();
    expect(() => connect(driven.simulator, "streaming-5-none", driven.now)).toThrow("refused with 404");
  });

  it("is told and closed a minute later, and the channel survives", () => {
    const { driven, listener } = listening();
    expect(driven.control.sendSocketClosing()).toEqual({ count: 1 });
    expect(topicNames(listener.frames)).toEqual(["v2.system.socket_closing"]);
    driven.wait(60_000);
    expect(listener.closed).toMatchObject({ code: 1001 });
    const again = connect(driven.simulator, listener.channelId, driven.now);
    driven.control.placeCall();
    driven.wait(0);
    expect(topicNames(again.frames)).toEqual([callsTopic]);
  });

  it("is told of a revoked token and closed with it", () => {
    const { driven, token, listener } = listening();
    driven.send("DELETE", "/api/v2/tokens/me", { token });
    expect(topicNames(listener.frames)).toEqual(["v2.system.token_revoked"]);
    expect(listener.closed).toBeDefined();
  });

  it("can be subscribed over", () => {
    const driven = drive({ assumed: { eventAfterMs: 0 } });
    const listener = driven.listen(driven.tokenOf("anna"), []);
    listener.say(JSON.stringify({ message: "subscribe", topics: [callsTopic], correlationId: "c1" }));
    listener.say(JSON.stringify({ message: "subscribe", topics: ["nothing"] }));
    expect(listener.frames).toEqual([{ result: "200", status: "subscribed", correlationId: "c1" }, { result: "400" }]);
  });
});

describe("a test", () => {
  it("makes the sockets fall silent, and a new one speaks again", () => {
    const { driven, listener } = listening();
    expect(driven.control.silenceSockets({ user: "anna" })).toEqual({ count: 1 });
    driven.control.placeCall();
    listener.say('{"message":"ping"}');
    driven.wait(60_000);
    expect([listener.frames, listener.closed]).toEqual([[], undefined]);
    const again = connect(driven.simulator, listener.channelId, driven.now);
    again.say('{"message":"ping"}');
    driven.wait(30_000);
    expect(topicNames(again.frames)).toEqual(["channel.metadata", "channel.metadata"]);
  });

  it("keeps back heartbeats and pongs alone", () => {
    const { driven, listener } = listening();
    driven.control.silenceSockets({ what: "heartbeats" });
    listener.say('{"message":"ping"}');
    driven.control.placeCall();
    driven.wait(60_000);
    expect(topicNames(listener.frames)).toEqual([callsTopic]);
  });

  it("opens other windows' channels until the oldest connected one is evicted, and told so", () => {
    const { driven, listener } = listening();
    expect(driven.control.openChannels({ user: "anna", count: 19 })).toEqual({ count: 19, evicted: 0 });
    expect(listener.closed).toBeUndefined();
    expect(driven.control.openChannels({ user: "anna" })).toEqual({ count: 1, evicted: 1 });
    expect(listener.frames).toEqual([
      { topicName: "v2.system.no_longer_subscribed", eventBody: { reason: "another_channel_subscribed" } },
    ]);
    expect(listener.closed).toBeDefined();
    expect(driven.control.openChannels({ user: "ben", count: 3, connected: false })).toEqual({ count: 3, evicted: 0 });
  });

  it.each([
    ["evicted", ["v2.system.no_longer_subscribed"]],
    ["expired", []],
    ["removed", []],
  ] as const)("ends channels as %s", (why, told) => {
    const { driven, listener } = listening();
    driven.control.removeChannels({ why });
    expect(topicNames(listener.frames)).toEqual(told);
    expect(listener.closed).toBeDefined();
    expect(() => connect(driven.simulator, listener.channelId, driven.now)).toThrow("refused with 404");
  });

  it("has the next sockets refused", () => {
    const { driven, listener } = listening();
    driven.control.dropSockets();
    driven.control.refuseSockets({ times: 2 });
    for (let count = 0; count < 2; count += 1)
      expect(() => connect(driven.simulator, listener.channelId, driven.now)).toThrow("refused with 503");
    expect(connect(driven.simulator, listener.channelId, driven.now).closed).toBeUndefined();
  });
});

describe("an event", () => {
  it("is a full snapshot in the documented envelope after every change", () => {
    const { driven, listener } = listening();
    const { conversationId } = driven.control.placeCall({
      attributes: { Tier: "silver", Language: "de" },
      state: "ringing",
    });
    driven.control.answer();
    driven.control.setAttributes({ attributes: { Tier: "gold" } });
    driven.wait(0);
    expect(listener.frames).toHaveLength(3);
    const last = listener.frames[2] ?? null;
    expect(last).toMatchObject({
      topicName: callsTopic,
      version: "2",
      eventBody: { id: conversationId },
    });
    expect(textAt(last, "metadata", "CorrelationId")).toMatch(/^[0-9a-f-]{36}$/);
    expect(at(last, "eventBody", "participants", 0, "attributes")).toEqual({ Tier: "gold", Language: "de" });
    const agent = at(last, "eventBody", "participants", 3);
    expect(agent).toMatchObject({
      purpose: "agent",
      state: "connected",
      held: false,
      user: { id: annaId, name: "Anna Agent" },
    });
    expect(at(agent, "user", "selfUri")).toBeNull();
  });

  it("of the generic topic nests the state and omits unused media", () => {
    const driven = drive();
    const listener = driven.listen(driven.tokenOf("anna"), [`v2.users.${annaId}.conversations`]);
    driven.control.placeCall();
    driven.wait(20);
    const agent = at(listener.frames[0] ?? null, "eventBody", "participants", 3);
    expect(agent).toMatchObject({ userId: annaId, calls: [{ state: "connected", held: false }] });
    for (const absent of ["state", "startTime", "callbacks", "user"]) expect(at(agent, absent)).toBeNull();
  });

  it("comes as late as assumed, and never if nobody is connected then", () => {
    const { driven, listener } = listening(drive({ assumed: { eventAfterMs: 100 } }));
    driven.control.placeCall();
    driven.wait(99);
    expect(listener.frames).toEqual([]);
    driven.control.dropSockets();
    expect(listener.closed).toMatchObject({ code: 1006 });
    driven.wait(1);
    const again = connect(driven.simulator, listener.channelId, driven.now);
    driven.wait(1000);
    expect([listener.frames, again.frames]).toEqual([[], []]);
  });

  it("tells whoever leaves that they left, and no more after that", () => {
    const { driven, listener } = listening();
    driven.control.placeCall();
    driven.control.transfer({ to: "ben", kind: "blind" });
    driven.wait(0);
    expect(listener.frames).toHaveLength(2);
    driven.control.answer({ user: "ben" });
    driven.wait(0);
    expect(listener.frames).toHaveLength(2);
  });

  it("reaches a supervisor once they monitor", () => {
    const driven = drive();
    const listener = driven.listen(driven.tokenOf("sara"), [`v2.users.${saraId}.conversations.calls`]);
    driven.control.placeCall();
    driven.wait(20);
    expect(listener.frames).toEqual([]);
    driven.control.supervise({ kind: "monitor" });
    driven.wait(20);
    expect(listener.frames).toHaveLength(1);
  });
});
