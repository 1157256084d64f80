import { beforeEach, describe, expect, it } from "vitest";
import { reportPresence, type Visibility } from "../../../src/content/report-presence.ts";
import { areYouThere } from "../../../src/protocol/contact.ts";

type Answer = (message: unknown) => Promise<true> | undefined;

/** A page as far as the reporter looks at it. */
class FakePage extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  see(state: "visible" | "hidden"): void {
    this.document.visibilityState = state;
    this.document.dispatchEvent(new Event("visibilitychange"));
  }
  show(persisted: boolean): void {
    this.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
  }
}

/** One copy of the content script in a page. */
class Copy {
  readonly reported: Visibility[] = [];
  readonly answers = new Set<Answer>();
  isOrphan = false;

  start(page: FakePage): void {
    reportPresence({
      page: page as unknown as Window,
      send: async (visibility) => this.reported.push(visibility),
      isOrphan: () => this.isOrphan,
      onMessage: {
        addListener: (answer) => this.answers.add(answer),
        removeListener: (answer) => {
          if (this.isOrphan) throw new Error("Extension context invalidated.");
          this.answers.delete(answer);
        },
      },
    });
  }
  async ask(message: unknown): Promise<unknown> {
    const [answer] = this.answers;
    return answer?.(message);
  }
}

let page: FakePage;
let copy: Copy;

beforeEach(() => {
  page = new FakePage();
  copy = new Copy();
});

describe("The content script", () => {
  it("reports at once that it is there, seen or not", () => {
    copy.start(page);
    expect(copy.reported).toEqual(["visible"]);
    const hidden = new FakePage();
    hidden.document.visibilityState = "hidden";
    const other = new Copy();
    other.start(hidden);
    expect(other.reported).toEqual(["hidden"]);
  });

  it("reports whenever it is hidden or seen again, and when the page goes", () => {
    copy.start(page);
    page.see("hidden");
    page.see("visible");
    page.dispatchEvent(new Event("pagehide"));
    expect(copy.reported).toEqual(["visible", "hidden", "visible", "gone"]);
  });

  it("reports again when the page comes back from the back/forward cache, and not after an ordinary load", () => {
    copy.start(page);
    page.show(false);
    expect(copy.reported).toEqual(["visible"]);
    page.dispatchEvent(new Event("pagehide"));
    page.show(true);
    expect(copy.reported).toEqual(["visible", "gone", "visible"]);
  });

  it("answers whether it lives, and nothing else", async () => {
    copy.start(page);
    expect(await copy.ask(areYouThere)).toBe(true);
    for (const message of [undefined, null, "", "token", {}, { areYouThere }]) {
      expect(await copy.ask(message)).toBeUndefined();
    }
  });

  it("ends when a newer copy comes, which alone goes on", async () => {
    copy.start(page);
    const newer = new Copy();
    newer.start(page);
    page.see("hidden");
    expect(copy.reported).toEqual(["visible"]);
    expect(newer.reported).toEqual(["visible", "hidden"]);
    expect(copy.answers.size).toBe(0);
    expect(await newer.ask(areYouThere)).toBe(true);
  });

  it("that was orphaned by an update is silent, throws nothing, and stays silent", () => {
    copy.start(page);
    copy.isOrphan = true;
    page.see("hidden");
    page.dispatchEvent(new Event("pagehide"));
    copy.isOrphan = false;
    page.see("visible");
    expect(copy.reported).toEqual(["visible"]);
  });

  it("that was orphaned yields to a newer copy without an error", () => {
    copy.start(page);
    copy.isOrphan = true;
    const newer = new Copy();
    newer.start(page);
    page.see("hidden");
    expect(copy.reported).toEqual(["visible"]);
    expect(newer.reported).toEqual(["visible", "hidden"]);
  });
});
