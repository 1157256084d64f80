import { readFileSync } from "node:fs";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import webExtension from "vite-plugin-web-extension";

/** Which browser this build is for: `BROWSER=firefox vite build`. `npm run build` runs both. */
const browser = process.env.BROWSER === "firefox" ? "firefox" : "chrome";

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
}

export default defineConfig({
  build: {
    outDir: `dist/${browser}`,
    emptyOutDir: true,
    target: browser === "firefox" ? "firefox140" : "chrome120",
    sourcemap: true,
  },
  plugins: [
    preact(),
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
