import "../platform/tokens.css";
import "../platform/controls.css";
import "./layout.css";
import "./call.css";
import "./attributes.css";
import "./fields.css";
import "./row-notes.css";
import "./footer.css";
import "./dialog.css";
import "./history.css";
import "./strayed.css";
import "./details.css";
import "./tags.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { createState } from "./state.ts";

const root = document.getElementById("root");
if (root) render(<App state={createState()} />, root);
