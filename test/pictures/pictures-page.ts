import type { Look } from "./look.ts";
import type { State } from "./states.ts";

/** The page of docs that shows every picture, as Markdown. */
export function picturesPage(states: readonly State[], looksAt: (state: State) => readonly Look[]): string {
  const shown = states.map((state) => {
    const pictures = looksAt(state).map(
      ({ name, page, width, textSize }) =>
        `<img src="pictures/states/${state.name}-${name}.png" width="${Math.min(width, 400).toString()}" alt="${state.name}: ${page}, ${name.replaceAll("-", " ")}${textSize === 100 ? "" : " text"}">`,
    );
    return [`## ${state.name.replaceAll("-", " ")}`, "", state.sentence, "", ...pictures, ""].join("\n");
  });
  return [
    "# Every state of Calltag",
    "",
    "Made by `npm run pictures` from the built extension against the simulator (`test/pictures/states.ts`); people and numbers are invented.",
    "The same states are what `test/e2e/accessible.test.ts` searches with axe, light and dark, as popup and docked.",
    "",
    ...shown,
  ].join("\n");
}
