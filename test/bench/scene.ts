import type { Page } from "puppeteer-core";
import type { BrowserName } from "../browsers/browser-under-test.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { type Seat, takeSeat } from "../e2e/seat.ts";
import type { Control } from "../simulator/control.ts";
import type { Extensions } from "./extensions.ts";

export const region = "mypurecloud.de";

/** Anna at work, with a second extension beside Calltag that does the least. */
export interface Scene {
  readonly name: BrowserName;
  readonly seat: Seat;
  readonly control: Control;
  readonly desktop: Page;
  end(): Promise<void>;
}

export async function openScene(name: BrowserName, { product, floor }: Extensions): Promise<Scene> {
  const seat = await takeSeat(product, { name, beside: floor });
  const { control } = seat.simulator;
  // Many samples share a token: its limit of requests is not what is measured here.
  control.assume({ requestsPerMinute: 0 });
  await seat.setUp(region);
  const popup = await seat.openPopup();
  await seat.signIn(popup, "Anna Agent");
  await waitUntil("there is a token", () => control.state().tokens > 0, 30_000);
  // The window of the sign-in may close the popup.
  await seat.browser.closePopup(popup.page).catch(() => undefined);
  const desktop = await seat.openAgentDesktop(region);
  return { name, seat, control, desktop, end: () => seat.end() };
}

/** A pause in which nothing is measured, so that what one sample began does not fall into the next. */
export function rest(milliseconds = 150): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
