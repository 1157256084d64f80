import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserName } from "./browser-under-test.ts";

export interface OwnProfile {
  readonly folder: string;
  /** Removes the folder, unless the caller named it. */
  discard(): Promise<void>;
}

/** The folder that the caller named, made if missing; or a new one under the temporary folder. */
export async function ownProfile(name: BrowserName, named: string | undefined): Promise<OwnProfile> {
  if (named !== undefined) {
    await mkdir(named, { recursive: true });
    return { folder: named, discard: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), `calltag-${name}-`));
  // The browser's last processes may still write for a moment after it has closed.
  return { folder, discard: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}
