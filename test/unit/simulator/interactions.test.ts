import { describe, expect, it } from "vitest";
import { at, drive, type Driven } from "./driven-simulator.ts";

function onCall(): { driven: Driven; token: string; path: string; id: string } {
  const driven = drive();
  const { conversationId: id, callerParticipantId } = driven.control.placeCall({ attributes: { Tier: "silver" } });
  return {
    driven,
    token: driven.tokenOf("anna"),
    path: `/api/v2/interactions/${id}/participants/${callerParticipantId}`,
    id,
  };
}

describe("the interactions dialect", () => {
  it("reads a participant's attributes with 200", () => {
    const { driven, token, path } = onCall();
    const answer = driven.send("GET", path, { token });
    expect([answer.status, at(answer.json, "attributes")]).toEqual([200, { Tier: "silver" }]);
  });

  it("writes native JSON with 200, merged per name", () => {
    const { driven, token, path, id } = onCall();
    const attributes = { lifetime_value: 12500.5, vip: true, address: { city: "Berlin", zip: 10115 }, crm: "CUST-1" };
    expect(driven.send("PATCH", path, { token, body: { attributes } }).status).toBe(200);
    expect(at(driven.send("GET", path, { token }).json, "attributes")).toEqual({ Tier: "silver", ...attributes });
    const flat = at(
      driven.send("GET", `/api/v2/conversations/calls/${id}`, { token }).json,
      "participants",
      0,
      "attributes",
    );
    expect(flat).toEqual({
      Tier: "silver",
      lifetime_value: "12500.5",
      vip: "true",
      address: '{"city":"Berlin","zip":10115}',
      crm: "CUST-1",
    });
  });

  it.each([
    ["attributes that are no map", { attributes: null }],
    ["an empty name", { attributes: { "": "x" } }],
    ["more than 10 KB", { attributes: { big: "x".repeat(10_240) } }],
  ])("answers 422 to %s", (_, body) => {
    const { driven, token, path } = onCall();
    expect(driven.send("PATCH", path, { token, body }).json).toMatchObject({ status: 422 });
  });

  it("answers 404 for what is not there, and after the end", () => {
    const { driven, token, path } = onCall();
    expect(driven.send("GET", `${path}x`, { token }).status).toBe(404);
    driven.control.end({ wrapup: false });
    expect(driven.send("PATCH", path, { token, body: { attributes: {} } }).status).toBe(404);
  });

  it("needs its scopes where scopes are enforced", () => {
    const { driven, token, path } = onCall();
    driven.control.registerClient({ redirectUris: [], scopes: ["conversations", "interaction:view"] });
    driven.control.assume({ scopesEnforced: true });
    expect(driven.send("GET", path, { token }).status).toBe(200);
    expect(driven.send("PATCH", path, { token, body: { attributes: {} } }).status).toBe(403);
  });
});
