import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { clockTime } from "../../../src/platform/problem-text.ts";
import { closePopups, commandsSent, field, openPopup, row } from "./open-popup.tsx";
import { publishedState, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

function waitingFor(milliseconds: number) {
  const retryAt = Date.now() + milliseconds;
  const problem = { kind: "rate-limited", retryAt } as const;
  const changes = [
    shownChange({ name: "DNIS", value: "1", status: "waiting", problem, retryAt }),
    shownChange({
      name: "Skills",
      value: "x",
      status: "waiting",
      problem: { kind: "offline" },
      retryAt: retryAt + 5000,
    }),
  ];
  return { retryAt, state: publishedState(undefined, { changes }) };
}

describe("a change that waits", () => {
  test("says at its row why and until when, each its own", async () => {
    const { retryAt, state } = waitingFor(60_000);
    await openPopup(state);
    expect((await row("DNIS")).textContent).toContain(
      `Genesys Cloud is getting too many requests. Next try at ${clockTime(retryAt)}.`,
    );
    expect((await row("Skills")).textContent).toContain(
      `There is no connection to Genesys Cloud. Next try at ${clockTime(retryAt + 5000)}.`,
    );
    const described = (await field("DNIS")).getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent).join()).toContain("Next try at");
    expect(screen.queryByRole("button", { name: "Try now" })).toBeNull();
  });

  test("for long says the time in the footer and offers to try now", async () => {
    const { retryAt, state } = waitingFor(400_000);
    await openPopup(state);
    expect(
      screen.getByText(`2 changes wait. Genesys Cloud asks Calltag to wait until ${clockTime(retryAt)}.`),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Try now" }));
    await waitFor(() => expect(commandsSent("refresh")).toEqual([{ tryNow: true }]));
  });
});

describe("a change that was accepted and is not shown", () => {
  test("says so", async () => {
    const changes = [shownChange({ name: "DNIS", value: "1", status: "unseen" })];
    await openPopup(publishedState(undefined, { changes }));
    expect((await row("DNIS")).textContent).toContain("Accepted by Genesys Cloud, not shown yet");
  });
});

describe("several refused changes", () => {
  test("are told in one short alert; each reason stands once, at its row", async () => {
    const problem = { kind: "rejected", status: 400, detail: "too long", correlationId: "abc-123" } as const;
    const changes = ["DNIS", "Skills"].map((name) => shownChange({ name, value: "1", status: "failed", problem }));
    await openPopup(publishedState(undefined, { changes }));
    expect(screen.getByRole("alert").textContent).toContain(
      "2 attributes were not saved. The reasons stand at the attributes.",
    );
    fireEvent.click(screen.getByRole("button", { name: "Show" }));
    await waitFor(async () => expect(document.activeElement).toBe(await field("DNIS")));
    expect((await row("DNIS")).textContent).toContain("abc-123");
    expect(screen.getAllByText(/too long/)).toHaveLength(2);
  });
});
