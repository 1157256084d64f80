const underWay = new Set();

// Whoever ends us, a person or a machine's time limit, sees how far each step came.
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    for (const output of underWay) output.end(`Stopped by ${signal}.`);
    process.kill(process.pid, signal);
  });
}

/**
 * What a step says. Steps run side by side, and their lines must not mix: what one said is printed when it has ended, all
 * together; if `isLive`, for it runs alone, at once.
 */
export function openOutput(name, isLive) {
  const heading = `\n── ${name} ${"─".repeat(60 - name.length)}\n`;
  const said = [];
  if (isLive) process.stdout.write(heading);
  const output = {
    show(text) {
      said.push(text);
      if (isLive) process.stdout.write(text);
    },
    /** The last lines that say anything. */
    lastLines: (count) =>
      said
        .join("")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .slice(-count)
        .join("\n"),
    end(lastLine) {
      underWay.delete(output);
      const text = said.join("");
      const all = isLive ? "" : heading + text;
      process.stdout.write(`${all}${text === "" || text.endsWith("\n") ? "" : "\n"}${lastLine}\n`);
    },
  };
  underWay.add(output);
  return output;
}
