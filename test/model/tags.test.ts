import "./instant-digest.ts";
import { expect, it, vi } from "vitest";
import { findTagViolation } from "./find-violation.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./extension-api.ts")).extensionApi }));

/** The soak takes its time on a slow machine. */
const timeout = 7_200_000;

it("Whatever happens: the last toggle of a tag counts, and what others did to other tags stays", {
  timeout,
}, async () => {
  expect(await findTagViolation()).toBeUndefined();
});
