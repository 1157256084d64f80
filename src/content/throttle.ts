/** At once, and then at most once in so many milliseconds: what comes in between is done in one at the end. */
export function throttled(run: () => void, milliseconds: number, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  function turn(): void {
    if (signal.aborted) return;
    isWanted = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) turn();
    }, milliseconds);
    run();
  }
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
  });
  return () => {
    if (timer === undefined) turn();
    else isWanted = true;
  };
}
