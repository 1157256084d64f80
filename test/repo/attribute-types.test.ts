import { expect, it } from "vitest";
import { filesBelow } from "./project-files.ts";

// Each of these asks for an entry when a type is added. The sentences have a default, by the type's own example.
const known = ["src/attributes/policy/types.ts", "src/platform/value-problem-text.ts"];

it("Only one file of src has a table of the types of attributes, so that a new one is a line there and nowhere else", () => {
  const naming = filesBelow("src", ".ts", ".tsx").filter(({ text }) => /\bTypeName\b/.test(text));
  expect(naming.map(({ path }) => path)).toEqual(known);
  const [, sentences] = naming;
  expect(sentences?.text).toMatch(/default: \{\n\s+const \{ example \} = typeOf/);
});
