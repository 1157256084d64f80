import { agentDesktopStyle } from "./agent-desktop-style.ts";

/** Which of the agent UI's documents: the whole desktop, the embedded client in a CRM, or the frame of the analytics views (A2). */
export type DesktopPage = "directory" | "embedded" | "analytics";

/**
 * The page's own script: asks the simulator every 500 ms what to show and replaces the page's content when it changed;
 * counts the durations; reports pressed buttons. Ids of calls stay in its memory: the real page has none in its DOM
 * (agent-ui-and-peers.md "What matters most" 1). The agent panel closes without leaving the DOM (A3). The frame of the
 * analytics views stands outside of what is replaced, so that it is loaded once and then moved by its hash.
 */
function script(page: DesktopPage): string {
  return `
(() => {
  const desk = document.getElementById("desk");
  const centre = document.getElementById("centre");
  const user = new URLSearchParams(location.search).get("user") ?? "";
  let keys = [], selected = "", ringing = "", shown = "", counter = 0, isPanelOpen = true;
  const clock = () => {
    for (const one of desk.querySelectorAll("time[data-since]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - Number(one.dataset.since)) / 1000));
      const text = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      if (one.textContent !== text) one.textContent = text;
    }
  };
  const showPanel = () => {
    const panel = desk.querySelector(".command-panel.agent");
    panel?.classList.toggle("active", isPanelOpen);
    panel?.classList.toggle("panel-not-active", !isPanelOpen);
    desk.querySelector('[data-test-id="command-bar-agent"]')?.setAttribute("aria-expanded", String(isPanelOpen));
  };
  const showFrame = (address) => {
    document.body.classList.toggle("has-frame", address !== "");
    const frame = centre.querySelector("iframe");
    if (address === "") return void centre.replaceChildren();
    if (frame) {
      if (frame.dataset.address !== address) frame.contentWindow.location.replace(address);
      frame.dataset.address = address;
      return;
    }
    const scroll = document.createElement("div"), router = document.createElement("frame-router"), made = document.createElement("iframe");
    scroll.className = "application-scroll";
    router.className = "main-iframe";
    made.src = made.dataset.address = address;
    made.title = "Analytics";
    router.append(made);
    scroll.append(router);
    centre.replaceChildren(scroll);
  };
  const refresh = async () => {
    const mine = ++counter;
    const query = new URLSearchParams({ user, selected, route: location.hash, page: "${page}" });
    try {
      const answer = await fetch("/__simulator/desk?" + query, { cache: "no-store" });
      const view = await answer.json();
      if (mine !== counter) return;
      keys = view.keys;
      selected = view.selected;
      ringing = view.ringing;
      if (view.html !== shown) { shown = view.html; desk.innerHTML = shown; showPanel(); }
      showFrame(view.frame);
      clock();
    } catch {}
  };
  const act = (what, conversationId) =>
    fetch("/__simulator/act?user=" + encodeURIComponent(user), { method: "POST", body: JSON.stringify({ do: what, conversationId }) }).then(refresh);
  desk.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const group = event.target.closest("div.interaction-group");
    if (group) selected = keys[[...desk.querySelectorAll("div.interaction-group")].indexOf(group)] ?? selected;
    if (button?.dataset.testId === "command-bar-agent") { isPanelOpen = !isPanelOpen; showPanel(); }
    if (button?.dataset.action === "answerInteraction") { selected = ringing; return void act("answer", ringing); }
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
}

/** One document of the agent UI; everything in `#desk` and `#centre` is filled in by the script. */
export function agentDesktopPage(page: DesktopPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Genesys Cloud (simulator)</title>
<link rel="icon" href="data:,">
<style>${agentDesktopStyle}</style>
</head>
<body class="ember-application is-${page}"><div id="desk"></div><main class="center-stage" id="centre"></main><script>${script(page)}</script></body>
</html>`;
}
