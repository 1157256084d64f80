import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Section } from "./arrange.ts";
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

/** A thousand of them are asked for with each key. */
const knownKeys = new WeakMap<Row, string>();

export function rowKey(row: Row): string {
  const known = knownKeys.get(row);
  if (known !== undefined) return known;
  const key = JSON.stringify([row.conversationId, row.participantId, row.name]);
  knownKeys.set(row, key);
  return key;
}

/**
 * Which rows have their elements now: those that had them, be they hidden meanwhile, and of the others that are to be seen the first; the rest
 * follow, some with each frame.
 */
export function useMountedRows(sections: readonly Section[]): (row: Row) => boolean {
  const mounted = useRef<ReadonlySet<string>>(new Set());
  const [, goOn] = useReducer<number, undefined>((turn) => turn + 1, 0);
  const kept = sections.flatMap(({ kept }) => kept.map(rowKey)).filter((key) => mounted.current.has(key));
  const chosen = new Set(kept);
  const missing = sections.flatMap(({ shown }) => shown.map(rowKey)).filter((key) => !chosen.has(key));
  const room = kept.length > 0 ? withEachFrame : atOnce;
  for (const key of missing.slice(0, room)) chosen.add(key);
  mounted.current = chosen;
  const isWhole = missing.length <= room;
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
  return (row) => chosen.has(rowKey(row));
}
