const pollMilliseconds = 20;

/** Waits for what should happen. The message of its failure reads "Not within 10 s: <what>". */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMilliseconds = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMilliseconds;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMilliseconds / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}
