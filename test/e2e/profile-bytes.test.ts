import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";
import { everythingStored, filesHolding } from "./storages.ts";

const region = "mypurecloud.de";

describe("the bytes of the profile", () => {
  /** Found nowhere else in a browser. */
  const there = { Tier: "quartz-4711-there", CallerType: "zephyr-0815-there" };
  const saved = "walnut-2342-saved";
  const typed = "juniper-6174-typed";
  let seat: Seat;
  let popup: PopupPage;
  let token: string;

  async function tokenOf(page: PopupPage): Promise<string> {
    const session = await page.page.evaluate(async () => JSON.stringify(await chrome.storage.session.get("session")));
    const found = /"token":"(?<token>[^"]+)"/.exec(session)?.groups?.token;
    if (found === undefined) throw new Error("nobody is signed in");
    return found;
  }
  /** Which of the secrets stand in which files. */
  async function found(): Promise<string[]> {
    const secrets = { token, saved, typed, tier: there.Tier, callerType: there.CallerType };
    const all = Object.entries(secrets).map(async ([name, text]) =>
      (await filesHolding(seat.browser.profile, text)).map((file) => `${name} in ${file}`),
    );
    return (await Promise.all(all)).flat();
  }
  async function signIn(): Promise<void> {
    popup = await seat.openPopup();
    const { tokens } = seat.simulator.control.state();
    await seat.signIn(popup, "Anna Agent");
    await waitUntil("there is a new token", () => seat.simulator.control.state().tokens > tokens);
    await seat.browser.closePopup(popup.page);
    popup = await seat.openPopup();
  }

  beforeAll(async () => {
    seat = await takeSeat();
    await seat.setUp(region);
    await signIn();
    seat.simulator.control.placeCall({ attributes: there });
    await popup.waitForRow("Tier", { value: there.Tier, state: "saved" });
    token = await tokenOf(popup);
  });
  afterAll(async () => {
    await seat.end();
  });

  it("hold neither token nor value while a change waits", async () => {
    // The search finds what is there.
    expect(await filesHolding(seat.browser.profile, region)).not.toEqual([]);
    seat.simulator.control.fault({ method: "PATCH", times: 1_000, answer: { status: 503 } });
    await popup.type("Tier", saved);
    await popup.save();
    await waitUntil("it waits", () => seat.simulator.control.received({ method: "PATCH" }).length > 0);
    await popup.waitForRow("Tier", { value: saved, state: "saving" });
    expect(await found()).toEqual([]);
  });

  it("nor while a draft is typed, nor once the popup is closed over it", async () => {
    await popup.type("CallerType", typed);
    await popup.waitForRow("CallerType", { value: typed, state: "edited" });
    expect(await found()).toEqual([]);
    await seat.browser.closePopup(popup.page);
    expect(await found()).toEqual([]);
  });

  it("nor after a crash, when the browser runs again; and the work is still there", async () => {
    seat.simulator.control.endLogins();
    seat = await seat.crash();
    expect(await found()).toEqual([]);
    await signIn();
    token = await tokenOf(popup);
    await popup.waitForRow("Tier", { value: saved, state: "saving" });
    await popup.waitForRow("CallerType", { value: typed, state: "edited" });
    expect(await found()).toEqual([]);
  });

  it("nor after the sign-out, which asks first; then no storage holds anything of it either", async () => {
    await popup.signOut();
    await popup.waitForText("Sign out of Calltag?");
    await popup.click("Sign out");
    await popup.waitForText("Sign in to Genesys Cloud");
    await waitUntil("the token is revoked", () => seat.simulator.control.received({ method: "DELETE" }).length > 0);
    const stored = await everythingStored(popup.page);
    for (const trace of [token, saved, typed, ...Object.values(there)]) expect(stored).not.toContain(trace);
    expect(stored).toContain(region);
    expect(await found()).toEqual([]);
  });
});
