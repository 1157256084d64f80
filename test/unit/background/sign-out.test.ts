import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

function everythingStored(): string {
  const { session, local } = place.seat.stored;
  return JSON.stringify([[...session.items], [...local.items], [...place.seat.database.records]]);
}
async function expectNothingLeft(token: string): Promise<void> {
  expect(token).toMatch(/.{20}/);
  const stored = everythingStored();
  expect(stored).not.toContain(token);
  expect(stored).not.toContain("Member");
  expect(stored).not.toContain("Provider");
  expect(stored).not.toContain(place.call.conversationId);
  expect(place.seat.database.records.size).toBe(0);
}
function token(): string {
  return /"token":"(?<token>[^"]+)"/.exec(everythingStored())?.groups?.token ?? "";
}

describe("Signing out", () => {
  it("revokes the token, and leaves no token, call, draft or change anywhere", async () => {
    const secret = token();
    await place.seat.type(place.caller, "Tier", "gold", null);
    place.simulator.control.fault({ ...write, answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    await place.seat.stored.session.set({ "filter/organization/anna": "+16065550123" });
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(60_000);
    expect([...place.seat.stored.session.items.keys()].filter((key) => key.startsWith("filter/"))).toEqual([]);
    expect(place.simulator.control.state().tokens).toBe(0);
    await expectNothingLeft(secret);
    expect(place.drafts()).toEqual([]);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("keeps region and client ID", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    expect((await place.seat.state()).settings).toMatchObject({ region: "mypurecloud.de" });
  });

  it("leaves no timer, no alarm and no socket, though the popup is open", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    await place.clock.move(600_000);
    expect(place.clock.timers()).toBe(0);
    expect(place.seat.browser.alarms.size).toBe(0);
    expect(place.simulator.control.state().openSockets).toBe(0);
    expect(place.requests()).toEqual([]);
  });

  it("takes the number off the badge", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    expect(place.seat.browser.toolbar.text).toBe("1");
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.settle();
    expect(place.seat.browser.toolbar).toMatchObject({ text: "", title: "Calltag" });
  });

  it("without a network forgets all the same", async () => {
    const secret = token();
    place.seat.isOnline = false;
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(60_000);
    await expectNothingLeft(secret);
    expect((await place.seat.state()).account).toEqual({ status: "signed-out", problem: null });
  });

  it("everywhere also ends the login session of Genesys", async () => {
    await place.seat.command("sign-out", { everywhere: true });
    expect(place.simulator.control.received({ path: "^/logout$" })).toHaveLength(1);
    expect(place.simulator.control.state().logins).toBe(0);
  });

  /** Signs out everywhere, with a page of Genesys that does not answer; the answer lets it. */
  async function leaveSlowly(): Promise<() => Promise<void>> {
    const { browser } = place.seat;
    const launch = browser.launchSignIn.bind(browser);
    let answer = (): void => undefined;
    browser.launchSignIn = (url, interactive) =>
      url.includes("/logout")
        ? new Promise((resolve) => {
            answer = () => {
              resolve(url);
            };
          })
        : launch(url, interactive);
    const leaving = place.seat.command("sign-out", { everywhere: true });
    await place.clock.move(1_000);
    return async () => {
      answer();
      await leaving;
      await place.clock.settle();
    };
  }

  it("everywhere forgets nothing of who signs in before Genesys has answered it", async () => {
    const endLogin = await leaveSlowly();
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    await place.seat.type(place.caller, "Tier", "gold", null);
    place.simulator.control.fault({ ...write, answer: { status: 429, retryAfterSeconds: 100 } });
    await place.save("CallerType", "Provider", "Member");
    await endLogin();
    expect(place.drafts()).toEqual([place.draftKey("Tier")]);
    expect(await place.changes()).toMatchObject([{ name: "CallerType", value: "Provider" }]);
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  /** Silent flows take two seconds from now on. */
  function slowRenewals(): void {
    const { browser } = place.seat;
    const launch = browser.launchSignIn.bind(browser);
    browser.launchSignIn = async (url, interactive) => {
      const answer = await launch(url, interactive);
      if (!interactive) await new Promise<void>((go) => place.clock.after(2_000, go));
      return answer;
    };
  }

  it("is not undone by a request that is refused while the token is being revoked", async () => {
    slowRenewals();
    place.simulator.control.fault({ method: "DELETE", path: "^/api/v2/tokens/me", answer: { delayMs: 1_500 } });
    void place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(700);
    void place.seat.command("refresh", {});
    await place.clock.move(60_000);
    expect((await place.seat.state()).account.status).toBe("signed-out");
    expect(place.simulator.control.state().tokens).toBe(0);
  });

  it("revokes the token too that a renewal under way brings", async () => {
    slowRenewals();
    place.simulator.control.expireTokens();
    void place.seat.command("refresh", {});
    await place.clock.move(500);
    void place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(60_000);
    expect((await place.seat.state()).account.status).toBe("signed-out");
    expect(place.simulator.control.state().tokens).toBe(0);
  });

  it("takes away what a page wrote that had not heard of it", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    const key = place.draftKey("Tier");
    const draft = place.seat.stored.session.items.get(key) as object;
    await place.seat.command("sign-out", { everywhere: false });
    await place.seat.stored.session.set({ [key]: { ...draft, value: "golden" } });
    await place.clock.settle();
    expect(place.drafts()).toEqual([]);
    expect([...place.seat.database.records.keys()]).toEqual([]);
  });

  it("here only does not end the login session of Genesys", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    expect(place.simulator.control.received({ path: "^/logout$" })).toEqual([]);
    expect(place.simulator.control.state().logins).toBe(1);
  });

  it("while the calls are being read lets nothing of them in", async () => {
    const secret = token();
    place.simulator.control.fault({ path: "^/api/v2/conversations/calls$", answer: { delayMs: 5_000 } });
    void place.seat.command("refresh", {});
    await place.clock.move(1_000);
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(60_000);
    await expectNothingLeft(secret);
  });

  it("while a write is under way lets nothing of it in, and writes nothing more", async () => {
    const secret = token();
    place.simulator.control.fault({ ...write, answer: { delayMs: 5_000 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(60_000);
    await expectNothingLeft(secret);
    expect(place.patches()).toHaveLength(1);
    expect(place.clock.timers()).toBe(0);
  });

  it("while a channel is being made leaves none behind", async () => {
    place.simulator.control.fault({ method: "POST", path: "/channels$", answer: { delayMs: 5_000 } });
    place.simulator.control.removeChannels();
    await place.clock.move(2_500);
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(60_000);
    expect(everythingStored()).not.toContain("streaming-");
    expect(place.simulator.control.state().openSockets).toBe(0);
  });

  it("from a database that cannot be read ends all the same, and says that something is left", async () => {
    const secret = token();
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.settle();
    const { database } = place.seat;
    const keys = database.keys.bind(database);
    database.keys = () => Promise.reject(new Error("InvalidStateError"));
    await expect(place.seat.command("sign-out", { everywhere: false })).rejects.toThrow("InvalidStateError");
    await place.clock.move(2_000);
    expect((await place.seat.state()).account.status).toBe("signed-out");
    expect(place.simulator.control.state().tokens).toBe(0);
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain(secret);
    expect(place.drafts()).toEqual([]);
    database.keys = keys;
  });

  it("forgets all where the database refused it for a moment only", async () => {
    const secret = token();
    const { database } = place.seat;
    const keys = database.keys.bind(database);
    let refusals = 0;
    database.keys = (prefix) => {
      refusals += 1;
      return refusals > 3 ? keys(prefix) : Promise.reject(new Error("InvalidStateError"));
    };
    expect(await place.seat.command("sign-out", { everywhere: false })).toMatchObject({ ok: true });
    await place.clock.move(2_000);
    await expectNothingLeft(secret);
  });

  it("signs nobody out who came in by a renewal while what was left was being forgotten", async () => {
    place.simulator.control.endLogins();
    await place.seat.browser.logInOutside("Ben Agent");
    const { database } = place.seat;
    const keys = database.keys.bind(database);
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    database.keys = (prefix) => (prefix.startsWith("history/") ? gate : Promise.resolve()).then(() => keys(prefix));
    const leaving = place.seat.command("sign-out", { everywhere: true });
    await place.clock.settle();
    place.simulator.control.expireTokens();
    void place.seat.command("refresh", {});
    await place.clock.move(5_000);
    goOn();
    expect(await leaving).toMatchObject({ ok: true });
    await place.clock.move(5_000);
    expect((await place.seat.state()).account).toMatchObject({ status: "signed-in", userName: "Ben Agent" });
    expect(place.simulator.control.state().logins).toBe(1);
  });

  it("of nobody does nothing", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    place.simulator.control.clearReceived();
    expect(await place.seat.command("sign-out", { everywhere: false })).toEqual({ ok: true, value: {} });
    expect(place.requests()).toEqual([]);
  });

  it("happens by itself when region or client change: a token belongs to one client in one region", async () => {
    const secret = token();
    await place.seat.command("save-settings", {
      region: "mypurecloud.ie",
      clientId: "another",
      dialect: "conversations",
    });
    await place.clock.move(1_000);
    await expectNothingLeft(secret);
    expect(place.simulator.control.state().tokens).toBe(0);
    expect((await place.seat.state()).account).toEqual({ status: "signed-out", problem: null });
  });

  it("does not happen when the same settings are saved again", async () => {
    const { settings } = await place.seat.state();
    await place.seat.command("save-settings", {
      region: settings.region ?? "",
      clientId: settings.clientId ?? "",
      dialect: "conversations",
    });
    expect((await place.seat.state()).account.status).toBe("signed-in");
  });
});
