import { expect } from "vitest";
import type { SourcePlace } from "./source-place.ts";

type Fault = Parameters<SourcePlace["simulator"]["control"]["sourceFault"]>[0]["what"];

/** What can go wrong with any source, and what is said of it. `missing` is what the one who lacks a permission is told. */
export function sourceFaults(missing: unknown): (readonly [Fault, expected: object])[] {
  return [
    ["missingPermission", { kind: "forbidden", missing }],
    ["notFound", { kind: "not-found" }],
    ["neverAnswers", { kind: "timeout" }],
    ["timeout", { kind: "server", status: 504 }],
    ["wrongShape", { kind: "malformed" }],
    ["noObject", { kind: "malformed" }],
    ["malformed", { kind: "malformed" }],
    ["cutOff", { kind: "offline" }],
    ["huge", { kind: "too-long" }],
    ["tooManyRequests", { kind: "rate-limited", retryAt: expect.any(Number) as number }],
    ["unavailable", { kind: "server", status: 503 }],
  ];
}
