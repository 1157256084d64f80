/** Of a page that is covered, browsers paint nothing. */
const longestWait = 250;

/** Until what was rendered is painted: the task after the next frame. */
export function firstPaint(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => void setTimeout(resolve);
    requestAnimationFrame(done);
    setTimeout(done, longestWait);
  });
}
