import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;
let closePopup: () => void;
const notices = () => Object.fromEntries(place.seat.browser.notices);
const refusal = { ...write, answer: { status: 400, body: { message: "No Broker." } } };

/** A save whose first try has to wait, and whose second is refused when the popup is closed. A Genesys page stays open. */
async function saveInVain(): Promise<void> {
  place.simulator.control.fault({ ...write, answer: { status: 503 } });
  place.simulator.control.fault(refusal);
  await place.save("CallerType", "Broker", "Member");
  closePopup();
  await place.clock.move(60_000);
}

beforeEach(async () => {
  place = await createWorkplace();
  closePopup = place.seat.openView();
  await place.seat.command("sign-in", {});
  const message = { command: "frame-is", request: { visibility: "visible" } };
  await place.seat.background().answer(message, { kind: "content", frame: { tabId: 7, frameId: 0 } });
  await place.clock.move(1_000);
  await place.seat.command("set-notify", { notify: true });
});

describe("A notification", () => {
  it("tells of a save that was refused after the popup was closed: the name, and no value", async () => {
    await saveInVain();
    expect(notices()).toEqual({
      failed: {
        title: "Not saved: CallerType",
        text: "What you typed is kept. Open Calltag to see why it was not saved.",
      },
    });
  });

  it("tells of a draft whose value somebody else changed", async () => {
    await place.seat.type(place.caller, "CallerType", "Broker", "Member");
    closePopup();
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await place.clock.move(1_000);
    expect(notices()).toEqual({
      conflict: {
        title: "Changed by someone else: CallerType",
        text: "Your change is kept, and nothing was overwritten. Open Calltag and choose which value stays.",
      },
    });
  });

  it("is not made unless it was turned on", async () => {
    await place.seat.command("set-notify", { notify: false });
    await place.seat.type(place.caller, "CallerType", "Broker", "Member");
    closePopup();
    place.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await place.clock.move(1_000);
    expect(notices()).toEqual({});
  });

  it("is not made while a page of Calltag says it, nor afterwards", async () => {
    place.simulator.control.fault(refusal);
    await place.save("CallerType", "Broker", "Member");
    await place.clock.move(1_000);
    closePopup();
    await place.clock.move(60_000);
    expect(notices()).toEqual({});
  });

  it("is made once, also over a killed background", async () => {
    await saveInVain();
    await place.seat.browser.clearNotice("failed");
    place.seat.kill();
    await place.seat.background().ready;
    await place.clock.move(60_000);
    expect(notices()).toEqual({});
  });

  it("goes when Calltag is opened, and when there is nothing left to say", async () => {
    await saveInVain();
    expect(Object.keys(notices())).toEqual(["failed"]);
    place.seat.openView();
    await place.clock.settle();
    expect(notices()).toEqual({});
  });

  it("names few attributes, shortens long names, and counts many", async () => {
    const long = "n".repeat(100);
    await place.seat.type(place.caller, long, "x", null);
    closePopup();
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({ attributes: { [long]: "y" } });
    await place.clock.move(1_000);
    expect(notices().conflict?.title).toBe(`Changed by someone else: ${"n".repeat(40)}…`);
    for (const name of ["a", "b", "c"]) await place.seat.type(place.caller, name, "mine", null);
    await place.clock.move(1_000);
    place.simulator.control.setAttributes({ attributes: { a: "x", b: "x", c: "x" } });
    await place.clock.move(1_000);
    expect(notices().conflict?.title).toBe("Changed by someone else: 4 attributes");
  });

  it("opens Calltag when it is clicked, in a window where the browser allows no popup", async () => {
    await place.seat.background().noticeClicked();
    expect(place.seat.browser.opened).toEqual(["window"]);
  });
});

describe("Whether to notify", () => {
  it("is off at first, and kept when other settings are saved", async () => {
    const fresh = await createWorkplace();
    await fresh.seat.background().ready;
    expect((await fresh.seat.state()).settings.notify).toBe(false);
    const { region, clientId, dialect } = (await place.seat.state()).settings;
    await place.seat.command("save-settings", { region: region ?? "", clientId: clientId ?? "", dialect });
    expect((await place.seat.state()).settings.notify).toBe(true);
  });
});
