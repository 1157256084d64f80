import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { billOfMaterials } from "./bill-of-materials.ts";
import { bundledPackages, licensesText } from "./bundled-packages.ts";
import { filesIn, type PackedFile, packedText, pathsBelow, readPacked, zipOf } from "./packed-file.ts";
import { sourcePaths } from "./source-files.ts";

const packageSchema = z.object({ name: z.string(), version: z.string() });
const manifestSchema = z.record(z.string(), z.unknown());

interface Making {
  /** The project. */
  readonly folder: string;
  /** An empty folder, in which the source zip is unpacked. */
  readonly unpacked: string;
  /** Makes dist/chrome and dist/firefox in a folder, with their source maps. */
  readonly build: (folder: string) => Promise<void>;
  /** Resolves to what `npm sbom` prints of the shipped packages in a folder. */
  readonly npmBill: (folder: string) => Promise<string>;
}

/**
 * Everything that a release consists of. The source is packed first, and both extensions are built from what is then unpacked, so
 * whoever has the source zip can make the same.
 */
export async function makePackages({ folder, unpacked, build, npmBill }: Making): Promise<PackedFile[]> {
  const sourceZip = zipOf(sourcePaths(folder).map((path) => readPacked(folder, path)));
  for (const { path, bytes } of filesIn(sourceZip)) {
    mkdirSync(dirname(join(unpacked, path)), { recursive: true });
    writeFileSync(join(unpacked, path), bytes);
  }
  await build(unpacked);

  const { name, version } = packageSchema.parse(JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8")));
  const chrome = join(unpacked, "dist", "chrome");
  const firefox = join(unpacked, "dist", "firefox");
  const bundled = bundledPackages([chrome, firefox]);
  const licenses = licensesText(readFileSync(join(unpacked, "LICENSE"), "utf8"), bundled);
  const release = `${name}-${version}`;
  const files = [
    { path: `${release}-chrome.zip`, bytes: extensionZip(chrome, licenses) },
    { path: `${release}-firefox.zip`, bytes: extensionZip(firefox, licenses) },
    packedText(`${release}-licenses.txt`, licenses),
    packedText(`${release}-sbom.cdx.json`, billOfMaterials(await npmBill(unpacked), name, bundled)),
    { path: `${release}-source.zip`, bytes: sourceZip },
  ];
  return [...files, packedText("SHA256SUMS", files.map((file) => `${sha256(file)}  ${file.path}\n`).join(""))];
}

/** In hexadecimal digits. */
export function sha256({ bytes }: PackedFile): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A built extension as stores take it: without source maps, and with the licenses of what is in it. */
function extensionZip(build: string, licenses: string): Uint8Array {
  const files = pathsBelow(build)
    .filter((path) => !path.endsWith(".map"))
    .map((path) => forStore(readPacked(build, path)));
  return zipOf([...files, packedText("LICENSES.txt", licenses)]);
}

function forStore(file: PackedFile): PackedFile {
  const text = new TextDecoder().decode(file.bytes);
  if (file.path.endsWith(".js")) return packedText(file.path, text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n"));
  return file.path === "manifest.json" ? packedText(file.path, withoutKey(text)) : file;
}

/** The Chrome Web Store refuses a `key`: it gives the extension one of its own. */
function withoutKey(manifest: string): string {
  const members = Object.entries(manifestSchema.parse(JSON.parse(manifest)));
  return `${JSON.stringify(Object.fromEntries(members.filter(([name]) => name !== "key")), null, 2)}\n`;
}
