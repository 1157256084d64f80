import { chromeOrigin } from "../browsers/extension-ids.ts";
import type { Line } from "./line.ts";
import type { Scene } from "./scene.ts";

const changes = 10_000;

/** What an agent UI does to its document: rows come and go, texts and classes change, a quarter of it in the roster. Runs in the page. */
async function changeMuch(count: number): Promise<void> {
  const roster = document.querySelector(".interactions.chat-container") ?? document.body;
  const list = document.body.appendChild(document.createElement("div"));
  const inRoster = roster.appendChild(document.createElement("div"));
  const inAFrame = 100;
  for (let done = 0; done < count; done += inAFrame) {
    for (let index = 0; index < inAFrame; index += 1) {
      const place = index % 4 === 0 ? inRoster : list;
      if (index % 5 === 0) place.append(Object.assign(document.createElement("div"), { className: "message" }));
      else if (index % 5 === 1) place.firstElementChild?.remove();
      else if (index % 5 === 2) place.className = `view-${(done + index).toString()}`;
      else place.textContent = `since ${(done + index).toString()}`;
    }
    await new Promise(requestAnimationFrame);
  }
}

/** The part of the page's own time that goes to the content script, in a CPU profile (Chromium). */
export async function measurePage({ name, desktop }: Scene): Promise<Line[]> {
  await desktop.bringToFront();
  const session = await desktop.createCDPSession();
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 100 });
  await session.send("Profiler.start");
  await desktop.evaluate(changeMuch, changes);
  const { profile } = await session.send("Profiler.stop");
  await session.detach();
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  let own = 0;
  let all = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const callFrame = frames.get(id);
    if (!callFrame || callFrame.functionName === "(idle)") continue;
    const milliseconds = (profile.timeDeltas?.[index] ?? 0) / 1000;
    all += milliseconds;
    if (callFrame.url.startsWith(chromeOrigin)) own += milliseconds;
  }
  const figure = (own / all) * 100;
  return [
    {
      ...{ what: "10,000 DOM changes: the content script's part of the page's time", browser: name },
      ...{ floor: all, product: own, unit: "ms", figure, wanted: 2, asked: "≤ 2 %" },
    },
  ];
}
