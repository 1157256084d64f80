import * as z from "zod/mini";
import type { MergeRule } from "../attributes/reconcile.ts";
import { isStandIn, standInFor } from "../attributes/stand-in.ts";
import { splitTypedValue } from "../attributes/typed-value.ts";
import { readItem } from "../platform/stored.ts";
import { keptFor } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";
import type { PolicyKeeper } from "./policy.ts";

/** In memory only, beside the state in which the stand-ins are published: a later life of the background knows them too. */
const masksKey = "masks";
const masksSchema = z.array(z.object({ standIn: z.string(), value: z.string(), usedAt: z.number() }));
type Mask = z.infer<typeof masksSchema>[number];

/** Sensitive values leave the background as stand-ins only, and come back as what they stand for. */
export interface Masks {
  restore(): Promise<void>;
  clear(): Promise<void>;
  /** Is the value masked wherever it is shown? An empty one has nothing to hide. */
  isMasked(name: string, value: string): boolean;
  /** The value as pages may have it: itself, or what stands for it. */
  mask<Value extends string | null>(name: string, value: Value): Value | string;
  /** What a page sent, as it is meant. A stand-in that nobody knows any more stays one. */
  unmask<Value extends string | null>(value: Value): Value | string;
  /** To be written together with whatever holds a stand-in. */
  items(): Record<string, unknown>;
}

interface MaskParts extends Pick<BackgroundParts, "clock" | "random" | "stored"> {
  readonly policy: PolicyKeeper;
  /** What is merged by a rule (tags, who and when) is worked with by the pages, and is no secret. */
  readonly ruleOf: (name: string) => MergeRule;
}

export function createMasks({ clock, random, stored, policy, ruleOf }: MaskParts): Masks {
  let known = new Map<string, Mask>();
  let byValue = new Map<string, Mask>();
  let minted = 0;
  let isKept = false;

  function keyOf(prefix: string, value: string): string {
    return `${prefix.length.toString()}/${value}`;
  }
  function hold(masks: readonly Mask[]): void {
    known = new Map(masks.map((mask) => [mask.standIn, mask]));
    byValue = new Map(masks.map((mask) => [keyOf(prefixOf(mask), mask.value), mask]));
  }
  function prefixOf({ standIn }: Mask): string {
    return standIn.slice(0, standIn.search(/\uFDD0/));
  }
  function isMasked(name: string, value: string): boolean {
    if (splitTypedValue(name, value).text === "" || ruleOf(name) !== "ask") return false;
    // What looks like a stand-in and came from outside is none.
    return isStandIn(value) || policy.rules().isSensitive(name, value);
  }
  /** The type in front of a value is no secret, and stays there for who types over it. */
  function maskFor(name: string, value: string): Mask {
    const { prefix, text } = splitTypedValue(name, value);
    const found = byValue.get(keyOf(prefix, value));
    if (found) return found;
    minted += 1;
    const token = [clock.now(), minted, random()].map((part) => part.toString(36).replace("0.", "")).join("-");
    const standIn = prefix + standInFor(token, text);
    const fresh = { standIn, value, usedAt: 0 };
    known.set(standIn, fresh);
    byValue.set(keyOf(prefix, value), fresh);
    return fresh;
  }

  return {
    async restore() {
      hold((await readItem(stored.session, masksKey, masksSchema)) ?? []);
      isKept = known.size > 0;
    },
    async clear() {
      hold([]);
      await stored.session.remove([masksKey]);
    },
    isMasked,
    mask(name, value) {
      if (value === null || !isMasked(name, value)) return value;
      const mask = maskFor(name, value);
      mask.usedAt = clock.now();
      return mask.standIn;
    },
    unmask(value) {
      return value === null ? value : (known.get(value)?.value ?? value);
    },
    items() {
      if (known.size === 0 && !isKept) return {};
      isKept = known.size > 0;
      const now = clock.now();
      hold([...known.values()].filter(({ usedAt }) => now - usedAt <= keptFor));
      return { [masksKey]: [...known.values()] };
    },
  };
}
