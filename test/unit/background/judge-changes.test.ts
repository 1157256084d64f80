import { expect, it } from "vitest";
import { createWorkplace, write } from "../../moved-clock/workplace.ts";

it("A change back to what still shows is not gone where it was refused, while the one before it is accepted and not to be seen yet", async () => {
  const place = await createWorkplace({ eventAfterMs: 86_400_000, visibleAfterMs: 5_000 });
  await place.signIn();
  await place.save("CallerType", "Provider", "Member");
  await place.clock.settle();
  place.simulator.control.fault({ ...write, answer: { status: 403 } });
  await place.save("CallerType", "Member", "Provider");
  await place.clock.move(60_000);
  expect(place.onServer("CallerType")).toBe("Provider");
  expect(await place.changes()).toMatchObject([{ status: "failed", value: "Member" }]);
});
