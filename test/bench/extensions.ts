import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { besideGeckoId } from "../browsers/extension-ids.ts";
import type { BrowserName } from "../browsers/browser-under-test.ts";

const floorFolder = fileURLToPath(new URL("floor/", import.meta.url));

/** Attributes of the call on which the popup opens: as many as the largest real one has. */
export const shownAttributes = 61;

/** The product with the probes in it, and the extension that does the least, each in a folder of its own. */
export interface Extensions {
  readonly product: string;
  readonly floor: string;
  discard(): Promise<void>;
}

/** The build as it is; its pages begin with the probe, and its background notes when frames arrive. */
async function probeProduct(build: string, folder: string): Promise<void> {
  await cp(build, folder, { recursive: true });
  await cp(join(floorFolder, "probe.js"), join(folder, "probe.js"));
  for (const page of ["popup/index.html", "popup/panel.html"]) {
    const path = join(folder, "src", page);
    const html = await readFile(path, "utf8");
    const probe = `<script src="/probe.js" data-selector="[data-attribute]" data-count="${shownAttributes.toString()}"></script>`;
    await writeFile(path, html.replace("<head>", `<head>${probe}`));
  }
  const worker = join(folder, "src/background/index.js");
  await writeFile(
    worker,
    (await readFile(join(floorFolder, "arrivals.js"), "utf8")) + (await readFile(worker, "utf8")),
  );
}

async function makeFloor(build: string, folder: string, name: BrowserName): Promise<void> {
  const manifest = JSON.parse(await readFile(join(build, "manifest.json"), "utf8")) as {
    host_permissions: string[];
    content_security_policy: object;
  };
  await mkdir(folder);
  for (const file of ["page.html", "page.js", "probe.js"]) await cp(join(floorFolder, file), join(folder, file));
  const scripts = await Promise.all(
    ["arrivals.js", "worker.js"].map((file) => readFile(join(floorFolder, file), "utf8")),
  );
  await writeFile(join(folder, "worker.js"), scripts.join("\n"));
  const isFirefox = name === "firefox";
  const own = {
    manifest_version: 3,
    name: "Floor",
    version: "1",
    permissions: ["storage"],
    host_permissions: manifest.host_permissions,
    content_security_policy: manifest.content_security_policy,
    action: { default_popup: "page.html" },
    background: isFirefox ? { scripts: ["worker.js"] } : { service_worker: "worker.js" },
    ...(isFirefox ? { browser_specific_settings: { gecko: { id: besideGeckoId } } } : {}),
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(own));
}

export async function prepareExtensions(name: BrowserName): Promise<Extensions> {
  const build = fileURLToPath(new URL(`../../dist/${name === "chromium" ? "chrome" : "firefox"}`, import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "calltag-bench-"));
  const [product, floor] = [join(folder, "product"), join(folder, "floor")];
  await probeProduct(build, product);
  await makeFloor(build, floor, name);
  return { product, floor, discard: () => rm(folder, { recursive: true, force: true }) };
}
