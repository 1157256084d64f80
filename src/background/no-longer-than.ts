import type { Clock } from "../genesys/clock.ts";

/** What the work answers, or `undefined` if that takes longer than so many milliseconds; the work goes on. */
export async function noLongerThan<Value>(
  clock: Clock,
  milliseconds: number,
  work: Promise<Value>,
): Promise<Value | undefined> {
  let cancel = (): void => undefined;
  const patience = new Promise<undefined>((resolve) => {
    cancel = clock.after(milliseconds, () => {
      resolve(undefined);
    });
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    cancel();
  }
}
