/** Deterministic ids: two simulators with the same seed and the same requests answer the same bytes. */
export interface SeededRandom {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** So many lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** An id of real UUID version 4 shape. */
  uuid(): string;
}

/** mulberry32: small, well known, good enough for ids in tests; never for secrets outside a test. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  function hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += Math.floor(next() * 16).toString(16);
    return text;
  }
  function uuid(): string {
    const variant = Math.floor(8 + next() * 4).toString(16);
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
  }
  return { next, hex, uuid };
}
