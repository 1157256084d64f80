import { inflateSync } from "node:zlib";
import { palettePng } from "../commands/palette-png.mjs";

const mostColours = 256;

/**
 * The same picture with a palette of at most 256 colours: what browsers draw of text on plain colours loses nothing that an eye
 * sees, and is a third as large. Takes what a browser's screenshot is: 8 bits, RGB or RGBA, not interlaced.
 */
export function smallPng(png: Uint8Array): Buffer {
  const { width, height, pixels } = decode(Buffer.from(png));
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostColours)
    .map(([colour]) => colour);
  const places = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(colour, palette));
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] ?? 0) ?? 0;
  const colours = palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
  return palettePng({ width, height, depth: 8, colours, lines });
}

function nearest(colour: number, palette: readonly number[]): number {
  const distance = (other: number): number =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return palette.reduce((best, other, index) => (distance(other) < distance(palette[best] ?? 0) ? index : best), 0);
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB each. */
  readonly pixels: Uint32Array;
}

function decode(png: Buffer): Picture {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height, depth, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]];
  if (depth !== 8 || (kind !== 2 && kind !== 6) || png[28] !== 0) throw new Error("This is not a browser's screenshot");
  const bytes = kind === 2 ? 3 : 4;
  const raw = unfiltered(inflateSync(Buffer.concat(parts)), width * bytes, bytes);
  const pixels = new Uint32Array(width * height);
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = raw.readUIntBE(index * bytes, 3);
  return { width, height, pixels };
}

/** PNG, second edition, 9.2: each line says how it was predicted from what is left of it and above it. */
function unfiltered(lines: Buffer, lineLength: number, bytes: number): Buffer {
  const raw = Buffer.alloc((lines.length / (lineLength + 1)) * lineLength);
  for (let y = 0; y * lineLength < raw.length; y += 1) {
    const filter = lines[y * (lineLength + 1)];
    for (let x = 0; x < lineLength; x += 1) {
      const at = y * lineLength + x;
      const a = x < bytes ? 0 : (raw[at - bytes] ?? 0);
      const b = y === 0 ? 0 : (raw[at - lineLength] ?? 0);
      const c = x < bytes || y === 0 ? 0 : (raw[at - lineLength - bytes] ?? 0);
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter ?? 0] ?? 0;
      raw[at] = (lines[y * (lineLength + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return raw;
}

function paeth(a: number, b: number, c: number): number {
  const estimate = a + b - c;
  const [toA, toB, toC] = [Math.abs(estimate - a), Math.abs(estimate - b), Math.abs(estimate - c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}
