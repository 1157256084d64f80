import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Row } from "./rows.ts";

/** As many as a large call has: on such a call nothing is ever late. */
const atOnce = 100;

/**
 * A key in the filter that brings a thousand rows back must not wait for all of them: making their elements took 0.8 s on a busy machine
 * (`npm run bench`, 2026-11-23).
 */
const withEachFrame = 60;

/** A page that is covered gets no frames. */
const withoutFrameMilliseconds = 200;

export function rowKey({ conversationId, participantId, name }: Row): string {
  return JSON.stringify([conversationId, participantId, name]);
}

/** The rows that have their elements now: those that had them, and of the others the first; the rest follow, some with each frame. */
export function useMountedRows(rows: readonly Row[]): readonly Row[] {
  const mounted = useRef<ReadonlySet<string>>(new Set());
  const [, goOn] = useReducer<number, undefined>((turn) => turn + 1, 0);
  const keys = rows.map(rowKey);
  let room = keys.some((key) => mounted.current.has(key)) ? withEachFrame : atOnce;
  const chosen = new Set(keys.filter((key) => mounted.current.has(key) || room-- > 0));
  mounted.current = chosen;
  const isWhole = chosen.size === keys.length;
  useEffect(() => {
    if (isWhole) return undefined;
    const next = (): void => {
      goOn(undefined);
    };
    const frame = requestAnimationFrame(next);
    const timer = setTimeout(next, withoutFrameMilliseconds);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  });
  return isWhole ? rows : rows.filter((_, index) => chosen.has(keys[index] ?? ""));
}
