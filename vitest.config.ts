import { defineConfig } from "vitest/config";
import { outcomeReporter } from "./test/commands/outcome-reporter.ts";

// Not for people in a hurry: on two busy cores Firefox takes 5 s to start and a page 1 s to load.
const realBrowserMilliseconds = 120_000;

// One process reads our modules once, not once a file: the unit tests take a third of the time (168 s and 52 s on two cores, 2026-11-23).
// Their files run in any order: `npx vitest run --project unit --project unit-dom --sequence.shuffle.files`.
const shared = { isolate: false };

const realBrowser = {
  ...shared,
  fileParallelism: false,
  testTimeout: realBrowserMilliseconds,
  hookTimeout: realBrowserMilliseconds,
};
const endToEnd = { ...realBrowser, include: ["test/e2e/**/*.test.ts"] };

// A policy file is the whole machine's: no other test of that browser may run meanwhile, and the file must be gone afterwards.
const withPolicyFile = {
  ...realBrowser,
  include: ["test/managed-policy/**/*.test.ts"],
  globalSetup: ["test/managed-policy/withdraw-policy.ts"],
  sequence: { groupOrder: 1 },
};

/** Where `npm test` wants to read what a run came to. */
const outcomePath = process.env.CALLTAG_OUTCOME;

export default defineConfig({
  test: {
    retry: 0,
    reporters: ["default", ...(outcomePath === undefined ? [] : [outcomeReporter(outcomePath)])],
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["test/unit/**/*.test.{ts,tsx}"],
          exclude: ["test/unit/{popup,options,content}/**"],
        },
      },
      {
        test: {
          ...shared,
          name: "unit-dom",
          include: ["test/unit/{popup,options,content}/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
        },
      },
      { test: { name: "model", include: ["test/model/**/*.test.ts"], execArgv: ["--max-semi-space-size=64"] } },
      // Some laws build the extension, or run web-ext over it.
      {
        test: {
          ...shared,
          name: "repo",
          include: ["test/repo/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { ...endToEnd, name: "e2e-chromium", provide: { browser: "chromium" } } },
      // What only the DevTools protocol reaches, or only Chrome has, stands in `*.chromium.test.ts`. (A project with an `exclude` of its
      // own does not hear the command line's.)
      {
        test: {
          ...endToEnd,
          name: "e2e-firefox",
          include: ["test/e2e/**/!(*.chromium).test.ts"],
          provide: { browser: "firefox" },
        },
      },
      { test: { ...withPolicyFile, name: "policy-chromium", provide: { browser: "chromium" } } },
      {
        test: {
          ...withPolicyFile,
          name: "policy-firefox",
          provide: { browser: "firefox" },
          exclude: ["**/*.chromium.test.ts"],
        },
      },
    ],
  },
});
