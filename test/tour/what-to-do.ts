import type { InstalledBrowser } from "./installed-browser.ts";

/** What stands in the terminal while the browser is open. */
export function whatToDo(
  { name, program }: Pick<InstalledBrowser, "name" | "program">,
  controlPort: number,
  platform: NodeJS.Platform,
): string[] {
  // The simulator's control API (test/simulator/README.md). In cmd.exe only double quotes quote.
  const quoted = (json: string): string =>
    platform === "win32" ? `"${json.replaceAll('"', String.raw`\"`)}"` : `'${json}'`;
  const post = (path: string, input: object): string =>
    `    curl -d ${quoted(JSON.stringify(input))} http://127.0.0.1:${controlPort.toString()}/${path}`;
  const icon =
    name === "chromium" ? "the Calltag icon in the toolbar" : "the puzzle piece in the toolbar, then Calltag";
  return [
    "",
    `${program} is open, with Calltag in it, on a live call. Genesys Cloud is simulated; other sites do not load.`,
    "",
    `  1. Click ${icon}, then "Sign in".`,
    '  2. Pick "Anna Agent" in the window that opens. Click the icon again: these are the caller\'s 54 attributes.',
    "  3. Edit one, CallerType for instance, and press Enter. It is saved when its mark is gone.",
    "",
    "From another terminal:",
    "",
    "  the IVR changes an attribute; Calltag shows it at once",
    post("setAttributes", { attributes: { CallerType: "Broker" } }),
    "  the next request to save is answered 503; Calltag tries again by itself",
    post("fault", { method: "PATCH", answer: { status: 503 } }),
    "  the caller hangs up; after-call work begins",
    post("end", {}),
    "  another call comes in, with 61 attributes",
    post("placeCall", { fixture: 2, ani: "+4989555020" }),
    "",
    "All that can happen to a call: test/simulator/README.md. Ctrl+C, or closing the browser, ends this.",
  ];
}
