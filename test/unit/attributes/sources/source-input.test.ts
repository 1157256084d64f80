import { describe, expect, it } from "vitest";
import { type CallFacts, fillInput } from "../../../../src/attributes/sources/source-input.ts";

const facts: CallFacts = {
  conversationId: "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b",
  ani: "tel:+4930555010",
  dnis: "tel:+4930555099",
  queue: "Service DE",
  attribute: (name) => (name === "CustomerId" ? "C-104233" : name === "Empty" ? "" : null),
};

describe("The input of a source", () => {
  it("is filled from the call", () => {
    const templates = {
      phone: "{ani.e164}",
      from: "{ani}",
      to: "{dnis}",
      queue: "Q: {queue}",
      call: "{conversationId}",
      customer: "{attribute:CustomerId}/{queue}",
      fixed: "voice",
    };
    expect(fillInput(templates, facts)).toEqual({
      ok: true,
      input: {
        phone: "+4930555010",
        from: "tel:+4930555010",
        to: "tel:+4930555099",
        queue: "Q: Service DE",
        call: facts.conversationId,
        customer: "C-104233/Service DE",
        fixed: "voice",
      },
    });
  });

  it("is none where the call has no number, and names what is missing", () => {
    expect(fillInput({ phone: "{ani.e164}" }, { ...facts, ani: "sip:anonymous@anonymous.invalid" })).toEqual({
      ok: false,
      missing: ["ani.e164"],
    });
  });

  it("is none where an attribute is empty or not there", () => {
    const templates = { a: "{attribute:Empty}", b: "{attribute:None} {attribute:None}" };
    expect(fillInput(templates, facts)).toEqual({ ok: false, missing: ["attribute:Empty", "attribute:None"] });
  });

  it("takes what a call says as text, never as a template", () => {
    const tricky = { ...facts, queue: "{conversationId} $& $1" };
    expect(fillInput({ queue: "{queue}" }, tricky)).toEqual({ ok: true, input: { queue: "{conversationId} $& $1" } });
  });
});
