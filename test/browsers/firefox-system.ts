import type { Browser } from "puppeteer-core";
import * as z from "zod/mini";
import { geckoId } from "./extension-ids.ts";

const treeAnswer = z.object({
  result: z.object({ contexts: z.array(z.object({ context: z.string(), "moz:scope": z.optional(z.string()) })) }),
});
const evaluateAnswer = z.object({
  result: z.discriminatedUnion("type", [
    z.object({ type: z.literal("success"), result: z.object({ value: z.optional(z.unknown()) }) }),
    z.object({ type: z.literal("exception"), exceptionDetails: z.object({ text: z.string() }) }),
  ]),
});

/** Firefox's own scope, opened by `--remote-allow-system-access`: what no page and no extension could do. */
export interface FirefoxSystem {
  backgroundState(): Promise<"running" | "stopped">;
  terminateBackground(): Promise<void>;
  /** Chooses the entry of this name from the open context menu of a page. */
  chooseFromMenu(label: string): Promise<void>;
  /** Takes the access to every host away that the manifest names, or gives it back. */
  allowHosts(isAllowed: boolean): Promise<void>;
  /** Closes the extension's popup; false while it is not open. */
  closePopup(): Promise<boolean>;
  /** Is the extension's sidebar open, with its page in it? */
  showsSidebar(): Promise<boolean>;
}

/** Speaks raw WebDriver BiDi over Puppeteer's own connection, for Firefox allows one session at a time. */
export function firefoxSystem(browser: Browser): FirefoxSystem {
  const send = bidiSender(browser);

  async function evaluate(expression: string): Promise<unknown> {
    const tree = treeAnswer.parse(await send("browsingContext.getTree", { "moz:scope": "chrome" }));
    const [window] = tree.result.contexts;
    if (window === undefined) throw new Error("Firefox has no window");
    const answer = evaluateAnswer.parse(
      await send("script.evaluate", { expression, target: { context: window.context }, awaitPromise: true }),
    );
    if (answer.result.type === "exception") throw new Error(answer.result.exceptionDetails.text);
    return answer.result.result.value;
  }

  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}).extension`;
  return {
    async backgroundState() {
      return (await evaluate(`${extension}.backgroundState`)) === "running" ? "running" : "stopped";
    },
    async terminateBackground() {
      await evaluate(
        `${extension}.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })`,
      );
    },
    async chooseFromMenu(label) {
      await evaluate(`(async () => {
        const menu = document.getElementById("contentAreaContextMenu");
        if (menu.state !== "open") await new Promise((shown) => menu.addEventListener("popupshown", shown, { once: true }));
        menu.activateItem([...menu.querySelectorAll("menuitem")].find((item) => item.label === ${JSON.stringify(label)}));
      })()`);
    },
    async allowHosts(isAllowed) {
      await evaluate(`(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
        const extension = ${extension};
        const permissions = { permissions: [], origins: extension.manifest.host_permissions, data_collection: [] };
        await ExtensionPermissions.${isAllowed ? "add" : "remove"}(extension.id, permissions, extension);
      })()`);
    },
    async closePopup() {
      const closed = await evaluate(`(() => {
        const popup = document.querySelector('browser[webextension-view-type="popup"]');
        const panel = popup?.closest("panel");
        if (panel?.state !== "open" || popup.currentURI.filePath !== "/src/popup/index.html") return false;
        panel.hidePopup();
        return true;
      })()`);
      return closed === true;
    },
    async showsSidebar() {
      const shows = await evaluate(`(() => {
        const shown = document.getElementById("sidebar")?.contentDocument?.getElementById("webext-panels-browser");
        return SidebarController.isOpen && shown?.currentURI.spec === ${extension}.baseURI.resolve("src/popup/panel.html");
      })()`);
      return shows === true;
    },
  };
}

type Send = (method: string, params: object) => Promise<unknown>;

/** `connection` is public in Puppeteer's BidiBrowser but not in its exported types (puppeteer-core 24.43.1). */
function bidiSender(browser: Browser): Send {
  const connection: unknown = Reflect.get(browser, "connection");
  if (!isConnection(connection)) throw new Error("Puppeteer no longer exposes its BiDi connection");
  return (method, params) => connection.send(method, params);
}

function isConnection(value: unknown): value is { send: Send } {
  return typeof value === "object" && value !== null && "send" in value && typeof value.send === "function";
}
