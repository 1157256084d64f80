import "../platform/tokens.css";
import "../platform/controls.css";
import "./options.css";
import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { showAppearance } from "../platform/appearance.ts";
import { message } from "../platform/i18n.ts";
import { followLanguage } from "../platform/page-language.ts";
import { OptionsPage } from "./options-page.tsx";
import { createState } from "./state.ts";

const state = createState();
effect(() => {
  showAppearance(state.published.value?.settings.appearance);
});
const language = computed(() => state.published.value?.settings.language);
void followLanguage(language, state.loading).then(() => {
  effect(() => {
    document.title = message("optionsTitle");
  });
  const root = document.getElementById("root");
  if (root) render(<OptionsPage state={state} />, root);
});
