import { beforeEach, describe, expect, it } from "vitest";
import { isStandIn, shownText } from "../../../src/attributes/stand-in.ts";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";

const secret = "4711-secret-pin";
const theirs = "0815-secret-pin";
const card = "4111 1111 1111 1111";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});

async function rollOut(policy: Record<string, unknown>): Promise<void> {
  await place.seat.stored.managed.set(policy);
  await place.clock.move(100);
}
const pinIsSensitive = { attributes: [{ name: "Pin", sensitive: true }] };

/** Somebody else writes. */
async function writeElsewhere(name: string, value: string): Promise<void> {
  place.simulator.control.setAttributes({ ...place.caller, attributes: { [name]: value } });
  await place.clock.move(1_000);
}
async function start(policy: Record<string, unknown> = pinIsSensitive): Promise<void> {
  await rollOut(policy);
  await place.signIn();
  await writeElsewhere("Pin", secret);
}
async function published(): Promise<string> {
  return JSON.stringify(await place.seat.state());
}
/** The stand-in, as the popup has it. */
async function standIn(name = "Pin"): Promise<string> {
  const value = await place.shown(name);
  if (!isStandIn(value)) throw new Error(`${name} is not masked`);
  return value;
}
function draft(name = "Pin"): unknown {
  return place.seat.stored.session.items.get(place.draftKey(name));
}
async function reveal(value: string, name = "Pin") {
  return place.seat.command("reveal-value", { ...place.caller, name, value });
}

describe("A draft over a sensitive value", () => {
  it("that a page writes on when somebody else is here keeps the value on which it began", async () => {
    await start();
    await place.seat.type(place.caller, "Pin", "typed", await standIn());
    await place.clock.settle();
    const key = place.draftKey("Pin");
    const written = draft() as object;
    place.simulator.control.endLogins();
    place.seat.browser.person = "Ben Agent";
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    await place.seat.stored.session.set({ [key]: { ...written, value: "typed on" } });
    await place.clock.settle();
    const kept = (await place.seat.database.all(key)).get(key);
    expect(kept).toMatchObject({ base: secret, value: "typed on" });
  });
});

describe("A sensitive value", () => {
  it("is published as its mask, the same for as long as it is the same", async () => {
    await start();
    expect(await published()).not.toContain("secret");
    const before = await standIn();
    expect(shownText(before)).toBe("••••••••in");
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(1_000);
    expect(await standIn()).toBe(before);
    await writeElsewhere("Pin", theirs);
    expect(await standIn()).not.toBe(before);
    await writeElsewhere("Pin", "");
    expect(await place.shown("Pin")).toBe("");
  });

  it("is revealed to a page that asks for what it was given, and to nobody else", async () => {
    await start();
    const value = await standIn();
    expect(await reveal(value)).toEqual({ ok: true, value: { value: secret } });
    expect(await reveal("••••••••in")).toMatchObject({ error: { kind: "unknown-command" } });
    const request = { ...place.caller, name: "Pin", value };
    const content = { kind: "content", frame: { tabId: 7, frameId: 0 } } as const;
    const background = place.seat.background();
    const refused = { ok: false, error: { kind: "refused-sender" } };
    expect(await background.answer({ command: "reveal-value", request }, content)).toEqual(refused);
    expect(await background.answer({ command: "reveal-value", request }, null)).toEqual(refused);
    expect(await published()).not.toContain("secret");
  });

  it("is revealed neither where it is hidden by now, nor after sign-out", async () => {
    await start();
    const value = await standIn();
    await rollOut({ attributes: [], unlisted: "hide", mask: ["pin$"] });
    expect(await reveal(value)).toEqual({ ok: false, error: { kind: "not-allowed", label: "Pin" } });
    await rollOut({ unlisted: "edit" });
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.settle();
    expect(await reveal(value)).toMatchObject({ ok: false });
    expect(JSON.stringify([...place.seat.stored.session.items])).not.toContain("secret");
  });

  it("is masked unlisted where it is a card number, or matches a pattern of the policy", async () => {
    await rollOut({ mask: ["^\\d{3}-\\d{2}-\\d{4}$"] });
    await place.signIn();
    await writeElsewhere("Card", `${card} 12/29`);
    await writeElsewhere("Ssn", "078-05-1120");
    expect(shownText(await standIn("Card"))).toBe("••••••••29");
    expect(shownText(await standIn("Ssn"))).toBe("••••••••20");
    expect(await published()).not.toMatch(/4111|078-05/);
  });

  it("that looks like a mask of ours and came from outside stands for itself alone", async () => {
    await start();
    const forged = await standIn();
    await writeElsewhere("Forged", forged);
    const own = await standIn("Forged");
    expect(own).not.toBe(forged);
    expect(await reveal(own, "Forged")).toEqual({ ok: true, value: { value: forged } });
  });
});

describe("An edit of a sensitive value", () => {
  it("begins on the mask, is saved, masked from then on, and leaves no draft", async () => {
    await start();
    expect(await place.save("Pin", "0000-new-secret", await standIn())).toMatchObject({
      ok: true,
      value: { accepted: ["Pin"], conflicts: [] },
    });
    expect(place.onServer("Pin")).toBe("0000-new-secret");
    expect(await published()).not.toContain("secret");
    expect(draft()).toBeUndefined();
  });

  it("tells a page on what to begin that typed on meanwhile", async () => {
    await start();
    place.simulator.control.fault({ method: "PATCH", answer: { delayMs: 5_000 } });
    const edits = [{ name: "Pin", value: "0000-new-secret", base: await standIn() }];
    const reply = await place.seat.command("save", { ...place.caller, edits });
    const [change] = await place.changes();
    expect(change?.value).toSatisfy(isStandIn);
    expect(reply).toMatchObject({ value: { masked: [{ name: "Pin", value: change?.value }] } });
    expect(await published()).not.toContain("secret");
    await place.seat.type(place.caller, "Pin", "1111-newer-secret", change?.value ?? "");
    await place.clock.move(20_000);
    expect(await place.save("Pin", "1111-newer-secret", change?.value ?? "")).toMatchObject({
      value: { accepted: ["Pin"] },
    });
    expect(place.onServer("Pin")).toBe("1111-newer-secret");
  });

  it("meets a conflict, which is masked too; who keeps theirs saves it", async () => {
    await start();
    const base = await standIn();
    await writeElsewhere("Pin", theirs);
    expect(await place.save("Pin", "mine-secret", base)).toMatchObject({ value: { conflicts: ["Pin"] } });
    expect(place.onServer("Pin")).toBe(theirs);
    expect(await published()).not.toContain("secret");
    expect(await reveal(await standIn())).toEqual({ ok: true, value: { value: theirs } });
    // "Keep mine": the draft begins on what is there now.
    expect(await place.save("Pin", "mine-secret", await standIn())).toMatchObject({ value: { accepted: ["Pin"] } });
    expect(place.onServer("Pin")).toBe("mine-secret");
  });

  it("that was sent, and met somebody else's value, can be kept by its mask alone", async () => {
    await start();
    place.seat.isOnline = false;
    await place.save("Pin", "mine-secret", await standIn());
    place.simulator.control.setAttributes({ ...place.caller, attributes: { Pin: theirs } });
    place.seat.isOnline = true;
    place.seat.background().online();
    await place.clock.move(60_000);
    const [change] = await place.changes();
    expect(change).toMatchObject({ name: "Pin", status: "conflict" });
    expect(await published()).not.toContain("secret");
    const mine = change?.value ?? "";
    expect(await reveal(mine)).toEqual({ ok: true, value: { value: "mine-secret" } });
    expect(await place.save("Pin", mine, await standIn())).toMatchObject({ value: { accepted: ["Pin"] } });
    await place.clock.move(5_000);
    expect(place.onServer("Pin")).toBe("mine-secret");
  });

  it("can be undone", async () => {
    await start();
    await place.save("Pin", "0000-new-secret", await standIn());
    await place.clock.move(2_000);
    expect(await place.undo()).toMatchObject({ value: { accepted: ["Pin"], conflicts: [] } });
    await place.clock.settle();
    expect(place.onServer("Pin")).toBe(secret);
  });

  it("with the mask of another life is refused, and never written as a value", async () => {
    await start();
    const mask = await standIn();
    place.seat.restart();
    await place.signIn();
    expect(await place.save("Pin", mask, "")).toMatchObject({ ok: false });
    expect(place.onServer("Pin")).toBe(secret);
  });

  it("leaves what Genesys says of it without the value", async () => {
    await start();
    const text = JSON.stringify({ message: "Value 0000-new-secret is not valid" });
    place.simulator.control.fault({ method: "PATCH", answer: { status: 400, body: text } });
    await place.save("Pin", "0000-new-secret", await standIn());
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([{ status: "failed" }]);
    expect(await published()).not.toContain("new-secret");
  });
});

describe("A draft of a sensitive value", () => {
  it("is kept encrypted with the value that it began on, and comes back with its mask", async () => {
    await start();
    await place.seat.type(place.caller, "Pin", "typed", await standIn());
    await place.clock.settle();
    const [kept] = [...(await place.seat.database.all("draft/")).values()];
    expect(kept).toMatchObject({ base: secret, value: "typed" });
    place.seat.restart();
    await place.signIn();
    expect(draft()).toMatchObject({ base: await standIn(), value: "typed" });
    expect(await place.save("Pin", "typed", await standIn())).toMatchObject({ value: { accepted: ["Pin"] } });
  });

  it("follows a policy that comes or goes while it is open", async () => {
    await place.signIn();
    await writeElsewhere("Pin", secret);
    await place.seat.type(place.caller, "Pin", "typed", secret);
    await rollOut(pinIsSensitive);
    expect(draft()).toMatchObject({ base: await standIn(), value: "typed" });
    await rollOut({ attributes: [] });
    expect(draft()).toMatchObject({ base: secret, value: "typed" });
  });
});

it("Tags are merged as ever, whatever else is masked", async () => {
  await start({ attributes: [{ name: "calltag.tags", sensitive: true }], tags: { for: ["agent"] } });
  await writeElsewhere("calltag.tags", "legal");
  await writeElsewhere("calltag.tags", "legal,praise");
  expect(await place.save("calltag.tags", "complaint,legal", "legal")).toMatchObject({
    value: { accepted: ["calltag.tags"], conflicts: [] },
  });
  expect(place.onServer("calltag.tags")).toBe("complaint,legal,praise");
});
