import "../platform/tokens.css";
import "../platform/controls.css";
import "./options.css";
import { render } from "preact";
import { OptionsPage } from "./options-page.tsx";
import { createState } from "./state.ts";

const root = document.getElementById("root");
if (root) render(<OptionsPage state={createState()} />, root);
