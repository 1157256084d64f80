// Types of palette-png.mjs, which is plain JavaScript because `npm run icons` runs in Node itself.
import type { Buffer } from "node:buffer";

export interface PalettePicture {
  readonly width: number;
  readonly height: number;
  /** Bits a pixel. */
  readonly depth: 4 | 8;
  /** Three numbers each: red, green, blue. */
  readonly colours: readonly number[];
  /** One number for each colour, if any is not opaque. */
  readonly alphas?: readonly number[];
  /** Each of them begins with a 0: it is not predicted from the line above. */
  readonly lines: Buffer;
}

/** A PNG whose pixels are numbers of a palette's colours. */
export function palettePng(picture: PalettePicture): Buffer;
