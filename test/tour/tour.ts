import type { BrowserUnderTest } from "../browsers/browser-under-test.ts";
import type { StartedSimulator } from "../simulator/server.ts";
import type { Album } from "./album.ts";

/** What every part of the tour works with. */
export interface Tour {
  readonly browser: BrowserUnderTest;
  readonly simulator: StartedSimulator;
  readonly album: Album;
}

/** The region that the tour is set up for; any other would do. */
export const tourRegion = "mypurecloud.de";
