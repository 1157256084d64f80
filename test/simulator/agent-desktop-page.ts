import { agentDesktopStyle } from "./agent-desktop-style.ts";

/**
 * The page's own script: asks the simulator every 500 ms what to show and replaces the page's content when it changed;
 * counts the durations; reports pressed buttons. Ids of calls stay in its memory: the real page has none in its DOM
 * (agent-ui-and-peers.md "What matters most" 1).
 */
const script = `
(() => {
  const desk = document.getElementById("desk");
  const user = new URLSearchParams(location.search).get("user") ?? "";
  let keys = [], selected = "", shown = "", counter = 0;
  const clock = () => {
    for (const one of desk.querySelectorAll("time[data-since]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - Number(one.dataset.since)) / 1000));
      const text = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      if (one.textContent !== text) one.textContent = text;
    }
  };
  const refresh = async () => {
    const mine = ++counter;
    const query = new URLSearchParams({ user, selected, route: location.hash });
    try {
      const answer = await fetch("/__simulator/desk?" + query, { cache: "no-store" });
      const view = await answer.json();
      if (mine !== counter) return;
      keys = view.keys;
      selected = view.selected;
      if (view.html !== shown) { shown = view.html; desk.innerHTML = shown; }
      clock();
    } catch {}
  };
  const act = (what, conversationId) =>
    fetch("/__simulator/act?user=" + encodeURIComponent(user), { method: "POST", body: JSON.stringify({ do: what, conversationId }) }).then(refresh);
  desk.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const group = event.target.closest("div.interaction-group");
    if (group) selected = keys[[...desk.querySelectorAll("div.interaction-group")].indexOf(group)] ?? selected;
    if (button?.dataset.action === "answerInteraction") return void act("answer", selected);
    if (button?.classList.contains("interaction-hold-btn")) return void act(button.getAttribute("aria-pressed") === "true" ? "unhold" : "hold", selected);
    if (button?.classList.contains("interaction-mute-btn")) return void act(button.getAttribute("aria-pressed") === "true" ? "unmute" : "mute", selected);
    if (button?.classList.contains("interaction-end-btn")) return void act("leave", selected);
    if (button?.classList.contains("simulated-wrapup-done")) return void act("finishWrapup", selected);
    if (button?.dataset.supervise) {
      const id = /interactions\\/([0-9a-f-]{36})/.exec(location.hash)?.[1] ?? selected;
      return void act(button.dataset.supervise, id);
    }
    if (group) refresh();
  });
  addEventListener("hashchange", refresh);
  setInterval(refresh, 500);
  setInterval(clock, 250);
  refresh();
})();
`;

/** The one page of the agent UI; everything in `#desk` is filled in by the script. */
export const agentDesktopPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Genesys Cloud (simulator)</title>
<link rel="icon" href="data:,">
<style>${agentDesktopStyle}</style>
</head>
<body class="ember-application"><div id="desk"></div><script>${script}</script></body>
</html>`;
