import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, readList, type Workplace } from "../../moved-clock/workplace.ts";
import { watchedChannel } from "./watched-channel.ts";

let place: Workplace;

const { channel, lists, channelsMade, socketsOpened, ivrWrites } = watchedChannel(() => place);

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

function subscriptionsRead(): number {
  return place.simulator.control.received({ method: "GET", path: "/subscriptions$" }).length;
}
function system(name: string): void {
  const text = JSON.stringify({ topicName: `v2.system.${name}`, eventBody: {} });
  place.simulator.control.sendFrame({ text });
}
async function unsubscribe(): Promise<void> {
  const { accessToken } = place.simulator.control.issueToken({ user: "anna" });
  const known = place.seat.stored.session.items.get("channel");
  const id = known && typeof known === "object" && "id" in known ? String(known.id) : "";
  place.simulator.handle(
    {
      method: "DELETE",
      url: `https://api.mypurecloud.de/api/v2/notifications/channels/${id}/subscriptions`,
      headers: { authorization: `Bearer ${accessToken}` },
      body: undefined,
    },
    place.clock.now(),
  );
  await place.clock.settle();
  place.simulator.control.clearReceived();
}
/** What the IVR writes now is on screen two seconds later. */
async function expectLive(value = "platinum"): Promise<void> {
  expect(await channel()).toBe("open");
  expect(place.simulator.control.state().openSockets).toBe(1);
  ivrWrites(value);
  await place.clock.move(2_000);
  expect(await place.shown("Tier")).toBe(value);
}

describe("Within two seconds what happened while nobody listened is on screen, after", () => {
  it.each([
    ["a cut", () => place.simulator.control.dropSockets()],
    ["the end of the channel", () => place.simulator.control.removeChannels()],
    [
      "an eviction",
      () => {
        system("no_longer_subscribed");
        place.simulator.control.removeChannels();
      },
    ],
    ["a revoked token", () => place.simulator.control.revokeTokens()],
  ])("%s", async (_, strike) => {
    await place.clock.move(60_000);
    strike();
    ivrWrites();
    await place.clock.move(2_000);
    expect(await place.shown("Tier")).toBe("gold");
    await expectLive();
  });

  it("a cut that nobody saw, once somebody looks: until then seats come back spread over ten seconds", async () => {
    place.seat.kill();
    await place.seat.background().ready;
    await place.seat
      .background()
      .answer(
        { command: "frame-is", request: { visibility: "visible", isFocused: true, hint: null } },
        { kind: "content", frame: { tabId: 1, frameId: 0 } },
      );
    await place.clock.move(60_000);
    expect(await channel()).toBe("open");
    place.simulator.control.dropSockets();
    await place.clock.move(4_000);
    expect(place.simulator.control.state().openSockets).toBe(0);
    place.seat.openView();
    await place.clock.move(1_000);
    await expectLive();
  });

  it("an eviction after which the socket stays open and silent", async () => {
    await unsubscribe();
    system("no_longer_subscribed");
    ivrWrites();
    await place.clock.move(2_000);
    expect(channelsMade()).toBe(1);
    expect(await place.shown("Tier")).toBe("gold");
    await expectLive();
  });
});

describe("Whose news cannot be read within two seconds, sees that what is shown may be old, until it was read, after", () => {
  it.each([
    ["a cut", () => place.simulator.control.dropSockets()],
    ["a killed background", () => place.seat.kill()],
  ])("%s", async (_, strike) => {
    await place.clock.move(60_000);
    place.simulator.control.fault({ ...readList, times: 1, answer: { delayMs: 10_000 } });
    strike();
    ivrWrites();
    place.seat.openView();
    await place.clock.move(2_000);
    expect(await channel()).toBe("lost");
    await place.clock.move(20_000);
    expect(await place.shown("Tier")).toBe("gold");
    await expectLive();
  });

  it("unless nothing is shown yet, or a problem says it better", async () => {
    const fresh = await createWorkplace();
    fresh.simulator.control.fault({ ...readList, answer: { delayMs: 10_000 } });
    await fresh.signIn();
    await fresh.clock.move(5_000);
    expect(await fresh.seat.state()).toMatchObject({ channel: "open", calls: { status: "loading" } });
    await fresh.clock.move(10_000);
    fresh.simulator.control.fault({ ...readList, answer: { status: 403 } });
    fresh.simulator.control.dropSockets();
    await fresh.clock.move(5_000);
    expect(await fresh.seat.state()).toMatchObject({ channel: "open", calls: { problem: { kind: "forbidden" } } });
  });
});

describe("The channel", () => {
  it("lives on after its 24 hours", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 48 * 3_600 });
    await place.seat.command("sign-out", { everywhere: false });
    await place.signIn();
    await place.clock.move(24 * 3_600_000 + 3_000);
    expect(channelsMade()).toBe(1);
    await expectLive();
  });

  it("whose subscription changed is kept if it still brings the calls, and what may have been missed is read", async () => {
    system("subscription_changed");
    system("subscription_changed");
    await place.clock.move(1_000);
    expect({ subscriptionsRead: subscriptionsRead(), channels: channelsMade(), sockets: socketsOpened() }).toEqual({
      subscriptionsRead: 1,
      channels: 0,
      sockets: 0,
    });
    expect(lists()).toBe(1);
    await expectLive();
  });

  it("whose subscription is gone is replaced", async () => {
    await unsubscribe();
    system("subscription_changed");
    await place.clock.move(2_000);
    expect(channelsMade()).toBe(1);
    await expectLive();
  });

  it("that is told to move again and again moves, but not every second", async () => {
    for (let second = 0; second < 120; second += 1) {
      place.simulator.control.sendSocketClosing();
      await place.clock.move(1_000);
    }
    expect(socketsOpened()).toBeLessThan(20);
    expect(channelsMade()).toBe(0);
    await expectLive();
  });

  it("is lost when the token is revoked and only the person can get another; the sign-in brings it back", async () => {
    place.simulator.control.endLogins();
    place.simulator.control.revokeTokens();
    await place.clock.move(120_000);
    expect(await channel()).toBe("lost");
    expect((await place.seat.state()).account).toMatchObject({ signInNeeded: true });
    place.simulator.control.clearReceived();
    await place.clock.move(600_000);
    expect(place.requests()).toEqual([]);
    ivrWrites("silver");
    await place.seat.command("sign-in", {});
    await place.clock.move(2_000);
    expect(await place.shown("Tier")).toBe("silver");
    await expectLive();
  });

  it("is one for all pages and frames, however many come at once", async () => {
    place.seat.restart();
    place.seat.openView();
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    const signingIn = place.seat.command("sign-in", {});
    for (let index = 0; index < 10; index += 1) {
      place.seat.openView();
      const frame = { tabId: index, frameId: 0 };
      void place.seat
        .background()
        .answer({ command: "frame-is", request: { visibility: "visible" } }, { kind: "content", frame });
    }
    await signingIn;
    await place.clock.move(2_000);
    expect({ channels: channelsMade(), sockets: socketsOpened(), lists: lists() }).toEqual({
      channels: 1,
      sockets: 1,
      lists: 1,
    });
  });

  it("that is wanted, not wanted and wanted again within a moment is made once", async () => {
    place.seat.restart();
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    place.simulator.control.fault({ method: "POST", path: "/channels$", answer: { delayMs: 3_000 } });
    place.seat.openView()();
    const close = place.seat.openView();
    await place.clock.settle();
    close();
    place.seat.openView();
    await place.clock.move(10_000);
    expect({ channels: channelsMade(), sockets: socketsOpened() }).toEqual({ channels: 1, sockets: 1 });
    await expectLive();
  });

  it("is tried at once when somebody opens a page, or the network is back; but not before a named wait is over", async () => {
    place.seat.isOnline = false;
    place.simulator.control.dropSockets();
    await place.clock.move(600_000);
    place.seat.isOnline = true;
    place.seat.background().online();
    await place.clock.move(1_000);
    expect(await channel()).toBe("open");

    const answer = { status: 429, retryAfterSeconds: 50 };
    place.simulator.control.clearReceived();
    place.simulator.control.fault({ method: "POST", path: "/channels$", answer });
    place.simulator.control.removeChannels();
    await place.clock.move(5_000);
    place.seat.openView();
    place.seat.background().online();
    await place.clock.move(44_000);
    expect(channelsMade()).toBe(1);
    await place.clock.move(10_000);
    expect(channelsMade()).toBe(2);
  });

  it("that cannot be had leaves the list, read at once and then every half minute", async () => {
    const fresh = await createWorkplace();
    fresh.simulator.control.fault({ method: "POST", path: "/channels$", times: 1_000, answer: { status: 503 } });
    await fresh.signIn();
    expect(await fresh.shown("CallerType")).toBe("Member");
    fresh.simulator.control.setAttributes({ attributes: { CallerType: "Broker" } });
    await fresh.clock.move(61_000);
    expect(await fresh.shown("CallerType")).toBe("Broker");
    expect(fresh.simulator.control.received(readList).length).toBeLessThanOrEqual(2);
  });
});

describe("After a sleep of an hour", () => {
  beforeEach(() => {
    // The server has long given the socket up, and nobody was there to hear of it.
    place.seat.swallowFrames = true;
    ivrWrites();
    place.clock.sleep(3_600_000);
  });

  it("the channel is opened anew within half a minute, and what happened meanwhile is read", async () => {
    await place.clock.settle();
    expect(await place.shown("Tier")).toBeUndefined();
    await place.clock.move(21_000);
    place.seat.swallowFrames = false;
    await place.clock.move(1_000);
    expect(await place.shown("Tier")).toBe("gold");
    await expectLive();
  });

  it("it is opened anew within two seconds for whoever opens a page", async () => {
    place.seat.openView();
    await place.clock.settle();
    expect(await channel()).toBe("lost");
    place.seat.swallowFrames = false;
    await place.clock.move(2_000);
    expect(await place.shown("Tier")).toBe("gold");
    await expectLive();
  });

  it("a save is not sent on what was known before", async () => {
    ivrWrites("gold");
    const reply = await place.save("Tier", "bronze", null);
    expect(reply).toMatchObject({ ok: true });
    await place.clock.move(2_000);
    expect(place.patches()).toEqual([]);
    expect(await place.changes()).toMatchObject([{ name: "Tier", status: "conflict" }]);
    expect(place.onServer("Tier")).toBe("gold");
  });
});
