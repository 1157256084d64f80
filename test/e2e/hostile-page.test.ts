import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Seat, signedInSeat } from "./seat.ts";

const region = "mypurecloud.de";
describe("a hostile page", () => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await signedInSeat(region);
    seat.simulator.control.placeCall({ fixture: 0 });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("that imitates the content script reaches nobody: pages have no way to the extension", async () => {
    const page = await seat.openAgentDesktop(region);
    const reached = await page.evaluate(
      async (extensionId, command) => {
        const runtimes = [Reflect.get(globalThis, "chrome"), Reflect.get(globalThis, "browser")]
          .map(
            (api: unknown) =>
              (typeof api === "object" && api !== null ? Reflect.get(api, "runtime") : undefined) as unknown,
          )
          .filter((runtime): runtime is { sendMessage: (id: string, message: unknown) => Promise<unknown> } =>
            Boolean(runtime),
          );
        window.postMessage({ command, request: {} }, "*");
        window.dispatchEvent(new CustomEvent("message", { detail: { command, request: {} } }));
        const answers = await Promise.allSettled(
          runtimes.map((runtime) => runtime.sendMessage(extensionId, { command, request: {} })),
        );
        return answers.filter(({ status }) => status === "fulfilled").length;
      },
      new URL(seat.browser.origin).host,
      "refresh",
    );
    expect(reached).toBe(0);
    await page.close();
  });
});
