import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { launch } from "puppeteer-core";

const kept = resolve("node_modules/.cache/calltag");
/** What belongs to one run of Firefox, or is large and of no use to the next. */
const left = /[\\/](lock|\.parentlock|parent\.lock|cache2|storage|crashes|datareporting|thumbnails)$/;

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/**
 * Fills a new profile with what Firefox leaves after its very first start: that one takes two seconds longer than all others, and
 * everybody has it behind them. Started once for each version of Firefox, without the extension.
 */
export async function skipFirstStart(executablePath: string, profile: string): Promise<void> {
  const { size, mtimeMs } = await stat(executablePath);
  const started = join(kept, `firefox-${size.toString()}-${Math.round(mtimeMs).toString()}`);
  if (!(await isThere(started))) await start(executablePath, started);
  await cp(started, profile, { recursive: true, filter: (path) => !left.test(path) });
}

async function start(executablePath: string, started: string): Promise<void> {
  await mkdir(dirname(started), { recursive: true });
  const folder = await mkdtemp(`${started}-`);
  const browser = await launch({ browser: "firefox", executablePath, headless: true, userDataDir: folder });
  await browser.close();
  // Another run may have been quicker; its profile is as good.
  await rename(folder, started).catch(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
}
