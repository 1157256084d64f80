import * as z from "zod/mini";
import { totalLimit } from "../attributes/limits.ts";
import type { Problem } from "../protocol/problem.ts";
import type { PolicyKeeper } from "./policy.ts";
import { readItem, type Stored } from "../platform/stored.ts";

const limitsKey = "limits";
const limitsSchema = z.object({ totalBytes: z.number() });
type KnownLimits = z.infer<typeof limitsSchema>;

/** "The request is over the size limit. Maximum bytes: %s" (genesys-platform-api.md 3, 4.2 [DOC]; the number is [UNK]). */
const named = /maximum bytes:\s*(?<bytes>\d+)/i;

/** How many bytes a participant's map may have: the policy's, else the usual number, until a 413 says another. */
export interface Limits {
  restore(): Promise<void>;
  current(): { totalBytes: number };
  /** Learns the number from a refusal, for as long as the browser runs. */
  learn(problem: Problem | null): Promise<void>;
}

export function createLimits(stored: Stored, policy: PolicyKeeper): Limits {
  let learned: KnownLimits | undefined;
  return {
    async restore() {
      learned = await readItem(stored.session, limitsKey, limitsSchema);
    },
    current: () => learned ?? { totalBytes: policy.current().limits.totalBytes ?? totalLimit },
    async learn(problem) {
      if (problem?.kind !== "rejected" || problem.status !== 413) return;
      const totalBytes = Number(named.exec(problem.detail)?.groups?.bytes);
      if (!Number.isSafeInteger(totalBytes) || totalBytes <= 0) return;
      learned = { totalBytes };
      await stored.session.set({ [limitsKey]: learned });
    },
  };
}
