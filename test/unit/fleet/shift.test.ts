import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../fleet/outcome.ts";
import { tableOf } from "../../fleet/report.ts";
import { runShift } from "../../fleet/shift.ts";

const minutes = 60;

describe("A small fleet on a short day with an outage of five minutes and every hundredth request gone wrong", () => {
  it("loses no edit, is never told that it asks too much, is back within a minute and a half, and leaves nothing behind", async () => {
    const shift = await runShift({
      seats: 6,
      hours: minutes / 60,
      seed: 11,
      faultRate: 0.01,
      progress: () => undefined,
    });
    const { fates, left, tooMany, heardAgain, perAgentHour } = outcomeOf(shift, 0);
    expect(fates.saved).toBeGreaterThan(10);
    expect(fates.written + fates.shown).toBe(fates.saved);
    expect(fates.lost).toBe(0);
    expect(tooMany).toBe(0);
    expect(heardAgain[2]).toBeLessThan(90);
    expect(perAgentHour).toBeGreaterThan(5);
    expect(left).toMatchObject({ timers: 0, sockets: 0 });
    expect(tableOf([outcomeOf(shift, 0)])).toContain("| answers 429 | 0 | 0 |");
  }, 30_000);
});
