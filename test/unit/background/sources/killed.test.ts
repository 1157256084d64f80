import { describe, expect, it } from "vitest";
import { contacts, createSourcePlace, crm, type SourcePlace, tel } from "./source-place.ts";

const autoCrm = { ...crm, apply: "auto" };

interface StoredEntries {
  readonly sources?: readonly { readonly progress: { readonly status: string } }[];
}

/** Ends the background as soon as an answer is remembered for the n-th time: the first is before anything is written. */
function killAt(place: SourcePlace, time: number): void {
  const { session } = place.seat.stored;
  const set = session.set.bind(session);
  let times = 0;
  session.set = async (items) => {
    const { sources } = items as StoredEntries;
    if (sources?.some(({ progress }) => progress.status === "answered")) times += 1;
    if (times !== time) return set(items);
    session.set = set;
    // What comes after the write does not get that far.
    if (time === 1) await set(items);
    place.seat.kill();
  };
}

async function killedAt(time: number, sources: readonly object[] = [autoCrm], call = {}): Promise<SourcePlace> {
  const place = await createSourcePlace(sources, call);
  killAt(place, time);
  await place.comeIn();
  expect(place.asked()).toHaveLength(1);
  return place;
}

async function wake(place: SourcePlace): Promise<void> {
  place.seat.openView();
  await place.clock.move(5_000);
}

describe("A background that is ended between a source's answer and what `auto` writes", () => {
  it("writes it in its next life, once, and does not ask again", async () => {
    const place = await killedAt(1);
    expect(place.written()).toEqual([]);
    await wake(place);
    expect(place.written()).toEqual([{ CustomerId: "CUST-998877", Vip: "true" }]);
    place.simulator.control.setAttributes({ attributes: { CustomerId: "", Vip: "" } });
    place.seat.kill();
    await wake(place);
    expect(place.written()).toHaveLength(1);
    expect(place.asked()).toHaveLength(1);
    expect(place.onServer("CustomerId")).toBe("");
  });

  it("offers to take it back", async () => {
    const place = await killedAt(1);
    await wake(place);
    expect(await place.source("CRM")).toMatchObject({ written: ["CustomerId", "Vip"], isUndoable: true });
    expect(await place.undoSource("CRM")).toMatchObject({ value: { accepted: ["CustomerId", "Vip"] } });
  });

  it("writes over nothing that somebody else wrote meanwhile, nor where the person types", async () => {
    const place = await killedAt(1);
    place.simulator.control.setAttributes({ attributes: { CustomerId: "IVR-1" } });
    await place.seat.type(place.caller, "Vip", "my own", "");
    await wake(place);
    expect(place.written()).toEqual([]);
    expect([place.onServer("CustomerId"), place.onServer("Vip")]).toEqual(["IVR-1", ""]);
  });

  it("writes nothing to a call that has ended", async () => {
    const place = await killedAt(1);
    place.simulator.control.end({ wrapup: false });
    await wake(place);
    expect(place.written()).toEqual([]);
    expect(await place.changes()).toEqual([]);
  });

  it("writes nothing where the policy does not have it so any more", async () => {
    const place = await killedAt(1);
    await place.seat.stored.managed.set({ sources: [crm] });
    await wake(place);
    expect(place.written()).toEqual([]);
    place.seat.kill();
    await place.seat.stored.managed.set({ sources: [autoCrm] });
    await wake(place);
    expect(place.written()).toEqual([]);
  });

  it("does not write a second time what had been handed over", async () => {
    const place = await killedAt(2);
    expect(place.written()).toEqual([{ CustomerId: "CUST-998877", Vip: "true" }]);
    place.simulator.control.setAttributes({ attributes: { Vip: "no" } });
    await wake(place);
    expect(place.written()).toHaveLength(1);
    expect([place.onServer("CustomerId"), place.onServer("Vip")]).toEqual(["CUST-998877", "no"]);
  });

  it("leaves nothing behind of another contact who was chosen first", async () => {
    const place = await createSourcePlace([{ ...contacts, apply: "auto" }], {
      ...{ ani: tel.several, attributes: { Other: "x" } },
    });
    await place.comeIn();
    const all = (await place.source("Contacts"))?.contacts ?? [];
    const idOf = (name: string): string => all.find((one) => one.name === name)?.id ?? "";
    await place.choose("Contacts", idOf("Olga Winter"));
    killAt(place, 1);
    await place.choose("Contacts", idOf("Pia Sommer"));
    expect([place.onServer("LastName"), place.onServer("Title")]).toEqual(["Winter", "Dispatcher"]);
    await wake(place);
    expect([place.onServer("LastName"), place.onServer("Title")]).toEqual(["Sommer", ""]);
  });
});
