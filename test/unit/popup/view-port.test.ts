import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openViewPort } from "../../../src/popup/view-port.ts";
import { fakeBrowser } from "./fake-browser.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

const aMinute = 60_000;

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  fakeBrowser.runtime.id = "calltag";
  fakeBrowser.reset();
});

describe("the port of an open view", () => {
  test("is opened anew when the background was ended", () => {
    const port = openViewPort(document);
    fakeBrowser.endPorts();
    vi.advanceTimersByTime(aMinute);
    expect(fakeBrowser.opened).toEqual(["view", "view"]);
    port.close();
  });

  test("does not hammer a background that ends at once", () => {
    const port = openViewPort(document);
    for (let second = 0; second < 60; second += 1) {
      fakeBrowser.endPorts();
      vi.advanceTimersByTime(1000);
    }
    expect(fakeBrowser.opened.length).toBeLessThan(20);
    port.close();
  });

  test("is not opened any more by a closed view", () => {
    const port = openViewPort(document);
    fakeBrowser.endPorts();
    port.close();
    vi.advanceTimersByTime(aMinute);
    expect(fakeBrowser.opened).toEqual(["view"]);
  });

  test("is not opened before the page is painted, for it would wake the background beside it", async () => {
    const { promise: painted, resolve } = deferred();
    const port = openViewPort(document, painted);
    await vi.advanceTimersByTimeAsync(aMinute);
    expect(fakeBrowser.opened).toEqual([]);
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(fakeBrowser.opened).toEqual(["view"]);
    port.close();
  });

  test("is never opened by a view that was closed before it was painted", async () => {
    const { promise: painted, resolve } = deferred();
    openViewPort(document, painted).close();
    resolve();
    await vi.advanceTimersByTimeAsync(aMinute);
    expect(fakeBrowser.opened).toEqual([]);
  });

  test("finds out when the extension went away under the page", () => {
    const port = openViewPort(document);
    fakeBrowser.runtime.id = undefined;
    fakeBrowser.endPorts();
    vi.advanceTimersByTime(aMinute);
    expect(port.orphaned.value).toBe(true);
    port.close();
  });
});
