import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { outputOfNpm } from "../commands/run.mjs";
import { makePackages, sha256 } from "../packaging/make-packages.ts";
import { filesIn, type PackedFile } from "../packaging/packed-file.ts";
import { sourcePaths } from "../packaging/source-files.ts";
import { buildIn, targets } from "./built-extension.ts";
import { lintWithWebExt } from "./lint-with-web-ext.ts";

// Below the project, so that all find the same node_modules; in dist, for no checker and no Git looks there.
const scratch = "dist/checkouts";
const checkouts = [`${scratch}/one`, `${scratch}/another/with a blank`] as const;
const packed = new Map<string, PackedFile>();
const packedElsewhere = new Map<string, string>();

/** As `npm run package`, but with the packages that are installed already. */
function packagesOf(folder: string): Promise<PackedFile[]> {
  return makePackages({
    folder,
    unpacked: join(folder, "dist", "unpacked"),
    build: async (sources) => {
      for (const target of targets) await buildIn(sources, target);
    },
    npmBill: (sources) => outputOfNpm(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], sources),
  });
}

function bytesOf(name: string): Uint8Array {
  const found = [...packed.values()].find(({ path }) => path.endsWith(name));
  if (found === undefined) throw new Error(`There is no package ${name}.`);
  return found.bytes;
}

function textOf(name: string): string {
  return new TextDecoder().decode(bytesOf(name));
}

function textIn(zip: string, path: string): string {
  const file = filesIn(bytesOf(zip)).find((other) => other.path === path);
  return new TextDecoder().decode(file?.bytes);
}

beforeAll(async () => {
  rmSync(scratch, { recursive: true, force: true });
  for (const checkout of checkouts) {
    for (const path of sourcePaths(".")) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      cpSync(path, join(checkout, path));
    }
  }
  const [one, another] = await Promise.all(checkouts.map(packagesOf));
  for (const file of one ?? []) packed.set(file.path, file);
  for (const file of another ?? []) packedElsewhere.set(file.path, sha256(file));
}, 240_000);

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe("The packages", () => {
  it("have the same bytes when they are made in two different folders", () => {
    const hashes = new Map([...packed.values()].map((file) => [file.path, sha256(file)]));
    expect(hashes).toEqual(packedElsewhere);
    expect([...hashes.keys()].map((name) => name.replace(/-\d+\.\d+\.\d+/, ""))).toEqual([
      "calltag-chrome.zip",
      "calltag-firefox.zip",
      "calltag-licenses.txt",
      "calltag-sbom.cdx.json",
      "calltag-source.zip",
      "SHA256SUMS",
    ]);
  });

  it("are listed with their hashes, but for the list itself", () => {
    const listed = textOf("SHA256SUMS")
      .trim()
      .split("\n")
      .map((line) => line.split("  "));
    const files = [...packed.values()].filter(({ path }) => path !== "SHA256SUMS");
    expect(listed).toEqual(files.map((file) => [sha256(file), file.path]));
  });

  it("hold in every entry of a zip the same time", () => {
    for (const zip of ["-chrome.zip", "-firefox.zip", "-source.zip"]) {
      const bytes = bytesOf(zip);
      const entries = [
        ...Buffer.from(bytes)
          .toString("latin1")
          .matchAll(/PK\u0001\u0002[^]{8}(?<time>[^]{4})/g),
      ];
      expect(entries.length).toBe(filesIn(bytes).length);
      const times = entries.map(({ groups }) => Buffer.from(groups?.time ?? "", "latin1").toString("hex"));
      // 00:00 on 1 January 1980, as MS-DOS wrote it.
      expect(new Set(times)).toEqual(new Set(["00002100"]));
    }
  });
});

describe.each(targets)("The package for %s", (target) => {
  const zip = `-${target}.zip`;

  // Wanted are 180 kB: seven languages take 65 of them, and the scripts more than they should (docs/performance.md).
  it("takes 238 kB at most, without source maps", () => {
    const kilobytes = bytesOf(zip).length / 1000;
    process.stdout.write(`${target} package: ${kilobytes.toFixed(1)} kB of 238 kB\n`);
    expect(kilobytes).toBeLessThanOrEqual(238);
    expect(filesIn(bytesOf(zip)).filter(({ path }) => path.endsWith(".map"))).toEqual([]);
    for (const { path } of filesIn(bytesOf(zip))) expect(textIn(zip, path)).not.toContain("sourceMappingURL");
  });

  it("has the manifest at its top, with the version of package.json, and without a key", () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8")));
    const manifest: unknown = JSON.parse(textIn(zip, "manifest.json"));
    expect(manifest).toMatchObject({ manifest_version: 3, version });
    expect(manifest).not.toHaveProperty("key");
  });

  it("brings the licenses that stand beside it", () => {
    expect(textIn(zip, "LICENSES.txt")).toBe(textOf("-licenses.txt"));
  });
});

it("Mozilla's checker finds no error in Firefox' package, and no warning but Preact's innerHTML", async () => {
  const file = join(scratch, "firefox.zip");
  writeFileSync(file, bytesOf("-firefox.zip"));
  const { errors, warnings } = await lintWithWebExt(file);
  expect(errors).toEqual([]);
  expect(warnings.filter(({ code }) => code !== "UNSAFE_VAR_ASSIGNMENT")).toEqual([]);
  // One in each script that holds Preact: of a shared chunk, or of popup, panel and options.
  expect(warnings.filter(({ message }) => !message.includes("innerHTML"))).toEqual([]);
});

describe("The source zip", () => {
  it("holds what the project holds, and nothing that was made or installed", () => {
    const paths = filesIn(bytesOf("-source.zip")).map(({ path }) => path);
    expect(paths).toEqual(sourcePaths("."));
    expect(paths).toEqual(
      expect.arrayContaining([".npmrc", "package-lock.json", "test/commands/build.mjs", "test/tour/main.ts"]),
    );
    expect(paths.filter((path) => /^(?:dist|node_modules|tour|\.git)\//.test(path))).toEqual([]);
  });

  it("would be the same where Git is not there", () => {
    expect(sourcePaths(checkouts[0])).toEqual(sourcePaths("."));
  });
});

const billSchema = z.object({
  serialNumber: z.string(),
  metadata: z.object({ timestamp: z.string(), component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.object({ name: z.string(), version: z.string(), hashes: z.array(z.unknown()) })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

describe("The bill of materials", () => {
  const runtime = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync("package.json", "utf8"))).dependencies;

  it("names what is shipped: the runtime dependencies, what they bring, and no types", () => {
    const { components, metadata } = billSchema.parse(JSON.parse(textOf(".cdx.json")));
    expect(metadata.component.name).toBe("calltag");
    const named = Object.fromEntries(components.map(({ name, version }) => [name, version]));
    expect(named).toMatchObject(runtime);
    expect(Object.keys(named).filter((name) => !(name in runtime))).toEqual(["@preact/signals-core"]);
    for (const { hashes } of components) expect(hashes).toHaveLength(1);
  });

  it("refers to nothing that it does not name", () => {
    const { components, dependencies } = billSchema.parse(JSON.parse(textOf(".cdx.json")));
    const named = components.map(({ name, version }) => `${name}@${version}`);
    for (const { dependsOn } of dependencies) expect(dependsOn.filter((ref) => !named.includes(ref))).toEqual([]);
  });

  it("has a time and a number that do not change from run to run", () => {
    const { serialNumber, metadata } = billSchema.parse(JSON.parse(textOf(".cdx.json")));
    expect(metadata.timestamp).toBe("1980-01-01T00:00:00Z");
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("names the packages whose licenses are given, each with its text", () => {
    const licenses = textOf("-licenses.txt");
    const { components } = billSchema.parse(JSON.parse(textOf(".cdx.json")));
    for (const { name, version } of components) expect(licenses).toContain(`\n${name} ${version} (`);
    expect(licenses.match(/copyright/gi)?.length).toBeGreaterThan(components.length);
  });
});
