import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
  await place.signIn();
});

const genesysTab = { kind: "content", frame: { tabId: 1, frameId: 0 } } as const;

function tierKey(): string {
  return place.draftKey("Tier");
}
async function typeTier(value: string): Promise<void> {
  await place.seat.type(place.caller, "Tier", value, null);
  await place.clock.settle();
}
function typed(): unknown {
  return place.seat.stored.session.items.get(tierKey());
}
/** What the encrypted database holds of drafts. */
function mirrored(): unknown[] {
  return [...place.seat.database.records].flatMap(([key, text]) =>
    key.startsWith("draft/") ? [JSON.parse(text) as unknown] : [],
  );
}
async function restartAndSignIn(): Promise<void> {
  place.seat.restart();
  await place.clock.move(60_000);
  await place.signIn();
}

describe("What is typed", () => {
  it("is mirrored at once, letter by letter, the last state last", async () => {
    for (const text of ["g", "go", "gol", "gold"]) void place.seat.type(place.caller, "Tier", text, null);
    await place.clock.settle();
    expect(mirrored()).toMatchObject([{ name: "Tier", value: "gold", base: null }]);
  });

  it("is kept under the organization and the person", async () => {
    await typeTier("gold");
    const [key] = place.seat.database.records.keys();
    expect(key).toMatch(/^draft\/0f0f0f0f-[^/]+\/77777777-[^/]+\//);
  });

  it("is forgotten when the person discards it", async () => {
    await typeTier("gold");
    await place.seat.stored.session.remove([tierKey()]);
    await place.clock.settle();
    expect(mirrored()).toEqual([]);
  });

  it("is brought back after a restart", async () => {
    await typeTier("gold");
    await restartAndSignIn();
    expect(typed()).toMatchObject({ name: "Tier", value: "gold", base: null });
  });

  it("while the background was dead is mirrored when it wakes", async () => {
    place.seat.kill();
    await typeTier("gold");
    place.seat.openView();
    await place.clock.settle();
    await restartAndSignIn();
    expect(typed()).toMatchObject({ value: "gold" });
  });

  it("and discarded while the background was dead does not come back", async () => {
    await typeTier("gold");
    place.seat.kill();
    await place.seat.stored.session.remove([tierKey()]);
    await place.clock.settle();
    place.seat.openView();
    await place.clock.settle();
    expect(typed()).toBeUndefined();
    expect(mirrored()).toEqual([]);
    await restartAndSignIn();
    expect(typed()).toBeUndefined();
  });

  it("is not kept for longer than a day", async () => {
    await typeTier("gold");
    place.seat.restart();
    await place.clock.move(25 * 3_600_000);
    await place.signIn();
    expect(typed()).toBeUndefined();
    expect(mirrored()).toEqual([]);
  });

  it("stays when the call ends, and the call with it, so that it can be copied", async () => {
    await typeTier("gold");
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(60_000);
    expect(typed()).toMatchObject({ value: "gold" });
    expect((await place.shownCall())?.phase).toBe("ended");
  });

  it("on a call that has ended is refused when it is saved, and stays", async () => {
    await typeTier("gold");
    place.simulator.control.end({ wrapup: false });
    await place.clock.move(1_000);
    expect(await place.save("Tier", "gold", null)).toEqual({ ok: false, error: { kind: "call-ended" } });
    expect(typed()).toMatchObject({ value: "gold" });
  });

  it("and saved is taken back, unless the person typed on meanwhile", async () => {
    await typeTier("gold");
    const saving = place.seat.command("save", {
      ...place.caller,
      edits: [{ name: "Tier", value: "gold", base: null }],
    });
    void place.seat.type(place.caller, "Tier", "golden", "gold");
    await saving;
    await place.clock.move(1_000);
    expect(typed()).toMatchObject({ value: "golden" });
    await place.save("Tier", "golden", "gold");
    await place.clock.move(1_000);
    expect(place.drafts()).toEqual([]);
    expect(mirrored()).toEqual([]);
    expect(place.onServer("Tier")).toBe("golden");
  });

  it("and is there already stays for the second in which a page may find a background that was killed", async () => {
    place = await createWorkplace();
    place.seat.browser.person = "Anna Agent";
    await place.seat.command("sign-in", {});
    await typeTier("gold");
    place.seat.kill();
    place.simulator.control.setAttributes({ attributes: { Tier: "gold" } });
    // With a tab of Genesys there, the call is read, whether a page of Calltag is open or not.
    await place.seat
      .background()
      .answer({ command: "frame-is", request: { visibility: "visible", isFocused: true, hint: null } }, genesysTab);
    await place.clock.move(900);
    expect(await place.shown("Tier")).toBe("gold");
    expect(typed()).toMatchObject({ value: "gold" });
    await place.clock.move(200);
    expect(typed()).toBeUndefined();
  });

  it("over a value that was refused stays after the popup was closed, though it says what is there", async () => {
    place = await createWorkplace();
    place.seat.browser.person = "Anna Agent";
    const close = place.seat.openView();
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    place.simulator.control.fault({ ...write, answer: { status: 400 } });
    await place.save("Tier", "silver", null);
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([{ value: "silver", status: "failed" }]);
    await typeTier("gold");
    await place.seat
      .background()
      .answer({ command: "frame-is", request: { visibility: "visible", isFocused: true, hint: null } }, genesysTab);
    close();
    place.simulator.control.setAttributes({ attributes: { Tier: "gold" } });
    await place.clock.move(5_000);
    expect(await place.shown("Tier")).toBe("gold");
    expect(typed()).toMatchObject({ value: "gold" });
  });

  it("with a name that holds slashes is kept, saved and taken back like any other", async () => {
    await place.save("a/b/ c", "x", null);
    await place.clock.move(1_000);
    expect(place.onServer("a/b/ c")).toBe("x");
    expect(place.drafts()).toEqual([]);
    expect(mirrored()).toEqual([]);
  });

  it("is not judged by the background: an item of another shape harms nothing", async () => {
    await place.seat.stored.session.set({ [tierKey()]: { value: 5 } });
    await place.clock.settle();
    await typeTier("gold");
    expect(mirrored()).toHaveLength(1);
  });
});

describe("The badge", () => {
  it("counts what is typed and what is on its way, each attribute once, and ends empty", async () => {
    await typeTier("gold");
    await place.seat.type(place.caller, "CallerType", "Provider", "Member");
    await place.clock.settle();
    expect(place.seat.browser.toolbar.text).toBe("2");
    place.simulator.control.fault({ method: "PATCH", answer: { status: 503 } });
    await place.save("CallerType", "Provider", "Member");
    expect(place.seat.browser.toolbar.text).toBe("2");
    await place.save("Tier", "gold", null);
    await place.clock.move(60_000);
    expect(place.seat.browser.toolbar.text).toBe("●");
  });
});
