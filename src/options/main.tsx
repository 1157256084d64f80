import "../platform/tokens.css";
import "../platform/controls.css";
import "./options.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { showAppearance } from "../platform/appearance.ts";
import { OptionsPage } from "./options-page.tsx";
import { createState } from "./state.ts";

const state = createState();
effect(() => {
  showAppearance(state.published.value?.settings.appearance);
});
const root = document.getElementById("root");
if (root) render(<OptionsPage state={state} />, root);
