import type { Deed } from "./actions.ts";
import { ControlError } from "../simulator/control-lookup.ts";
import { signedIn, userIds } from "./people.ts";
import type { Run } from "./run.ts";

/** Does to the simulator what may be refused there (who has left a call cannot hold it): then nothing happens. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
  }
}

async function signIn({ popup }: Run): Promise<void> {
  const open = await popup();
  void open.signIn();
}

/** The next token is somebody else's, as where two people share a browser: by the sign-in page, or without a word. */
async function changePerson(run: Run, silently: boolean): Promise<void> {
  const { desk } = run;
  const { control } = desk.simulator;
  const next = Object.keys(userIds).find((name) => name !== signedIn(desk));
  desk.seat.browser.person = next;
  control.endLogins();
  if (!silently || next === undefined) return signIn(run);
  await desk.seat.browser.logInOutside(next);
  control.expireTokens();
}

/** Makes one action happen. Nothing is waited for that a person would not wait for. */
export async function perform(run: Run, deed: Deed): Promise<void> {
  const { desk, person, others, ledgers } = run;
  const { simulator, network, clock, seat } = desk;
  const { control } = simulator;
  const call = "call" in deed ? others.at(deed.call) : undefined;
  const conversationId = call?.conversationId ?? "";
  switch (deed.do) {
    case "focus":
      person.focus(await run.popup(), deed.row);
      return;
    case "type":
      person.type(await run.popup(), deed.row, deed.text);
      return;
    case "add":
      person.add(await run.popup(), deed.name, deed.text);
      return;
    case "toggle-tag":
      person.toggleTag(await run.popup(), deed.tag);
      return;
    case "revert":
      person.revert(await run.popup(), deed.row);
      return;
    case "save-all":
      person.save(await run.popup());
      return;
    case "save-row":
      person.save(await run.popup(), deed.row);
      return;
    case "try-again":
      person.tryAgain(await run.popup(), deed.row);
      return;
    case "keep-mine":
      person.keepMine(await run.popup(), deed.row);
      return;
    case "take-theirs":
      person.takeTheirs(await run.popup(), deed.row);
      return;
    case "discard-all":
      person.discardAll(await run.popup());
      return;
    case "undo":
      person.undo(await run.popup());
      return;
    case "others-write":
      others.write(deed.call, deed.name, deed.value);
      return;
    case "others-tag":
      others.tag(deed.call, deed.tag, deed.gives, deed.isStale);
      return;
    case "unrelated":
      attempt(() => control.mute({ conversationId, user: "ben" }));
      return;
    case "hold":
      attempt(() => control.hold({ conversationId, user: "anna" }));
      return;
    case "place-call":
      others.place(deed.isRinging);
      return;
    case "pick-call":
      void (await run.popup()).selectCall(conversationId);
      return;
    case "end-call":
      attempt(() => control.end({ conversationId, wrapup: deed.wrapup }));
      return;
    case "leave-call":
      attempt(() => control.leave({ conversationId, user: "anna" }));
      return;
    case "replace-caller":
      attempt(() => others.replaceCaller(deed.call));
      return;
    case "write-answer":
    case "read-answer": {
      const plans = network.plans[deed.do === "write-answer" ? "PATCH" : "GET"];
      for (let time = 0; time < deed.times; time += 1) plans.push(deed);
      return;
    }
    case "drop-sockets":
      control.dropSockets();
      return;
    case "socket-closing":
      control.sendSocketClosing();
      return;
    case "remove-channels":
      control.removeChannels();
      return;
    case "offline":
      seat.isOnline = false;
      control.dropSockets();
      return;
    case "online":
      seat.isOnline = true;
      return;
    case "kill":
      desk.kill();
      return;
    case "kill-at":
      desk.killAtOperation(deed.operation);
      return;
    case "restart":
      for (const ledger of ledgers.values()) ledger.shaken();
      person.popupClosed();
      desk.restart();
      return;
    case "close-popup":
      person.popupClosed();
      desk.closePopup();
      return;
    case "open-popup":
      await run.popup();
      return;
    case "refresh":
      void (await run.popup()).refresh();
      return;
    case "expire-token":
      if (deed.needsPerson) control.endLogins();
      control.expireTokens();
      return;
    case "sign-in":
      return signIn(run);
    case "change-person":
      return changePerson(run, deed.silently);
    case "sign-out":
      person.signOut(await run.popup());
      return;
    case "wait":
      return clock.move(deed.milliseconds);
  }
}
