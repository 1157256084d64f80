import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { regionDomains } from "../../src/genesys/regions.ts";
import { chromeId, geckoId } from "../browsers/extension-ids.ts";
import { builtManifest, targets, type Manifest } from "./built-extension.ts";
import { manifestLines } from "./manifest-lines.ts";

// README, "Permissions", gives the reason for each.
const documented = ["storage", "identity", "alarms", "scripting", "contextMenus"];
const documentedFor = { chrome: [...documented, "sidePanel"], firefox: documented };
const documentedOptional = ["notifications"];

const hosts = (scheme: string, prefix: string, path: string): string[] =>
  regionDomains.map((domain) => `${scheme}://${prefix}.${domain}${path}`);

function directive(manifest: Manifest, name: string): string[] {
  const found = manifest.content_security_policy.extension_pages
    .split(";")
    .map((text) => text.trim().split(/\s+/))
    .find(([first]) => first === name);
  return found?.slice(1) ?? [];
}

it("There are 18 regions", () => {
  expect(new Set(regionDomains).size).toBe(18);
});

describe.each(targets)("The manifest for %s", (target) => {
  it("may reach the api, login, streaming and apps hosts of the 18 regions, and nothing else", async () => {
    const manifest = await builtManifest(target);
    const expected = ["api", "login", "streaming", "apps"].flatMap((prefix) => hosts("https", prefix, "/*"));
    expect(manifest.host_permissions.toSorted()).toEqual(expected.toSorted());
    expect(manifest.optional_host_permissions).toBeUndefined();
  });

  it("lets scripts connect to api, login and streaming, and to the extension's own files, only", async () => {
    const expected = [
      "'self'",
      ...hosts("https", "api", ""),
      ...hosts("https", "login", ""),
      ...hosts("wss", "streaming", ""),
    ];
    expect(directive(await builtManifest(target), "connect-src").toSorted()).toEqual(expected.toSorted());
  });

  it("forbids what it does not allow, and allows no script but its own", async () => {
    const manifest = await builtManifest(target);
    expect(directive(manifest, "default-src")).toEqual(["'none'"]);
    expect(directive(manifest, "script-src")).toEqual(["'self'"]);
  });

  it("asks for the documented permissions, and for none that shows tabs, cookies or traffic", async () => {
    const manifest = await builtManifest(target);
    expect(manifest.permissions.toSorted()).toEqual(documentedFor[target].toSorted());
    expect(manifest.optional_permissions).toEqual(documentedOptional);
  });

  it("has a reason in the README for each permission", () => {
    const readme = readFileSync("README.md", "utf8");
    const named = [...documentedFor[target], ...documentedOptional];
    expect(named.filter((permission) => !readme.includes(`| \`${permission}\``))).toEqual([]);
  });

  // A new permission, host or entry point stands in the diff of that file as a line of its own. After a wanted change:
  // npm run build && npx vitest run --project repo test/repo/manifest.test.ts --update
  it("says, line by line, what was looked at when it was last changed", async () => {
    await expect(await manifestLines(target)).toMatchFileSnapshot(`manifests/${target}.txt`);
  });

  it("suggests keys for the popup and for the docked view", async () => {
    const { commands } = await builtManifest(target);
    const docked = target === "chrome" ? "open-panel" : "_execute_sidebar_action";
    expect(Object.keys(commands)).toEqual(["_execute_action", docked]);
    const keys = Object.values(commands).map(({ suggested_key }) => suggested_key);
    // With AltGr, Ctrl+Alt types characters on many keyboards; on a Mac, Alt does.
    for (const { default: usual, mac } of keys) {
      expect(usual).toMatch(/^Alt\+Shift\+[A-Z]$/);
      expect(mac).toMatch(/^MacCtrl\+Shift\+[A-Z]$/);
    }
    expect(new Set(keys.map(({ default: usual }) => usual)).size).toBe(2);
  });

  it("runs its content script in the agent UI only", async () => {
    const manifest = await builtManifest(target);
    for (const script of manifest.content_scripts) {
      expect(script.matches.toSorted()).toEqual(hosts("https", "apps", "/*").toSorted());
    }
  });

  it("shows no file of its own to the web", async () => {
    expect((await builtManifest(target)).web_accessible_resources).toBeUndefined();
  });
});

describe("The extension's id", () => {
  it("is in Chrome the one that its key gives", async () => {
    const { key = "" } = await builtManifest("chrome");
    // https://developer.chrome.com/docs/extensions/reference/manifest/key: 32 hexadecimal digits of the hash, written with a to p.
    const digits = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
    expect(digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))).toBe(chromeId);
  });

  it("is in Firefox the one that it names", async () => {
    expect((await builtManifest("firefox")).browser_specific_settings?.gecko.id).toBe(geckoId);
  });
});
