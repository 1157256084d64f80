import { beforeEach, describe, expect, it } from "vitest";
import { isTrustedConnectUri } from "../../../src/genesys/channel.ts";
import { regionDomains } from "../../../src/genesys/regions.ts";
import { listen, type ListeningSocket } from "../../../src/genesys/socket.ts";
import { createMovedClock, type MovedClock } from "../../moved-clock/moved-clock.ts";
import documentedFrame from "../../fixtures/documented-frame.json" with { type: "json" };

const userId = "77777777-0000-4000-8000-0000000000a1";
const topicName = `v2.users.${userId}.conversations.calls`;

/** The far end of a socket, in the test's hand. */
class HeldSocket extends EventTarget {
  static last: HeldSocket | undefined;
  readonly sent: string[] = [];
  isClosed = false;
  constructor(readonly url: string | URL) {
    super();
    HeldSocket.last = this;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
  receive(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

let clock: MovedClock;
let news: string[];
let listening: ListeningSocket;
let socket: HeldSocket;

beforeEach(() => {
  clock = createMovedClock({ nextDue: () => undefined, advance: () => undefined });
  news = [];
  listening = listen(
    // The part of `WebSocket` that is used.
    { WebSocket: HeldSocket as unknown as typeof WebSocket, clock },
    { connectUri: "wss://streaming.mypurecloud.de/channels/c", userId },
    {
      opened: () => news.push("opened"),
      conversation: ({ id, participants }) => news.push(`conversation ${id} ${participants.length}`),
      heard: () => undefined,
      cutOff: () => news.push("cut off"),
      doubted: () => news.push("doubted"),
      closingSoon: () => news.push("closing soon"),
      lost: ({ wasOpen }) => news.push(wasOpen ? "lost" : "refused"),
    },
  );
  socket = HeldSocket.last ?? new HeldSocket("none");
});

function open(): void {
  socket.dispatchEvent(new Event("open"));
}
const heartbeat = '{"topicName":"channel.metadata","eventBody":{"message":"WebSocket Heartbeat"}}';

describe("A socket", () => {
  it("goes to the channel's address, and tells when it is open", () => {
    expect(socket.url).toBe("wss://streaming.mypurecloud.de/channels/c");
    expect(news).toEqual([]);
    open();
    expect(news).toEqual(["opened"]);
  });

  it("pings every twenty seconds once it is open, and not before", async () => {
    await clock.move(20_000);
    expect(socket.sent).toEqual([]);
    open();
    await clock.move(19_999);
    expect(socket.sent).toEqual([]);
    socket.receive(heartbeat);
    await clock.move(1);
    expect(socket.sent).toEqual(['{"message":"ping"}']);
    socket.receive(heartbeat);
    await clock.move(20_000);
    expect(socket.sent).toHaveLength(2);
  });

  it("is lost after 35 seconds of silence, and not before; then nothing more comes and nothing runs", async () => {
    open();
    await clock.move(34_999);
    expect(news).toEqual(["opened"]);
    await clock.move(1);
    expect(news).toEqual(["opened", "lost"]);
    expect(socket.isClosed).toBe(true);
    expect(clock.timers()).toBe(0);
    socket.receive(JSON.stringify(documentedFrame));
    socket.dispatchEvent(new Event("close"));
    expect(news).toEqual(["opened", "lost"]);
  });

  it.each([heartbeat, '{"topicName":"channel.metadata","eventBody":{"message":"pong"}}', "junk"])(
    "counts %s as a sign of life",
    async (frame) => {
      open();
      for (let turn = 0; turn < 10; turn += 1) {
        await clock.move(30_000);
        socket.receive(frame);
      }
      expect(news).toEqual(["opened"]);
    },
  );

  it("that slept with the computer is lost at the next ping, or as soon as it is looked at", async () => {
    open();
    clock.sleep(3_600_000);
    expect(news).toEqual(["opened"]);
    await clock.move(20_000);
    expect(news).toEqual(["opened", "lost"]);
    expect(socket.sent).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  it("that is looked at is lost if it was silent for too long by the clock on the wall, and not before", () => {
    open();
    clock.sleep(35_000);
    listening.check();
    expect(news).toEqual(["opened"]);
    clock.sleep(1);
    listening.check();
    listening.check();
    expect(news).toEqual(["opened", "lost"]);
  });

  it("that never opens is refused after 35 seconds, or at once when it is closed or fails", async () => {
    await clock.move(35_000);
    expect(news).toEqual(["refused"]);
  });

  it.each(["close", "error"])("that ends with “%s” before it opened is refused, after it lost; once", (event) => {
    socket.dispatchEvent(new Event(event));
    expect(news).toEqual(["refused"]);
    socket.dispatchEvent(new Event("close"));
    expect(news).toEqual(["refused"]);
    expect(clock.timers()).toBe(0);
  });

  it("that its owner closes says nothing more", async () => {
    open();
    listening.close();
    listening.close();
    expect(socket.isClosed).toBe(true);
    expect(clock.timers()).toBe(0);
    socket.dispatchEvent(new Event("close"));
    socket.receive(JSON.stringify(documentedFrame));
    await clock.move(100_000);
    expect(news).toEqual(["opened"]);
  });

  it("that its owner closed before it opened never opens", () => {
    listening.close();
    open();
    expect(news).toEqual([]);
  });
});

describe("A frame", () => {
  beforeEach(open);

  it("of one's own calls is a conversation, as documented", () => {
    socket.receive(JSON.stringify(documentedFrame));
    expect(news.slice(1)).toEqual(["conversation 7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b 2"]);
  });

  it("that announces the close says so, and nothing else", () => {
    socket.receive('{"topicName":"v2.system.socket_closing","eventBody":{}}');
    expect(news.slice(1)).toEqual(["closing soon"]);
  });

  it.each(["no_longer_subscribed", "token_revoked"])("that says %s ends the channel", (name) => {
    socket.receive(`{"topicName":"v2.system.${name}","eventBody":{"reason":"another_channel_subscribed"}}`);
    expect(news.slice(1)).toEqual(["cut off"]);
  });

  it.each(["subscription_changed", "of_tomorrow"])("of the system that says %s leaves doubts", (name) => {
    socket.receive(`{"topicName":"v2.system.${name}"}`);
    expect(news.slice(1)).toEqual(["doubted"]);
  });

  it.each([
    ["of somebody else", { ...documentedFrame, topicName: "v2.users.another.conversations.calls" }],
    ["of another topic", { ...documentedFrame, topicName: `v2.users.${userId}.conversations` }],
    ["of a topic that only begins so", { ...documentedFrame, topicName: `${topicName}.more` }],
    ["without a topic", { eventBody: documentedFrame.eventBody }],
    ["without a body", { topicName }],
    ["with a body that is no conversation", { topicName, eventBody: { id: 5 } }],
  ])("%s is passed over", (_, frame) => {
    socket.receive(JSON.stringify(frame));
    expect(news).toEqual(["opened"]);
  });

  it.each([
    ["empty", ""],
    ["cut in the middle", JSON.stringify(documentedFrame).slice(0, 200)],
    ["null", "null"],
    ["a list", "[]"],
    ["binary", new ArrayBuffer(8)],
  ])("that is %s is passed over, and the next one is heard", (_, data) => {
    socket.receive(data);
    socket.receive(JSON.stringify(documentedFrame));
    expect(news).toHaveLength(2);
  });
});

describe("The address of a channel", () => {
  it.each(regionDomains)("at streaming.%s is trusted there, and in no other region", (domain) => {
    const address = `wss://streaming.${domain}/channels/streaming-5-x`;
    expect(regionDomains.filter((region) => isTrustedConnectUri(address, region))).toEqual([domain]);
  });

  it.each([
    "ws://streaming.mypurecloud.de/channels/x",
    "https://streaming.mypurecloud.de/channels/x",
    "wss://streaming.mypurecloud.de.evil.example/channels/x",
    "wss://evil.example/streaming.mypurecloud.de",
    "wss://streaming.mypurecloud.de@evil.example/channels/x",
    "wss://streaming.mypurecloud.de:8443/channels/x",
    "wss://api.mypurecloud.de/channels/x",
    "wss://mypurecloud.de/channels/x",
    "wss://127.0.0.1/channels/x",
    "javascript:alert(1)",
    "",
    "streaming.mypurecloud.de",
  ])("“%s” is not", (address) => {
    expect(isTrustedConnectUri(address, "mypurecloud.de")).toBe(false);
  });
});
