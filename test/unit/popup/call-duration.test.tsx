import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { CallDuration } from "../../../src/popup/call-duration.tsx";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("The time of a call that ends before one's eyes stands still, and nothing ticks any more", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  const since = Date.now();
  const { rerender } = render(<CallDuration since={since} />);
  expect(vi.getTimerCount()).toBe(1);
  rerender(<CallDuration since={since} until={since + 65_000} />);
  expect(screen.getByRole("timer").textContent).toBe("1:05");
  expect(vi.getTimerCount()).toBe(0);
});
