import type { TestProject } from "vitest/node";
import type { BrowserName } from "../browsers/browser-under-test.ts";
import { withdraw } from "./policy-file.ts";

/*
 * In vitest's own process: whatever becomes of the one that runs the tests, the policy does not stay on the machine, nor what an
 * earlier run left that was killed.
 */

/** vitest names the project to `setup` only. */
const tested = new Set<BrowserName>();

export function setup({ name }: TestProject): void {
  tested.add(name === "policy-firefox" ? "firefox" : "chromium");
  teardown();
}

export function teardown(): void {
  tested.forEach(withdraw);
}
