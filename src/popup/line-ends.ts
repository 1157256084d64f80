const lineEnd = /\r\n|\r|\n/;

export function hasLineBreak(text: string): boolean {
  return lineEnd.test(text);
}

/** As a textarea shows it: it knows `\n` only. */
export function withPlainLineEnds(text: string): string {
  return text.split(lineEnd).join("\n");
}

function mostCommon(ends: readonly string[]): string {
  const count = (end: string): number => ends.filter((other) => other === end).length;
  return ["\r\n", "\r"].reduce((best, end) => (count(end) > count(best) ? end : best), "\n");
}

/**
 * What a textarea says, with the line ends that the original had: it would turn every one into `\n`, and the server would see lines
 * changed that nobody touched. New lines get the original's usual end.
 */
export function withLineEndsOf(original: string, typed: string): string {
  const originalLines = original.split(lineEnd);
  const ends = [...original.matchAll(new RegExp(lineEnd, "g"))].map(([end]) => end);
  const usual = mostCommon(ends);
  const lines = typed.split("\n");
  let same = 0;
  while (same < lines.length - 1 && same < ends.length && lines[same] === originalLines[same]) same += 1;
  // Counted from the end: untouched lines behind the edit keep their ends too.
  const shift = originalLines.length - lines.length;
  let tail = lines.length - 1;
  while (tail > same && tail + shift > same && lines[tail] === originalLines[tail + shift]) tail -= 1;
  return lines.reduce((text, line, index) => {
    if (index === 0) return line;
    const before = index - 1;
    const end = (before < same ? ends[before] : before >= tail ? ends[before + shift] : usual) ?? usual;
    // After an empty line that `\r` closed, `\n` would be taken for the second half of `\r\n`.
    return text + (end === "\n" && text.endsWith("\r") ? "\r" : end) + line;
  }, "");
}
