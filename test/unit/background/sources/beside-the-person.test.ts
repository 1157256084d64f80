import { describe, expect, it } from "vitest";
import { actionIds } from "../../../simulator/data-actions.ts";
import { contacts, createSourcePlace, crm, loyalty, tel } from "./source-place.ts";

const autoCrm = { ...crm, apply: "auto" };

describe("What a source writes by itself", () => {
  it("leaves alone what the person is typing at, and proposes it", async () => {
    const place = await createSourcePlace([autoCrm]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 2_000 });
    await place.signIn();
    await place.seat.type(place.caller, "CustomerId", "my own", null);
    await place.clock.move(5_000);
    expect(place.written()).toEqual([{ Vip: "true" }]);
    expect(place.onServer("CustomerId")).toBeUndefined();
    expect(place.drafts()).toHaveLength(1);
    expect((await place.source("CRM"))?.progress).toMatchObject({
      values: [{ name: "Tier" }, { name: "CustomerId", isByRule: true }, { name: "Vip" }],
    });
  });

  it.each([true, false])(
    "never writes over a change of theirs that is on its way (overwriting: %s)",
    async (isRuled) => {
      const place = await createSourcePlace(
        [{ ...autoCrm, overwrite: isRuled ? ["CustomerId"] : [] }],
        {},
        {
          assumed: { visibleAfterMs: 60_000 },
        },
      );
      place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 3_000 });
      await place.signIn();
      await place.save("CustomerId", "MINE", null);
      await place.clock.move(90_000);
      expect(place.written()).toEqual([{ CustomerId: "MINE" }, { Vip: "true" }]);
      expect(place.onServer("CustomerId")).toBe("MINE");
      expect((await place.source("CRM"))?.progress).toMatchObject({
        values: [{ name: "Tier" }, { name: "CustomerId", base: "MINE" }, { name: "Vip" }],
      });
    },
  );

  it("does not take the place of the person's own last save, which stays undoable", async () => {
    const place = await createSourcePlace([autoCrm]);
    place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 5_000 });
    await place.signIn();
    await place.save("Tier", "bronze", "silver");
    await place.clock.move(10_000);
    expect(place.onServer("CustomerId")).toBe("CUST-998877");
    expect(await place.undo()).toMatchObject({ value: { accepted: ["Tier"] } });
    expect(place.onServer("Tier")).toBe("silver");
    expect(place.onServer("CustomerId")).toBe("CUST-998877");
  });

  it("can be taken back after the person has saved something else", async () => {
    const place = await createSourcePlace([autoCrm]);
    await place.comeIn();
    await place.save("Tier", "bronze", "silver");
    await place.clock.move(3_000);
    expect((await place.source("CRM"))?.isUndoable).toBe(true);
    expect(await place.undoSource("CRM")).toEqual({
      ok: true,
      value: { accepted: ["CustomerId", "Vip"], conflicts: [] },
    });
    expect([place.onServer("CustomerId"), place.onServer("Vip"), place.onServer("Tier")]).toEqual(["", "", "bronze"]);
    expect(await place.source("CRM")).toMatchObject({ written: [], isUndoable: false });
  });

  it("is not taken back where somebody else has changed it since", async () => {
    const place = await createSourcePlace([autoCrm]);
    await place.comeIn();
    place.simulator.control.setAttributes({ attributes: { CustomerId: "IVR-1" } });
    await place.clock.move(1_000);
    expect(await place.undoSource("CRM")).toEqual({ ok: true, value: { accepted: ["Vip"], conflicts: [] } });
    expect(place.onServer("CustomerId")).toBe("IVR-1");
  });

  it("is taken back for the caller that it was written for, or not at all", async () => {
    const place = await createSourcePlace([autoCrm]);
    await place.comeIn();
    const other = { ...place.caller, participantId: place.caller.conversationId, source: "CRM" };
    expect(await place.seat.command("undo-source", other)).toEqual({
      ok: true,
      value: { accepted: [], conflicts: [] },
    });
    expect(place.onServer("CustomerId")).toBe("CUST-998877");
  });

  it("survives a killed background, and can still be taken back then", async () => {
    const place = await createSourcePlace([autoCrm]);
    await place.comeIn();
    place.seat.kill();
    place.seat.openView();
    await place.clock.move(3_000);
    expect(await place.undoSource("CRM")).toMatchObject({ value: { accepted: ["CustomerId", "Vip"] } });
    expect(place.onServer("CustomerId")).toBe("");
  });
});

describe("Two sources that write by themselves", () => {
  it("are each undone alone", async () => {
    const place = await createSourcePlace([autoCrm, { ...loyalty, apply: "auto" }]);
    await place.comeIn();
    expect(place.onServer("CustomerId")).toBe("CUST-998877");
    expect(place.onServer("crm_customer_id")).toBe("CUST-998877");
    await place.undoSource("CRM");
    expect(place.onServer("CustomerId")).toBe("");
    expect(place.onServer("crm_customer_id")).toBe("CUST-998877");
    await place.undoSource("Loyalty");
    expect(place.onServer("crm_customer_id")).toBe("");
    expect(place.onServer("preferred_language")).toBe("");
  });

  it.each(["one answers later", "both answer at once"])(
    "never write over each other, not even where the policy lets both overwrite: %s",
    async (when) => {
      const other = { ...crm, name: "Second", map: { Tier: "$.customer.language" } };
      const both = [
        { ...autoCrm, overwrite: ["Tier"] },
        { ...other, apply: "auto", overwrite: ["Tier"] },
      ];
      const place = await createSourcePlace(both);
      if (when === "one answers later")
        place.simulator.control.sourceFault({ source: actionIds.crm, what: "slow", delayMs: 8_000 });
      await place.comeIn();
      await place.clock.move(20_000);
      const writes = place.written().flatMap((attributes) => Object.keys(attributes as object));
      expect(writes.filter((name) => name === "Tier")).toHaveLength(1);
      const shown = [await place.source("CRM"), await place.source("Second")];
      expect(shown.map((one) => one?.written.includes("Tier")).toSorted()).toEqual([false, true]);
      expect(shown.map((one) => one?.progress.status)).toEqual(["answered", "answered"]);
    },
  );
});

describe("What is said to be written", () => {
  it("is not said any more after the person's Undo", async () => {
    const place = await createSourcePlace([crm]);
    await place.comeIn();
    await place.apply("CRM", ["CustomerId", "Vip"]);
    expect((await place.source("CRM"))?.written).toEqual(["CustomerId", "Vip"]);
    await place.undo();
    expect((await place.source("CRM"))?.written).toEqual([]);
  });

  it("is not said of what Genesys refused", async () => {
    const place = await createSourcePlace([crm]);
    await place.comeIn();
    place.simulator.control.fault({ method: "PATCH", answer: { status: 400 } });
    await place.apply("CRM", ["CustomerId"]);
    expect((await place.changes()).map(({ status }) => status)).toEqual(["failed"]);
    expect((await place.source("CRM"))?.written).toEqual([]);
  });

  it("is not said of what somebody else has written over", async () => {
    const place = await createSourcePlace([autoCrm]);
    await place.comeIn();
    place.simulator.control.setAttributes({ attributes: { CustomerId: "IVR-1" } });
    await place.clock.move(1_000);
    expect(await place.source("CRM")).toMatchObject({ written: ["Vip"] });
  });

  it("is said while it is on its way", async () => {
    const place = await createSourcePlace([crm], {}, { assumed: { visibleAfterMs: 60_000 } });
    await place.comeIn();
    await place.apply("CRM", ["CustomerId"]);
    expect((await place.source("CRM"))?.written).toEqual(["CustomerId"]);
  });
});

describe("A wrong choice among several contacts", () => {
  async function chosen(apply: "ask" | "auto") {
    const place = await createSourcePlace([{ ...contacts, apply }], { ani: tel.several, attributes: { Other: "x" } });
    await place.comeIn();
    const all = (await place.source("Contacts"))?.contacts ?? [];
    const idOf = (name: string): string => all.find((one) => one.name === name)?.id ?? "";
    await place.choose("Contacts", idOf("Olga Winter"));
    return { place, idOf };
  }

  it("can be put right: the others are still there", async () => {
    const { place, idOf } = await chosen("ask");
    expect((await place.source("Contacts"))?.contacts).toHaveLength(3);
    await place.choose("Contacts", idOf("Noel Berg"));
    expect((await place.source("Contacts"))?.progress).toMatchObject({
      values: [{ value: "Berg" }, { value: "Fleet manager" }],
    });
  });

  it("leaves nothing of the wrong one behind where it was written by itself", async () => {
    const { place, idOf } = await chosen("auto");
    expect([place.onServer("LastName"), place.onServer("Title")]).toEqual(["Winter", "Dispatcher"]);
    // Nobody has entered a title for her.
    await place.choose("Contacts", idOf("Pia Sommer"));
    expect([place.onServer("LastName"), place.onServer("Title")]).toEqual(["Sommer", ""]);
    expect(await place.undoSource("Contacts")).toMatchObject({ value: { accepted: ["LastName"] } });
    expect(place.onServer("LastName")).toBe("");
  });
});

describe("What a source knows of an attribute that is hidden from the person", () => {
  it("is on no page, neither the value that is proposed nor the one that is there", async () => {
    const place = await createSourcePlace(
      [crm],
      {},
      { policy: { unlisted: "hide", attributes: [{ name: "CustomerId" }, { name: "Vip" }] } },
    );
    await place.comeIn();
    const state = JSON.stringify(await place.seat.state());
    expect((await place.source("CRM"))?.progress).toMatchObject({ values: [{ name: "CustomerId" }, { name: "Vip" }] });
    expect(state).not.toMatch(/silver|gold/i);
  });
});
