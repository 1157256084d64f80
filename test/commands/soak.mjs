import { runTool } from "./run.mjs";

// `npm run soak`: the model test with 50,000 runs and a seed of its own, printed with what it finds; `npm run soak -- 5000 17` = runs, seed.
// The tags have a model of their own, whose claims are young: CALLTAG_RUNS=20000 CALLTAG_SEED=17 npx vitest run --project model tags.
const [runs = "50000", seed = String(Date.now() % 2_000_000_000)] = process.argv.slice(2);
console.log(`${runs} runs from seed ${seed} on`);
const succeeded = await runTool("vitest", ["run", "--project", "model", "nothing-lost"], {
  environment: { CALLTAG_RUNS: runs, CALLTAG_SEED: seed },
});
process.exitCode = succeeded ? 0 : 1;
