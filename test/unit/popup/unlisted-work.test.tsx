import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "./fake-browser.ts";
import { closePopups, commandsSent, openPopup, publish, row, storeDraft } from "./open-popup.tsx";
import { participantId, publishedState, shownCall, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const goneCall = "55555555-5555-4555-8555-555555555555";
const title = "Typed on a call that is gone";

function typedOnGoneCall(): Promise<string> {
  return storeDraft("Skills", "", "billing", { conversationId: goneCall, participantId });
}
const refused = shownChange({
  ...{ conversationId: goneCall, name: "CallerType", value: "Broker", base: "Member" },
  ...{ status: "failed", problem: { kind: "call-ended" } },
});

async function section() {
  return within(await waitFor(() => screen.getByRole("region", { name: title })));
}

describe("Work on a call that Genesys lists no more", () => {
  test.each([
    ["no call", []],
    ["another call", [shownCall()]],
  ])("is shown beside %s, and can be copied", async (_, calls) => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await typedOnGoneCall();
    await openPopup(publishedState(calls, { changes: [refused] }));
    const work = await section();
    expect(work.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "CallerTypeBroker",
      "Skillsbilling",
    ]);
    fireEvent.click(work.getByRole("button", { name: "Copy Skills" }));
    await waitFor(() => expect(copied).toHaveBeenCalledWith("billing"));
  });

  test("is thrown away where the person says so", async () => {
    const key = await typedOnGoneCall();
    await openPopup(publishedState([], { changes: [refused] }));
    fireEvent.click((await section()).getByRole("button", { name: "Discard" }));
    await waitFor(() =>
      expect(commandsSent("discard")).toMatchObject([{ conversationId: goneCall, names: ["CallerType"] }]),
    );
    expect(fakeBrowser.items.has(key)).toBe(false);
  });

  test("is not shown while it may still be written, nor before the list of calls is there", async () => {
    await openPopup(publishedState(undefined, { changes: [{ ...refused, status: "waiting", problem: null }] }));
    await row("CallerType");
    expect(screen.queryByRole("region", { name: title })).toBeNull();
    const unread = publishedState([], { changes: [refused] });
    await publish({ ...unread, calls: { ...unread.calls, status: "loading" } });
    await waitFor(() => expect(screen.queryAllByRole("listitem")).toEqual([]));
    expect(screen.queryByRole("region", { name: title })).toBeNull();
  });
});
