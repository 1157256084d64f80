import { beforeEach, describe, expect, it } from "vitest";
import { quietProblem } from "../../../src/background/quiet-problem.ts";
import type { SourceProgress } from "../../../src/protocol/sources.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";
import { createSourcePlace, crm } from "./sources/source-place.ts";

const ssn = "123456789";
const hidden = "••••••••89";
const quoted = 'my "secret"\nword';

/** What is said, where everything but `Open` is sensitive. */
function said(detail: string, ...values: readonly string[]): unknown {
  const isMasked = (name: string, value: string): boolean => name !== "Open" && value !== "";
  const all = [{ name: "Open", value: "plain" }, ...values.map((value) => ({ name: "Pin", value }))];
  return quietProblem({ kind: "rejected", status: 400, detail }, all, { isMasked });
}

describe("What is said of a request", () => {
  it.each([
    ["as it is", `bad value ${ssn}, ${ssn}`, [ssn], `bad value ${hidden}, ${hidden}`],
    ["as it stands in JSON", `bad body ${JSON.stringify({ Pin: quoted })}`, [quoted], 'bad body {"Pin":"••••••••rd"}'],
    ["that holds another one", `bad value ${ssn}`, ["12345", ssn], `bad value ${hidden}`],
    ["that ends as a pattern of a replacement does", "bad value secret$&", ["secret$&"], "bad value ••••••••$&"],
    ["of which the end of the text left the beginning", "bad value 123456", [ssn], "bad value …"],
    ["of which so little is left that anything could be", "bad value 12", [ssn], "bad value 12"],
    ["that is short", "bad value 7", ["7"], "bad value ••••••••"],
    ["that is empty", "bad value", [""], "bad value"],
  ])("names no sensitive value %s", (_, detail, values, expected) => {
    expect(said(detail, ...values)).toEqual({ kind: "rejected", status: 400, detail: expected });
  });

  it("names a typed value without its type", () => {
    const value = { name: "conversationDetails.participantData.Ssn", value: `identifier: ${ssn}` };
    const problem = { kind: "sign-in-refused", detail: `no ${ssn}` } as const;
    expect(quietProblem(problem, [value], { isMasked: () => true })).toEqual({ ...problem, detail: `no ${hidden}` });
  });

  it("names what is not sensitive", () => {
    expect(said("plain is not valid", ssn)).toMatchObject({ detail: "plain is not valid" });
  });
});

describe("A refused save", () => {
  let place: Workplace;
  beforeEach(async () => {
    place = await createWorkplace();
    await place.seat.stored.managed.set({ attributes: [{ name: "SSN", sensitive: true }] });
    await place.signIn();
  });
  function refuse(message: string): void {
    place.simulator.control.fault({ ...write, answer: { status: 400, body: { message, code: "bad.request" } } });
  }
  async function details(): Promise<unknown[]> {
    return (await place.changes()).map(({ name, problem }) => [name, problem && "detail" in problem && problem.detail]);
  }

  it("leaves the sensitive value of one change out of what is kept of another, also once the one is discarded", async () => {
    refuse(`bad value ${ssn} there`);
    const edits = [
      { name: "SSN", value: ssn, base: null },
      { name: "CallerType", value: "Provider", base: "Member" },
    ];
    await place.seat.command("save", { ...place.caller, edits });
    await place.clock.move(2_000);
    await place.seat.command("discard", { ...place.caller, names: ["SSN"] });
    await place.clock.move(2_000);
    expect(await details()).toEqual([["CallerType", `bad value ${hidden} there`]]);
    const kept = [...(await place.seat.database.all("change/")).values()];
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(ssn);
  });

  it("leaves out the value that stood there, too", async () => {
    place.simulator.control.setAttributes({ ...place.caller, attributes: { SSN: ssn } });
    await place.clock.move(1_000);
    refuse(`${ssn} cannot be changed`);
    await place.save("SSN", "987654321", (await place.shown("SSN")) ?? null);
    await place.clock.move(2_000);
    expect(await details()).toEqual([["SSN", `${hidden} cannot be changed`]]);
  });

  it("leaves out a value that is repeated as JSON", async () => {
    refuse(`bad body ${JSON.stringify({ SSN: quoted })}`);
    await place.save("SSN", quoted, null);
    await place.clock.move(2_000);
    expect(await details()).toEqual([["SSN", 'bad body {"SSN":"••••••••rd"}']]);
  });

  it("still tells the limit that it names, whatever the sensitive value", async () => {
    const message = "The request is over the size limit. Maximum bytes: 5120";
    place.simulator.control.fault({ ...write, answer: { status: 413, body: { message } } });
    await place.save("SSN", "12", null);
    await place.clock.move(2_000);
    expect((await place.seat.state()).limits).toEqual({ totalBytes: 5120 });
    expect(JSON.stringify(await details())).not.toContain("12");
  });
});

describe("A source that failed", () => {
  const policy = { attributes: [{ name: "SSN", sensitive: true }] };
  const source = { ...crm, input: { phone: "{ani.e164}", customer: "no. {attribute:SSN}" } };

  async function failing(value: string, message: string): Promise<SourceProgress | undefined> {
    const place = await createSourcePlace([source], { attributes: { SSN: value } }, { policy });
    const body = { fault: { code: "CRM-1", reason: message } };
    place.simulator.control.fault({ method: "POST", path: "/execute$", answer: { status: 400, body } });
    await place.comeIn();
    return (await place.source("CRM"))?.progress;
  }

  it.each([
    ["as it is", ssn, `no customer ${ssn}`, `no customer ${hidden}`],
    ["as JSON", quoted, `no customer in ${JSON.stringify({ quoted })}`, 'no customer in {"quoted":"••••••••rd"}'],
  ])("says nothing of the sensitive value it was asked with, %s", async (_, value, message, detail) => {
    const progress = await failing(value, message);
    expect(progress).toMatchObject({ status: "failed", problem: { kind: "rejected", detail } });
  });

  it("and names a card number after the value it was asked with is masked as a whole", async () => {
    const progress = await failing(ssn, `${ssn} has the card 4111 1111 1111 1111`);
    expect(progress).toMatchObject({ status: "failed", problem: { detail: "••••••••11" } });
  });
});
