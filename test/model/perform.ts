import type { Deed } from "./actions.ts";
import { signedIn, userIds } from "./people.ts";
import type { Run } from "./run.ts";

/** Does to the simulator what may be refused there (who has left a call cannot hold it): then nothing happens. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || error.constructor.name !== "ControlError") throw error;
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
      return person.focus(await run.popup(), deed.row);
    case "type":
      return person.type(await run.popup(), deed.row, deed.text);
    case "add":
      return person.add(await run.popup(), deed.name, deed.text);
    case "revert":
      return person.revert(await run.popup(), deed.row);
    case "save-all":
      return person.save(await run.popup());
    case "save-row":
      return person.save(await run.popup(), deed.row);
    case "try-again":
      return person.tryAgain(await run.popup(), deed.row);
    case "keep-mine":
      return person.keepMine(await run.popup(), deed.row);
    case "take-theirs":
      return person.takeTheirs(await run.popup(), deed.row);
    case "discard-all":
      return person.discardAll(await run.popup());
    case "undo":
      return person.undo(await run.popup());
    case "others-write":
      return others.write(deed.call, deed.name, deed.value);
    case "unrelated":
      return attempt(() => control.mute({ conversationId, user: "ben" }));
    case "hold":
      return attempt(() => control.hold({ conversationId, user: "anna" }));
    case "place-call":
      return others.place(deed.isRinging);
    case "pick-call":
      return void (await run.popup()).selectCall(conversationId);
    case "end-call":
      return attempt(() => control.end({ conversationId, wrapup: deed.wrapup }));
    case "leave-call":
      return attempt(() => control.leave({ conversationId, user: "anna" }));
    case "replace-caller":
      return attempt(() => others.replaceCaller(deed.call));
    case "write-answer":
    case "read-answer": {
      const plans = network.plans[deed.do === "write-answer" ? "PATCH" : "GET"];
      for (let time = 0; time < deed.times; time += 1) plans.push(deed);
      return;
    }
    case "drop-sockets":
      return void control.dropSockets();
    case "socket-closing":
      return void control.sendSocketClosing();
    case "remove-channels":
      return void control.removeChannels();
    case "offline":
      seat.isOnline = false;
      return void control.dropSockets();
    case "online":
      seat.isOnline = true;
      return;
    case "kill":
      return desk.kill();
    case "kill-at":
      return desk.killAtOperation(deed.operation);
    case "restart":
      for (const ledger of ledgers.values()) ledger.shaken();
      person.popupClosed();
      return desk.restart();
    case "close-popup":
      person.popupClosed();
      return desk.closePopup();
    case "open-popup":
      return void (await run.popup());
    case "refresh":
      return void (await run.popup()).refresh();
    case "expire-token":
      if (deed.needsPerson) control.endLogins();
      return void control.expireTokens();
    case "sign-in":
      return signIn(run);
    case "change-person":
      return changePerson(run, deed.silently);
    case "sign-out":
      return person.signOut(await run.popup());
    case "wait":
      return clock.move(deed.milliseconds);
  }
}
