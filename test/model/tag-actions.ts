import * as fc from "fast-check";
import { type Action, type Deed, deed, listsOf } from "./actions.ts";
import { othersTags, predefinedTags } from "./tags.ts";

/** Everything that happens without tags happens beside them; what has to do with tags comes more often. */
const deedWithTags: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 50, arbitrary: deed },
  {
    weight: 22,
    arbitrary: fc.record({ do: fc.constant("toggle-tag" as const), tag: fc.nat({ max: predefinedTags.length - 1 }) }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant("save-all" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("undo" as const) }) },
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constant("others-tag" as const),
      call: fc.nat({ max: 1 }),
      tag: fc.nat({ max: othersTags.length - 1 }),
      gives: fc.boolean(),
      isStale: fc.constantFrom(false, false, true),
    }),
  },
  // So long that nothing of what was written before may be on its way any more.
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("wait" as const), milliseconds: fc.constantFrom(2_500, 130_000) }),
  },
);

export const actionsWithTags: fc.Arbitrary<Action[]> = listsOf(deedWithTags);
