import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, readList, type Workplace } from "../../moved-clock/workplace.ts";
import { watchedChannel } from "./watched-channel.ts";

let place: Workplace;

const { channel, lists, channelsMade, socketsOpened, ivrWrites } = watchedChannel(() => place);

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

describe("The channel", () => {
  it("costs no request in ten quiet minutes but pings over the socket, one every twenty seconds", async () => {
    await place.clock.move(600_000);
    expect(place.requests()).toEqual([]);
    const pings = place.simulator.control.received({ kind: "text" });
    expect(pings.map(({ body }) => body)).toEqual(Array<string>(30).fill('{"message":"ping"}'));
  });

  it("that is cut is said to be lost, opened again, and what was missed is read", async () => {
    place.simulator.control.dropSockets();
    await place.clock.settle();
    expect(await channel()).toBe("lost");
    ivrWrites();
    await place.clock.move(2_000);
    expect(await channel()).toBe("open");
    expect(lists()).toBe(1);
    expect(channelsMade()).toBe(0);
    expect(await place.shown("Tier")).toBe("gold");
  });

  it("whose server closes soon is opened again before, to the same address, and never shown as lost", async () => {
    place.simulator.control.sendSocketClosing();
    await place.clock.move(1_000);
    // The old one goes on for up to twenty seconds: thousands hear this at once.
    expect(socketsOpened()).toBe(0);
    expect(await channel()).toBe("open");
    await place.clock.move(20_000);
    expect(socketsOpened()).toBe(1);
    expect(channelsMade()).toBe(0);
    expect(lists()).toBe(1);
    await place.clock.move(120_000);
    expect(await channel()).toBe("open");
    expect(socketsOpened()).toBe(1);
    ivrWrites();
    await place.clock.move(1_000);
    expect(await place.shown("Tier")).toBe("gold");
  });

  it("that no longer exists is replaced by a new one", async () => {
    place.simulator.control.removeChannels();
    await place.clock.move(10_000);
    expect(await channel()).toBe("open");
    expect(channelsMade()).toBe(1);
    ivrWrites();
    await place.clock.move(1_000);
    expect(await place.shown("Tier")).toBe("gold");
  });

  it("that twenty others pushed out is replaced by a new one", async () => {
    const { accessToken } = place.simulator.control.issueToken({ user: "anna" });
    for (let made = 0; made < 20; made += 1) {
      place.simulator.handle(
        {
          method: "POST",
          url: "https://api.mypurecloud.de/api/v2/notifications/channels",
          headers: { authorization: `Bearer ${accessToken}` },
          body: undefined,
        },
        place.clock.now(),
      );
    }
    await place.clock.move(60_000);
    expect(await channel()).toBe("open");
    ivrWrites();
    await place.clock.move(1_000);
    expect(await place.shown("Tier")).toBe("gold");
  });

  it("that falls silent for more than 35 seconds is given up and opened anew", async () => {
    place.simulator.control.assume({ heartbeatMs: 10_000_000 });
    // The last that is heard is the answer to the first ping.
    await place.clock.move(19_500);
    place.seat.swallowFrames = true;
    await place.clock.move(34_000);
    expect(socketsOpened()).toBe(0);
    await place.clock.move(2_000);
    expect(socketsOpened()).toBe(1);
    expect(channelsMade()).toBe(0);
  });

  it("is tried again more and more rarely while there is no network, then comes back within a minute", async () => {
    place.seat.isOnline = false;
    place.simulator.control.dropSockets();
    await place.clock.move(600_000);
    expect(await channel()).toBe("lost");
    expect(place.requests()).toEqual([]);
    place.seat.isOnline = true;
    await place.clock.move(60_000);
    expect(await channel()).toBe("open");
    expect(lists()).toBeGreaterThan(0);
  });

  it("that Genesys refuses for a while is asked for with growing waits, at most once a minute", async () => {
    place.simulator.control.fault({ method: "POST", path: "/channels$", times: 1_000, answer: { status: 503 } });
    place.simulator.control.removeChannels();
    await place.clock.move(600_000);
    expect(channelsMade()).toBeGreaterThan(5);
    expect(channelsMade()).toBeLessThan(30);
    place.simulator.control.clearFaults();
    await place.clock.move(60_000);
    expect(await channel()).toBe("open");
  });

  it("that has to wait for a 429 waits as long as it says", async () => {
    const answer = { status: 429, retryAfterSeconds: 50 };
    place.simulator.control.fault({ method: "POST", path: "/channels$", answer });
    place.simulator.control.removeChannels();
    await place.clock.move(5_000);
    expect(channelsMade()).toBe(1);
    await place.clock.move(45_000);
    expect(channelsMade()).toBe(1);
    await place.clock.move(10_000);
    expect(channelsMade()).toBe(2);
  });

  it("that opens and is cut at once, over and over, is not opened every second for ever", async () => {
    for (let minute = 0; minute < 120; minute += 1) {
      place.simulator.control.dropSockets();
      await place.clock.move(1_000);
    }
    expect(socketsOpened()).toBeLessThan(30);
  });

  it("over which junk comes goes on", async () => {
    for (const text of ["", "{", "null", "[]", '{"topicName":5}', '{"topicName":"v2.users.x.conversations.calls"}']) {
      place.simulator.control.sendFrame({ text });
    }
    ivrWrites();
    await place.clock.move(1_000);
    expect(await channel()).toBe("open");
    expect(await place.shown("Tier")).toBe("gold");
  });

  it("over which somebody else's call comes shows nothing of it", async () => {
    const eventBody = { id: "00000000-0000-4000-8000-000000000000", participants: [] };
    const text = JSON.stringify({ topicName: "v2.users.somebody-else.conversations.calls", eventBody });
    place.simulator.control.sendFrame({ text });
    await place.clock.move(1_000);
    expect((await place.seat.state()).calls.list).toHaveLength(1);
  });

  it("is the same one after the background was killed", async () => {
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(1_000);
    expect(await channel()).toBe("open");
    expect(channelsMade()).toBe(0);
    expect(socketsOpened()).toBe(1);
    expect(lists()).toBe(1);
  });

  it("whose address is not Genesys' streaming host of the region is not connected to", async () => {
    place.seat.kill();
    const connectUri = "wss://streaming.mypurecloud.de.evil.example/channels/evil";
    const known = place.seat.stored.session.items.get("channel");
    await place.seat.stored.session.set({ channel: Object.assign({}, known, { connectUri }) });
    place.seat.openView();
    await place.clock.move(1_000);
    const hosts = place.simulator.control.received({ kind: "socket" }).map(({ host }) => host);
    expect(hosts).toEqual(["streaming.mypurecloud.de"]);
  });
});

describe("The list of calls", () => {
  it("that could not be read is said to have failed, and is read again by itself", async () => {
    const fresh = await createWorkplace();
    fresh.simulator.control.fault({ ...readList, times: 3, answer: { status: 503 } });
    await fresh.signIn();
    expect((await fresh.seat.state()).calls).toMatchObject({
      status: "failed",
      problem: { kind: "server", status: 503 },
    });
    await fresh.clock.move(5_000);
    expect((await fresh.seat.state()).calls).toMatchObject({ status: "ready", problem: null });
    expect(await fresh.shown("CallerType")).toBe("Member");
  });

  it("with a malformed answer is a failure in words, not a blank", async () => {
    const fresh = await createWorkplace();
    fresh.simulator.control.fault({ ...readList, times: 100, answer: "malformed" });
    await fresh.signIn();
    expect((await fresh.seat.state()).calls).toMatchObject({ status: "failed", problem: { kind: "malformed" } });
  });

  it("keeps what was known when a later read fails", async () => {
    place.simulator.control.fault({ ...readList, times: 100, answer: { status: 503 } });
    await place.seat.command("refresh", {});
    expect((await place.seat.state()).calls).toMatchObject({ status: "ready", problem: { kind: "server" } });
    expect(await place.shown("CallerType")).toBe("Member");
  });

  it("without a call that was on it ends that call", async () => {
    place.seat.kill();
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(1_000);
    place.seat.openView();
    await place.clock.move(1_000);
    const phases = (await place.seat.state()).calls.list.map(({ phase }) => phase);
    expect(phases).toEqual(["ended"]);
  });
});
