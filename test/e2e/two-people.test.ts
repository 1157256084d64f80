import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";

/** Two browsers on one call: each has a popup open. */
describe("two people on one call", () => {
  let anna: Seat;
  let ben: Seat;
  let annas: PopupPage;
  let bens: PopupPage;

  function onServer(name: string): unknown {
    const { participants } = anna.simulator.control.conversation();
    return participants.find(({ purpose }) => purpose === "customer")?.attributes[name];
  }
  function patches(): unknown[] {
    return anna.simulator.control
      .received({ method: "PATCH" })
      .map(({ body }): unknown => JSON.parse(body ?? "") as unknown);
  }

  beforeAll(async () => {
    anna = await takeSeat();
    ben = await takeSeat(undefined, { simulator: anna.simulator });
    annas = await anna.arrive(region);
    bens = await ben.arrive(region, "Ben Agent");
    anna.simulator.control.placeCall({
      agents: ["anna", "ben"],
      attributes: { Tier: "bronze", CallerType: "Member", MAJOR_LOB: "MCR" },
    });
    await annas.waitForRow("Tier", { value: "bronze", state: "saved" });
    await bens.waitForRow("Tier", { value: "bronze", state: "saved" });
  });
  afterAll(async () => {
    await ben.end();
    await anna.end();
  });

  it("save different attributes: both are there, and nobody is asked anything", async () => {
    await annas.type("CallerType", "Provider");
    await bens.type("MAJOR_LOB", "PPO");
    await Promise.all([annas.save(), bens.save()]);
    for (const popup of [annas, bens]) {
      await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
      await popup.waitForRow("MAJOR_LOB", { value: "PPO", state: "saved" });
      expect(await popup.text()).not.toContain("Keep mine");
    }
    expect([onServer("CallerType"), onServer("MAJOR_LOB"), onServer("Tier")]).toEqual(["Provider", "PPO", "bronze"]);
    expect(patches()).toHaveLength(2);
  });

  it("edit the same attribute: who saves first has it saved, the other is asked and overwrites nothing", async () => {
    anna.simulator.control.clearReceived();
    await annas.type("Tier", "gold");
    await bens.type("Tier", "silver");
    await annas.save();
    await annas.waitForRow("Tier", { value: "gold", state: "saved" });
    await bens.waitForRow("Tier", { value: "silver", state: "conflict" });
    // Ben presses Save all the same.
    await bens.page.keyboard.down("Control");
    await bens.page.keyboard.press("s");
    await bens.page.keyboard.up("Control");
    await bens.button("Keep mine");
    await bens.button("Take theirs");
    expect(onServer("Tier")).toBe("gold");
    expect(patches()).toEqual([{ attributes: { Tier: "gold" } }]);
  });

  it("and what the other decides, happens: he keeps his and saves it", async () => {
    await bens.click("Keep mine");
    await bens.waitForRow("Tier", { value: "silver", state: "edited" });
    await bens.save();
    await bens.waitForRow("Tier", { value: "silver", state: "saved" });
    await annas.waitForRow("Tier", { value: "silver", state: "saved" });
    expect(onServer("Tier")).toBe("silver");
  });
});
