import { execFile, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The top folder of this project; every command runs there, wherever it was called. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

// Called by path and not through `npx`, which is a second slower each and another file on Windows.
const tools = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  eslint: "node_modules/eslint/bin/eslint.js",
  knip: "node_modules/knip/bin/knip.js",
  tsc: "node_modules/typescript/bin/tsc",
  tsx: "node_modules/tsx/dist/cli.mjs",
  vite: "node_modules/vite/bin/vite.js",
  vitest: "node_modules/vitest/vitest.mjs",
};

/** Runs a development tool of node_modules to its end; true if it ended with 0. */
export function runTool(name, args, options = {}) {
  return run(process.execPath, [tools[name], ...args], options);
}

/** Runs npm to its end in a folder, with the npm that called us, if one did; true if it ended with 0. */
export function runNpm(args, folder = root) {
  const { program, words, shell } = npmCall(args);
  return run(program, words, { shell, cwd: folder });
}

/** What npm prints in a folder; rejects if it does not end with 0. */
export async function outputOfNpm(args, folder) {
  const { program, words, shell } = npmCall(args);
  const { stdout } = await promisify(execFile)(program, words, { cwd: folder, shell, maxBuffer: 100_000_000 });
  return stdout;
}

function npmCall(args) {
  const npm = process.env.npm_execpath;
  if (npm !== undefined) return { program: process.execPath, words: [npm, ...args], shell: false };
  // npm is a .cmd file on Windows, which only a shell starts.
  return { program: "npm", words: args, shell: process.platform === "win32" };
}

/**
 * Runs a program to its end, its output going where ours goes, or in pieces to `show`; true if it ended with 0. One that
 * `isPatient` gets the processor after all others.
 */
export function run(program, args, { environment = {}, show, isPatient = false, shell = false, cwd = root } = {}) {
  return new Promise((resolve) => {
    const stdio = show === undefined ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(program, args, { cwd, stdio, env: { ...process.env, ...environment }, shell });
    if (isPatient && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", show);
    child.on("error", (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
}

/** Whether a module is what `node` was called with, not what another module imports. */
export function isMain(moduleUrl) {
  // A module's address is the real path, the argument the one that was typed: below a symbolic link they differ.
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === realpathSync(process.argv[1]);
}
