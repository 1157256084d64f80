import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { WebSocket } from "ws";
import * as z from "zod/mini";
import { findChromium } from "../commands/find-browsers.mjs";
import { chromiumArguments } from "./chromium.ts";
import { chromeOrigin } from "./extension-ids.ts";
import { ownProfile } from "./own-profile.ts";
import { waitUntil } from "./wait-until.ts";

const targetSchema = z.object({
  id: z.string(),
  type: z.string(),
  url: z.string(),
  webSocketDebuggerUrl: z.optional(z.string()),
});
type PlainTarget = z.infer<typeof targetSchema>;
const answerSchema = z.object({
  result: z.optional(
    z.object({ result: z.object({ value: z.optional(z.unknown()) }), exceptionDetails: z.optional(z.unknown()) }),
  ),
  /** Instead of a result, of a page that navigates meanwhile for instance. */
  error: z.optional(z.unknown()),
});

/**
 * Chromium without a driver: a worker that a driver is attached to never dies of idleness (engineering.md). Pages are opened,
 * asked and closed one by one over the debugging port; nobody attaches to the worker.
 */
export interface PlainChromium {
  open(url: string): Promise<PlainTarget>;
  close(page: PlainTarget): Promise<void>;
  /** Waits for a page with such an address. */
  find(what: string, matches: (url: string) => boolean): Promise<PlainTarget>;
  /** What the expression gives in the page, as JSON. */
  evaluate(page: PlainTarget, expression: string): Promise<unknown>;
  isWorkerRunning(): Promise<boolean>;
  end(): Promise<void>;
}

export async function launchPlainChromium(extension: string, simulatorPort: number): Promise<PlainChromium> {
  const executable = findChromium();
  if (executable === undefined) throw new Error("No Chromium found: run `npm test` once, or set CALLTAG_CHROMIUM.");
  const profile = await ownProfile("chromium", undefined);
  const child = spawn(
    executable,
    [
      ...chromiumArguments(simulatorPort, 1),
      "--headless=new",
      "--remote-debugging-port=0",
      "--disable-features=DisableLoadExtensionCommandLineSwitch",
      `--load-extension=${extension}`,
      `--user-data-dir=${profile.folder}`,
      "about:blank",
    ],
    { stdio: "ignore" },
  );
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
  let port = "";
  await waitUntil("Chromium says at which port it listens", async () => {
    port = (await readFile(join(profile.folder, "DevToolsActivePort"), "utf8").catch(() => "")).split("\n")[0] ?? "";
    return port !== "";
  });
  const base = `http://127.0.0.1:${port}/json`;

  async function targets(): Promise<PlainTarget[]> {
    return z.array(targetSchema).parse(await (await fetch(`${base}/list`)).json());
  }

  return {
    async open(url) {
      const answer = await fetch(`${base}/new?${encodeURIComponent(url)}`, { method: "PUT" });
      return targetSchema.parse(await answer.json());
    },
    async close({ id }) {
      await fetch(`${base}/close/${id}`);
    },
    async find(what, matches) {
      let found: PlainTarget | undefined;
      await waitUntil(what, async () => {
        found = (await targets()).find(({ type, url }) => type === "page" && matches(url));
        return found !== undefined;
      });
      if (found === undefined) throw new Error(`not found: ${what}`);
      return found;
    },
    evaluate: (page, expression) => evaluate(page, expression),
    async isWorkerRunning() {
      return (await targets()).some(({ type, url }) => type === "service_worker" && url.startsWith(chromeOrigin));
    },
    async end() {
      child.kill();
      await exited;
      await profile.discard();
    },
  };
}

function evaluate({ webSocketDebuggerUrl }: PlainTarget, expression: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(webSocketDebuggerUrl ?? "");
    socket.on("error", reject);
    // Without effect where an answer came.
    socket.on("close", () => {
      reject(new Error(`"${expression}" was not answered`));
    });
    socket.on("open", () => {
      const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params }));
    });
    socket.on("message", (data: Buffer) => {
      socket.close();
      const { data: answer } = answerSchema.safeParse(JSON.parse(data.toString()));
      if (answer?.result && answer.result.exceptionDetails === undefined) resolve(answer.result.result.value);
      else
        reject(
          new Error(`"${expression}" failed: ${JSON.stringify(answer?.result?.exceptionDetails ?? answer?.error)}`),
        );
    });
  });
}
