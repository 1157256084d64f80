/** Soon at first; then seldom, for every look costs a browser that is at work. */
const [firstPollMilliseconds, lastPollMilliseconds] = [10, 100];

/** Waits for what should happen. The message of its failure reads "Not within 45 s: <what>": much, for a busy machine. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMilliseconds = 45_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMilliseconds;
  let poll = firstPollMilliseconds;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMilliseconds / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, poll));
    poll = Math.min(poll * 1.5, lastPollMilliseconds);
  }
}
