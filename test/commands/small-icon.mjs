import { palettePng } from "./palette-png.mjs";

/** So many colours are what an eye can tell apart in an icon; each pixel takes four bits. */
const mostColours = 16;

/**
 * A PNG with a palette: half of what a screenshot takes, and icons are a part of the package that everybody downloads.
 * @param {readonly number[]} rgba four numbers a pixel, as a canvas has them
 * @param {number} size
 */
export function smallIcon(rgba, size) {
  const pixels = Array.from({ length: size * size }, (_, at) => rgba.slice(at * 4, at * 4 + 4).join());
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = spread([...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour));
  const lines = Buffer.alloc(size * (1 + size / 2));
  pixels.forEach((colour, at) => {
    const [x, y] = [at % size, Math.floor(at / size)];
    lines[y * (1 + size / 2) + 1 + (x >> 1)] |= nearest(colour, palette) << (x % 2 === 0 ? 4 : 0);
  });
  return palettePng({
    width: size,
    height: size,
    depth: 4,
    colours: palette.flatMap((colour) => colour.split(",").slice(0, 3).map(Number)),
    alphas: palette.map((colour) => Number(colour.split(",")[3])),
    lines,
  });
}

/**
 * The commonest colours that lie apart: of two that are nearly one the second is no gain.
 * @param {readonly string[]} colours
 */
function spread(colours) {
  for (let apart = 4; ; apart += 4) {
    /** @type {string[]} */
    const kept = [];
    for (const colour of colours) if (kept.every((other) => distance(colour, other) >= apart)) kept.push(colour);
    if (kept.length <= mostColours) return kept;
  }
}

/**
 * Of what is seen: the less there is of a colour, the less does it differ.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  const [a, b] = [one, other].map((colour) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = colour.split(",").map(Number);
    return [red, green, blue, 255].map((part) => (part * alpha) / 255);
  });
  return Math.hypot(...a.map((part, at) => part - b[at]));
}

/**
 * @param {string} colour
 * @param {readonly string[]} palette
 */
function nearest(colour, palette) {
  const distances = palette.map((other) => distance(colour, other));
  return distances.indexOf(Math.min(...distances));
}
