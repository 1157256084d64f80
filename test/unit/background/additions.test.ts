import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

const typed = { name: "Callback slot", value: "14:30, not before" };
let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
  await place.seat.stored.session.set({ [place.addingKey()]: typed });
  await place.clock.settle();
});

function inSession(): unknown {
  return place.seat.stored.session.items.get(place.addingKey());
}
/** The next token is somebody else's, as where two people share a browser. */
async function becomes(person: string): Promise<void> {
  place.simulator.control.endLogins();
  place.simulator.control.expireTokens();
  await place.clock.move(60_000);
  await place.signIn(person);
}
/** An update of the extension, or a restart of the browser, empties the area. */
function update(): void {
  place.seat.kill();
  place.seat.stored.session.items.clear();
}

describe("What was begun in “Add attribute”", () => {
  it("is there again after an update of the extension, once its owner has signed in", async () => {
    update();
    await place.signIn();
    expect(inSession()).toMatchObject(typed);
    expect(place.seat.browser.toolbar.text).toBe("1");
  });

  it("waits for its owner while another person is signed in, who sees nothing of it", async () => {
    await becomes("Ben Agent");
    expect(inSession()).toBeUndefined();
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain("14:30");
    await becomes("Anna Agent");
    expect(inSession()).toMatchObject(typed);
  });

  it("is kept though the page wrote it in the moment in which another person signed in", async () => {
    await becomes("Ben Agent");
    await place.seat.stored.session.set({ [place.addingKey()]: { ...typed, value: "15:00" } });
    await place.clock.settle();
    expect(inSession()).toBeUndefined();
    await becomes("Anna Agent");
    expect(inSession()).toMatchObject({ value: "15:00" });
  });

  it("is there again also where a full disk had not taken it, once a later life has", async () => {
    place.seat.database.records.clear();
    place.seat.kill();
    await place.seat.state();
    await place.clock.move(60_000);
    expect(place.seat.database.unfinished()).toEqual([place.addingKey()]);
  });

  it("does not come back where it was added or cancelled, also by a page while the background was dead", async () => {
    place.seat.kill();
    await place.seat.stored.session.remove([place.addingKey()]);
    await place.clock.move(60_000);
    update();
    await place.signIn();
    expect(inSession()).toBeUndefined();
  });

  it("is kept for a day, and no longer", async () => {
    update();
    await place.clock.move(24 * 60 * 60 * 1000 + 60_000);
    await place.signIn();
    expect(inSession()).toBeUndefined();
  });

  it("goes everywhere with the sign-out", async () => {
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.settle();
    expect(JSON.stringify([...place.seat.database.records])).not.toContain("adding/");
    await place.signIn();
    expect(inSession()).toBeUndefined();
  });
});
