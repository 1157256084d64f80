import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "puppeteer-core";
import { waitUntil } from "../browsers/wait-until.ts";
import { furtherLooks, type Look, lookAt, usualLooks, wideLooks } from "./look.ts";
import { picturesPage } from "./pictures-page.ts";
import { smallPng } from "./small-png.ts";
import { setStage, type Stage } from "./stage.ts";
import { type State, states } from "./states.ts";

/** `npm run pictures`: every state of the face, light and dark, into docs/pictures/states, and docs/pictures.md, which shows them. */
const folder = "docs/pictures/states";

function looksAt(state: State): Look[] {
  return [...usualLooks, ...(state.isBusy === true ? furtherLooks : []), ...(state.name === "live" ? wideLooks : [])];
}

/** Nothing more comes: rows are made frame by frame, of which a covered page draws none, and letters and drawings load by themselves. */
function stands(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const elements = document.querySelectorAll("*").length;
    await document.fonts.ready;
    for (let frames = 0; frames < 3; frames += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    const isLoaded = document.readyState === "complete" && [...document.images].every(({ complete }) => complete);
    return isLoaded && document.querySelectorAll("*").length === elements;
  });
}

async function take(stage: Stage, state: State): Promise<void> {
  for (const look of looksAt(state)) {
    const { page } = stage[look.page];
    await lookAt(page, look, state.isRightToLeft === true);
    await waitUntil(`${look.page} shows: ${state.sentence}`, () => state.shows(stage[look.page]));
    await waitUntil(`${look.page} stands`, () => stands(page));
    const clip = { x: 0, y: 0, width: look.width, height: look.height };
    const png = await page.screenshot({ clip, captureBeyondViewport: false });
    await writeFile(join(folder, `${state.name}-${look.name}.png`), smallPng(png));
    // The next state is brought about in the light, and in letters of the usual size.
    await lookAt(page, { ...look, ...usualLooks[0], page: look.page, name: "" }, false);
  }
}

const { values } = parseArgs({ options: { only: { type: "string" } } });
await mkdir(folder, { recursive: true });
if (values.only === undefined) for (const old of await readdir(folder)) await rm(join(folder, old));
const stage = await setStage("chromium", "dist/chrome");
try {
  for (const state of states) {
    await stage.popup.page.bringToFront();
    await state.reach(stage);
    await waitUntil(state.sentence, () => state.shows(stage.popup), state.patience);
    if (values.only === undefined || values.only.split(",").includes(state.name)) await take(stage, state);
    console.log(state.name);
  }
} catch (error) {
  await writeFile(join(folder, "failed.png"), await stage.popup.page.screenshot());
  throw error;
} finally {
  await stage.strike();
}
await writeFile("docs/pictures.md", picturesPage(states, looksAt));
