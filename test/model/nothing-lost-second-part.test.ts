import "./instant-digest.ts";
import { expect, it, vi } from "vitest";
import { findViolation } from "./find-violation.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./extension-api.ts")).extensionApi }));

/** The soak takes an hour on a slow machine. */
const timeout = 7_200_000;

it("Whatever happens: nothing is lost, nothing is overwritten unasked, nothing goes to another call", {
  timeout,
}, async () => {
  expect(await findViolation(1)).toBeUndefined();
});
