import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";
import webExtension from "vite-plugin-web-extension";

/** Which browser this build is for: `BROWSER=firefox vite build`. `npm run build` runs both. */
const browser = process.env.BROWSER === "firefox" ? "firefox" : "chrome";

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
}

/** Seven catalogues are a third of the package: their white space is there for who edits them. */
const packCatalogues: Plugin = {
  name: "calltag:pack-catalogues",
  closeBundle() {
    const folder = `dist/${browser}/_locales`;
    for (const language of readdirSync(folder)) {
      const path = `${folder}/${language}/messages.json`;
      writeFileSync(path, JSON.stringify(readJson(path)));
    }
  },
};

export default defineConfig({
  build: {
    outDir: `dist/${browser}`,
    emptyOutDir: true,
    target: browser === "firefox" ? "firefox140" : "chrome120",
    sourcemap: true,
  },
  plugins: [
    preact(),
    packCatalogues,
    webExtension({
      browser,
      manifest: () => ({ ...readJson("manifest.json"), version: readJson("package.json").version }),
      watchFilePaths: ["manifest.json", "package.json"],
      // Without this every build downloads a schema (engineering.md).
      skipManifestValidation: true,
      disableAutoLaunch: true,
    }),
  ],
});
