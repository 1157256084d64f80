import { describe, expect, it } from "vitest";
import { annaId, at, drive, pick, textAt, type Driven } from "./driven-simulator.ts";

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

  it("shows a ringing call's notice whichever is selected, and answers that one", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const second = driven.control.placeCall({ state: "ringing", callerName: "Mara" }).conversationId;
    const query = `user=anna&selected=${conversationId}`;
    const view = driven.send("GET", `https://apps.mypurecloud.de/__simulator/desk?${query}`).json;
    expect([at(view, "selected"), at(view, "ringing")]).toEqual([conversationId, second]);
    expect(textAt(view, "html")).toMatch(/messenger-shown.*Incoming call from Mara[^]*data-action="answerInteraction"/);
  });

  it("has the colleague's name on internal calls, and says what is dialled", () => {
    const driven = drive();
    driven.control.placeCall({ kind: "internal", state: "ringing" });
    expect(desk(driven, "user=anna")).toMatch(/Ben Agent[^]*Dialling/);
    expect(desk(driven, "user=ben")).toMatch(/Incoming call from Anna Agent/);
  });

  it("puts the analytics views into a frame with a hash of its own, if that is assumed", () => {
    const driven = drive({ assumed: { analyticsView: "frame" } });
    const { conversationId } = driven.control.placeCall();
    const route = `#/analytics/interactions/${conversationId}/admin?tabId=0b0b0b0b-1111-4222-8333-444455556666`;
    const query = new URLSearchParams({ user: "sara", route }).toString();
    const outer = driven.send("GET", `https://apps.mypurecloud.de/__simulator/desk?${query}`).json;
    expect(at(outer, "frame")).toBe(
      `/analytics-ui/?user=sara#/interactions/${conversationId}/admin?tabId=0b0b0b0b-1111-4222-8333-444455556666`,
    );
    expect(textAt(outer, "html")).not.toContain(conversationId);
    const inner = (hash: string): string => desk(driven, `user=sara&page=analytics&route=${encodeURIComponent(hash)}`);
    expect(inner(`#/interactions/${conversationId}/admin`)).toContain('data-supervise="monitor"');
    expect(inner("#/interactions")).toContain(`href="#/interactions/${conversationId}/admin"`);
    expect(driven.send("GET", "https://apps.mypurecloud.de/analytics-ui/").text).toContain("is-analytics");
  });

  it("is embedded as a client without the bar of the whole desktop", () => {
    const driven = drive();
    driven.control.placeCall();
    expect(desk(driven, "user=anna&page=embedded")).toContain("interaction-group");
    expect(desk(driven, "user=anna&page=embedded")).not.toContain("top-bar");
    const frame = "https://apps.mypurecloud.de/crm/embeddableFramework.html?user=anna";
    const crm = driven.send("GET", `https://crm.example/record/1?${new URLSearchParams({ frame }).toString()}`);
    expect(crm.text).toContain(`<iframe title="Phone" src="${frame}"`);
    expect(driven.send("GET", "https://crm.example/api/v2/users/me").status).toBe(200);
    expect(driven.send("GET", "https://other.example/").status).toBe(404);
  });

  it("escapes what callers are called", () => {
    const driven = drive();
    driven.control.placeCall({ callerName: "<script>alert(1)</script>" });
    expect(desk(driven, "user=anna")).not.toContain("<script>");
  });
});
