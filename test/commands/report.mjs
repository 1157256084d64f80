const messageLines = 12;
const lineCharacters = 200;

/** What stands at the end of `npm test`: everything that failed, then a line for each step, then the sum. */
export function report(results) {
  const failed = results.flatMap(({ name, failures }) => failures.map((failure) => ({ step: name, ...failure })));
  if (failed.length > 0) {
    console.log(`\n── failed ${"─".repeat(54)}`);
    for (const { step, name, message } of failed) console.log(`✗ ${step}: ${name}\n${indented(message)}`);
  }
  console.log(`\n${"─".repeat(64)}`);
  for (const { name, passed, failures, seconds } of results) {
    console.log(
      `${failures.length === 0 ? "✓" : "✗"} ${name.padEnd(17)} ${String(passed).padStart(5)} passed ${String(failures.length).padStart(4)} failed ${seconds.padStart(7)} s`,
    );
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;
  // The last line, and in this form: CI reads it.
  console.log(`\n${passed} passed, ${failed.length} failed`);
}

/** As much of a message as says what is wrong. */
function indented(message) {
  const lines = message.trimEnd().split("\n").slice(0, messageLines);
  return lines.map((line) => `    ${line.slice(0, lineCharacters)}`).join("\n");
}
