import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";
const outsidePath = "^/api/v2/conversations/[0-9a-f-]+$";
const [tags, note] = ["calltag.tags", "calltag.note"];

/** Anna talks, Sara listens: each in a browser of her own, with a popup open. */
describe("A supervisor who monitors a call", () => {
  let anna: Seat;
  let sara: Seat;
  let annas: PopupPage;
  let saras: PopupPage;
  let callerId: string;

  function onServer(name: string): unknown {
    const { participants } = anna.simulator.control.conversation();
    return participants.find(({ id }) => id === callerId)?.attributes[name];
  }
  function writes(): { path: string; body: unknown }[] {
    return anna.simulator.control
      .received({ method: "PATCH" })
      .map(({ path, body }) => ({ path, body: JSON.parse(body ?? "") as unknown }));
  }
  const toggle = (name: string): Promise<void> => saras.click(name);
  const pressed = (): Promise<(string | null)[]> =>
    saras.page.$$eval(`[role=group][aria-label=Tags] button[aria-pressed=true]`, (buttons) =>
      buttons.map((button) => button.getAttribute("aria-label")),
    );

  beforeAll(async () => {
    anna = await takeSeat();
    sara = await takeSeat(undefined, { simulator: anna.simulator });
    annas = await anna.arrive(region);
    saras = await sara.arrive(region, "Sara Supervisor");
    const call = anna.simulator.control.placeCall({
      attributes: { CallerType: "Member", MAJOR_LOB: "MCR", [tags]: "vip" },
    });
    callerId = call.callerParticipantId;
    await annas.waitForRow("CallerType", { value: "Member", state: "saved" });
  });
  afterAll(async () => {
    await sara.end();
    await anna.end();
  });

  it("finds the call when she opens the popup after she began, with the tags that can be given", async () => {
    await sara.browser.closePopup(saras.page);
    anna.simulator.control.supervise({ kind: "monitor" });
    saras = await sara.openPopup();
    await saras.waitForRow("CallerType", { value: "Member", state: "saved" });
    await saras.button("Complaint");
    expect(await saras.shownAttributes()).not.toContain(tags);
    expect(await annas.page.$("[role=group][aria-label=Tags]")).toBeNull();
  });

  it("gives two tags and a note in four actions; the agent sees them, and keeps what she typed at the same moment", async () => {
    anna.simulator.control.clearReceived();
    await annas.type("CallerType", "Provider");
    const actions = [
      () => toggle("Complaint"),
      () => toggle("Legal review"),
      () => saras.fill("Note", "Wants a written answer"),
      () => saras.save(),
    ];
    expect(actions.length).toBeLessThanOrEqual(4);
    for (const act of actions) await act();

    await annas.waitForRow(tags, { value: "complaint,legal,vip", state: "saved" });
    await annas.waitForRow(note, { value: "Wants a written answer", state: "saved" });
    await annas.waitForRow("CallerType", { value: "Provider", state: "edited" });
    expect(writes()).toEqual([
      {
        path: expect.stringContaining(`/participants/${callerId}/attributes`) as unknown,
        body: { attributes: { [tags]: "complaint,legal,vip", [note]: "Wants a written answer" } },
      },
    ]);
    await annas.save();
    await annas.waitForRow("CallerType", { value: "Provider", state: "saved" });
    expect([onServer(tags), onServer(note), onServer("CallerType"), onServer("MAJOR_LOB")]).toEqual([
      "complaint,legal,vip",
      "Wants a written answer",
      "Provider",
      "MCR",
    ]);
  });

  it("and the agent can tag at the same moment: both keep theirs, and nobody is asked", async () => {
    await annas.type(tags, "complaint,legal,vip,callback");
    await toggle("Complaint");
    await saras.page.keyboard.press("2");
    await waitUntil("both toggles are there", async () => (await pressed()).join() === "Praise,Legal review");
    await Promise.all([annas.save(), saras.save()]);
    await waitUntil("both are on the server", () => Promise.resolve(onServer(tags) === "callback,legal,praise,vip"));
    await annas.waitForRow(tags, { value: "callback,legal,praise,vip", state: "saved" });
    for (const popup of [annas, saras]) expect(await popup.text()).not.toContain("Keep mine");
  });

  it.each(["coach", "barge"] as const)(
    "finds the call to %s just the same, and tags it on the caller's leg",
    async (kind) => {
      anna.simulator.control.supervise({ kind });
      anna.simulator.control.clearReceived();
      await toggle("Training example");
      await saras.save();
      await waitUntil("it is written", () => Promise.resolve(writes().length === 1));
      expect(writes()[0]?.path).toContain(`/participants/${callerId}/attributes`);
    },
  );

  it("keeps it on screen when she stops listening, and it can still be tagged", async () => {
    anna.simulator.control.stopSupervising();
    await waitUntil("it is read from outside", () =>
      Promise.resolve(anna.simulator.control.received({ method: "GET", path: outsidePath }).length > 0),
    );
    await toggle("Follow-up");
    await saras.save();
    await waitUntil("it is written", () => Promise.resolve(String(onServer(tags)).includes("follow-up")));
    await saras.waitForRow("CallerType", { value: "Provider" });
    await sara.browser.closePopup(saras.page);
  });

  describe("on a call that she is not on,", () => {
    let panel: PopupPage;
    let desk: Page;
    let other: string;

    beforeAll(async () => {
      other = anna.simulator.control.placeCall({ attributes: { Tier: "gold" }, callerName: "Berta" }).conversationId;
      panel = popupPage(await sara.browser.openPanel());
      desk = await sara.browser.openWindow(`https://apps.${region}/directory/#/activity`);
    });
    const goTo = (route: string): Promise<void> =>
      desk.evaluate((path) => location.assign(path), `/directory/#/${route}`);

    it("sees it on its page in front, and what changes there", async () => {
      await goTo(`engage/admin/interactions/${other}`);
      await panel.waitForRow("Tier", { value: "gold", state: "saved" });
      await panel.button("Complaint");
      anna.simulator.control.setAttributes({ conversationId: other, attributes: { Tier: "silver" } });
      await panel.waitForRow("Tier", { value: "silver" });
      await goTo("activity");
      await waitUntil("it goes with its page", async () => (await panel.value("Tier")) === undefined);
    });

    it("sees it when she pastes its link, and tags it", async () => {
      const entry = await panel.page.$(".another summary");
      await entry?.click();
      await panel.fill(
        "Conversation link or ID",
        `"https://apps.${region}/directory/#/analytics/interactions/${other}"`,
      );
      await panel.click("Show call");
      await panel.waitForRow("Tier", { value: "silver", state: "saved" });
      await panel.click("Complaint");
      await panel.save();
      await waitUntil("it is written", () => {
        const { participants } = anna.simulator.control.conversation({ conversationId: other });
        return Promise.resolve(participants.some(({ attributes }) => attributes[tags] === "complaint"));
      });
    });

    it("is told which permission she lacks", async () => {
      const { control } = anna.simulator;
      const third = control.placeCall({ attributes: { Secret: "x" } }).conversationId;
      control.setPermissions({ user: "sara", permissions: ["conversation:call:monitor"] });
      await goTo(`analytics/interactions/${third}/admin`);
      await panel.waitForText("The call of the Genesys page in front cannot be shown.");
      expect(await panel.text()).toContain("conversation:communication:view");
      expect(await panel.shownAttributes()).not.toContain("Secret");
    });
  });
});
