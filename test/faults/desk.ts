import { waitUntil } from "../browsers/wait-until.ts";
import type { BrowserName } from "../browsers/browser-under-test.ts";
import type { PopupPage } from "../e2e/popup-page.ts";
import { takeSeat } from "../e2e/seat.ts";
import type { Control } from "../simulator/control.ts";

const region = "mypurecloud.de";

/** Anna at work, call after call: signed in, the agent UI in a tab, one browser for many cells. */
export interface Desk {
  readonly control: Control;
  openPopup(): Promise<PopupPage>;
  closePopup(popup: PopupPage): Promise<void>;
  killBackground(): Promise<void>;
  /** Picks Anna on Genesys' page, which must not pass silently: her login was ended before. */
  signInAgain(popup: PopupPage): Promise<PopupPage>;
  /** The browser is killed, started again on the same profile, and Anna signs in. */
  crash(): Promise<PopupPage>;
  end(): Promise<void>;
}

export async function openDesk(name: BrowserName, extension: string): Promise<Desk> {
  let seat = await takeSeat(extension, { name });
  const { control } = seat.simulator;
  // Many cells share a token: its limit of requests is not what is tried here.
  control.assume({ requestsPerMinute: 0 });
  await seat.setUp(region);
  await arrive();

  /** The window of the sign-in may close the popup, as a click beside it does: it is opened anew. */
  async function signIn(popup: PopupPage): Promise<void> {
    const { tokens } = control.state();
    await seat.signIn(popup, "Anna Agent");
    await waitUntil("there is a new token", () => control.state().tokens > tokens);
    await seat.browser.closePopup(popup.page);
  }
  async function arrive(): Promise<void> {
    await signIn(await seat.openPopup());
    await seat.openAgentDesktop(region);
  }
  return {
    control,
    openPopup: () => seat.openPopup(),
    closePopup: (popup) => seat.browser.closePopup(popup.page),
    killBackground: () => seat.browser.killBackground(),
    async signInAgain(popup) {
      await signIn(popup);
      return seat.openPopup();
    },
    async crash() {
      control.endLogins();
      seat = await seat.crash();
      await arrive();
      return seat.openPopup();
    },
    end: () => seat.end(),
  };
}
