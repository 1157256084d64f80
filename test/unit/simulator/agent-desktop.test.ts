import { describe, expect, it } from "vitest";
import { annaId, drive, pick, textAt, type Driven } from "./driven-simulator.ts";

function desk(driven: Driven, query: string, headers: Record<string, string> = {}): string {
  return textAt(driven.send("GET", `https://apps.mypurecloud.de/__simulator/desk?${query}`, { headers }).json, "html");
}

describe("the agent UI", () => {
  it.each(["/directory/", "/directory/index.html", "/crm/embeddableFramework.html"])("serves a page at %s", (path) => {
    const page = drive().send("GET", `https://apps.usw2.pure.cloud${path}`);
    expect(page.status).toBe(200);
    expect(page.headers["content-type"]).toContain("text/html");
  });

  it("shows the roster and the selected call with the documented selectors, and no id of it", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    driven.control.placeCall({ ani: "tel:+4930555011" });
    const html = desk(driven, `user=anna&selected=${conversationId}`);
    expect(html.match(/class="interaction-group ember-view/g)).toHaveLength(2);
    expect(html.match(/is-selected/g)).toHaveLength(1);
    for (const name of [
      "participant-name",
      "int-queue",
      "selected-interaction-container",
      "interaction-hold-btn",
      "interaction-mute-btn",
      "interaction-end-btn",
    ]) {
      expect(html).toContain(name);
    }
    expect(html).not.toContain(conversationId);
  });

  it("lets the agent answer, hold and wrap up", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ state: "ringing" });
    const press = (what: string): number =>
      driven.send("POST", "https://apps.mypurecloud.de/__simulator/act?user=anna", {
        body: { do: what, conversationId },
      }).status;
    expect(desk(driven, "user=anna")).toContain('data-action="answerInteraction"');
    expect(press("answer")).toBe(204);
    expect(press("answer")).toBe(409);
    press("hold");
    expect(desk(driven, "user=anna")).toContain('class="interaction-hold-btn" aria-pressed="true"');
    press("leave");
    expect(desk(driven, "user=anna")).toContain('data-testid="wrapup-main-container"');
    press("finishWrapup");
    expect(desk(driven, "user=anna")).toContain("interaction-queue-status-container");
  });

  it("knows the person by the login cookie", () => {
    const driven = drive();
    const { cookie } = pick(driven, annaId);
    expect(desk(driven, "", { cookie })).toContain("Anna Agent");
    expect(desk(driven, "")).toContain("Nobody is signed in");
  });

  it.each([
    "#/analytics/interactions/ID/admin",
    "#/analytics/interactions/ID/admin?tabId=0b0b0b0b-1111-4222-8333-444455556666",
    "#/engage/admin/interactions/ID",
  ])("shows a supervisor the interaction of %s", (route) => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    driven.control.placeCall();
    const html = desk(driven, `user=sara&route=${encodeURIComponent(route.replace("ID", conversationId))}`);
    expect(html).toContain(conversationId);
    expect(html).toContain('data-supervise="monitor"');
  });

  it("escapes what callers are called", () => {
    const driven = drive();
    driven.control.placeCall({ callerName: "<script>alert(1)</script>" });
    expect(desk(driven, "user=anna")).not.toContain("<script>");
  });
});
