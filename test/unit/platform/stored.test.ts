import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readItem, readItems } from "../../../src/platform/stored.ts";
import { createMemoryArea, type MemoryArea } from "../../moved-clock/memory-stored.ts";

const schema = z.object({ value: z.string() });
let area: MemoryArea;

beforeEach(() => {
  area = createMemoryArea();
});

describe("A stored item", () => {
  it("is read in its shape, without what the shape does not know", async () => {
    await area.set({ a: { value: "x", more: 1 } });
    expect(await readItem(area, "a", schema)).toEqual({ value: "x" });
  });

  it.each([undefined, null, "x", 5, [], {}, { value: 5 }])("that is %j is as if it were missing", async (item) => {
    area.items.set("a", item);
    expect(await readItem(area, "a", schema)).toBeUndefined();
  });

  it("that is missing is undefined, also under the name of what every object has", async () => {
    expect(await readItem(area, "a", schema)).toBeUndefined();
    expect(await readItem(area, "constructor", schema)).toBeUndefined();
  });
});

describe("Stored items of a prefix", () => {
  it("are those that begin with it and are of the shape", async () => {
    await area.set({
      "draft/a": { value: "x" },
      "draft/": { value: "y" },
      "draft/b": { value: 5 },
      draft: { value: "z" },
      "other/draft/a": { value: "z" },
    });
    expect(await readItems(area, "draft/", schema)).toEqual(
      new Map([
        ["draft/a", { value: "x" }],
        ["draft/", { value: "y" }],
      ]),
    );
  });
});
