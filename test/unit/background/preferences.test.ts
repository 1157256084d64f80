import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
});

describe("Preferences", () => {
  it("are kept, one without the other", async () => {
    await place.seat.command("set-preferences", { appearance: "dark" });
    await place.seat.command("set-preferences", { historyDays: 1 });
    place.seat.restart();
    await place.seat.background().ready;
    expect((await place.seat.state()).settings).toMatchObject({ appearance: "dark", historyDays: 1 });
  });

  it("of a language are followed at once, and again when the background was killed; the organization's comes first", async () => {
    const { browser, stored } = place.seat;
    expect(browser.spoken).toEqual([]);
    await place.seat.command("set-preferences", { language: "en" });
    expect(browser.spoken).toEqual(["en"]);
    place.seat.restart();
    await place.seat.background().ready;
    expect(browser.spoken).toEqual(["en", "en"]);
    await place.seat.command("set-preferences", { language: "browser" });
    expect(browser.spoken.at(-1)).toBeUndefined();
    await stored.managed.set({ language: "en" });
    await place.clock.settle();
    expect(browser.spoken.at(-1)).toBe("en");
    await place.seat.command("set-preferences", { language: "browser" });
    expect((await place.seat.state()).settings.language).toBe("en");
    await stored.managed.remove(["language"]);
    await place.clock.settle();
    expect(browser.spoken.at(-1)).toBeUndefined();
  });

  it("say for how long the history is kept: what is older goes at once", async () => {
    const entries = async (): Promise<number> => {
      const reply = await place.seat.command("read-history", {});
      return reply.ok ? reply.value.entries.length : -1;
    };
    await place.signIn();
    await place.save("CallerType", "Provider", (await place.shown("CallerType")) ?? null);
    // Nobody looks for three days: with a page open, each tick of them would be lived through.
    await place.clock.move(60_000);
    place.seat.kill();
    await place.clock.move(3 * 24 * 60 * 60_000);
    expect(await entries()).toBe(1);
    await place.seat.command("set-preferences", { historyDays: 7 });
    expect(await entries()).toBe(1);
    await place.seat.command("set-preferences", { historyDays: 1 });
    expect(await entries()).toBe(0);
  });

  it("of none for the history keep nothing of what is done from then on", async () => {
    await place.signIn();
    await place.seat.command("set-preferences", { historyDays: 0 });
    await place.save("CallerType", "Provider", (await place.shown("CallerType")) ?? null);
    await place.clock.move(60_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect([...place.seat.database.records.keys()].filter((key) => key.startsWith("history/"))).toEqual([]);
  });
});
