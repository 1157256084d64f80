import "../platform/tokens.css";
import "../platform/controls.css";
import "./layout.css";
import "./call.css";
import "./attributes.css";
import "./fields.css";
import "./view.css";
import "./row-notes.css";
import "./footer.css";
import "./dialog.css";
import "./history.css";
import "./strayed.css";
import "./details.css";
import "./tags.css";
import "./paste-call.css";
import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { showAppearance } from "../platform/appearance.ts";
import { followLanguage } from "../platform/page-language.ts";
import { App } from "./app.tsx";
import { firstPaint } from "./first-paint.ts";
import { createState } from "./state.ts";
import { isTyping } from "./typing.ts";

let wasRendered = (): void => undefined;
const rendered = new Promise<void>((resolve) => {
  wasRendered = resolve;
});
const state = createState({ isTyping, page: document, painted: rendered.then(firstPaint) });
effect(() => {
  showAppearance(state.published.value?.settings.appearance);
});
const language = computed(() => state.published.value?.settings.language);
void followLanguage(language, state.loading).then(() => {
  const root = document.getElementById("root");
  if (root) render(<App state={state} />, root);
  wasRendered();
});
