import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FrameReport, reportPresence } from "../../../src/content/report-presence.ts";
import { areYouThere } from "../../../src/protocol/contact.ts";

type Answer = (message: unknown) => Promise<true> | undefined;

const apps = "https://apps.mypurecloud.de";
const id = "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b";
const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };

/** One copy of the content script in the page. */
class Copy {
  readonly sent: FrameReport[] = [];
  readonly answers = new Set<Answer>();
  isOrphan = false;
  life: AbortController | undefined;

  start(): this {
    this.life = reportPresence({
      page: window,
      send: async (report) => this.sent.push(report),
      isOrphan: () => this.isOrphan,
      onMessage: {
        addListener: (answer) => this.answers.add(answer),
        removeListener: (answer) => {
          if (this.isOrphan) throw new Error("Extension context invalidated.");
          this.answers.delete(answer);
        },
      },
    });
    copies.push(this);
    return this;
  }
  seen(): string[] {
    return this.sent.map(({ visibility }) => visibility);
  }
  last(): FrameReport | undefined {
    return this.sent.at(-1);
  }
  async ask(message: unknown): Promise<unknown> {
    const [answer] = this.answers;
    return answer?.(message);
  }
}

const copies: Copy[] = [];
let visibility: "visible" | "hidden";
let isFocused: boolean;
let copy: Copy;

function see(state: "visible" | "hidden"): void {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
}
function comeBack(persisted: boolean): void {
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
}
async function pass(milliseconds = 1_000): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}
function element(html: string): Element {
  const host = document.createElement("div");
  host.innerHTML = html;
  return host.firstElementChild ?? host;
}
const roster = (name: string, isSelected = true): string =>
  `<div class="interactions chat-container"><div class="interaction-group${isSelected ? " is-selected" : ""}"><div class="participant-name"><span>${name}</span></div><div class="int-queue">Billing</div></div></div>`;

beforeEach(() => {
  vi.useFakeTimers();
  visibility = "visible";
  isFocused = true;
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
  document.hasFocus = () => isFocused;
  Object.defineProperty(window, "innerWidth", { configurable: true, writable: true, value: 1280 });
  happyDOM.setURL(`${apps}/directory/#/activity`);
  document.body.replaceChildren();
  copy = new Copy();
});
afterEach(() => {
  for (const one of copies.splice(0)) {
    one.isOrphan = false;
    one.life?.abort();
  }
  vi.useRealTimers();
});

describe("The content script", () => {
  it("reports at once that it is there, seen or not", () => {
    copy.start();
    expect(copy.seen()).toEqual(["visible"]);
    copy.life?.abort();
    visibility = "hidden";
    expect(new Copy().start().sent).toEqual([{ visibility: "hidden", isFocused: false, hint: null }]);
  });

  it("reports whenever it is hidden or seen again, and when the page goes", () => {
    copy.start();
    see("hidden");
    see("visible");
    window.dispatchEvent(new Event("pagehide"));
    expect(copy.seen()).toEqual(["visible", "hidden", "visible", "gone"]);
  });

  it("says nothing after its good-bye, though a page that is closed is hidden then", async () => {
    copy.start();
    window.dispatchEvent(new Event("pagehide"));
    see("hidden");
    await copy.ask(areYouThere);
    await pass();
    expect(copy.seen()).toEqual(["visible", "gone"]);
  });

  it("reports again when the page comes back from the back/forward cache, and not after an ordinary load", () => {
    copy.start();
    comeBack(false);
    expect(copy.seen()).toEqual(["visible"]);
    window.dispatchEvent(new Event("pagehide"));
    comeBack(true);
    expect(copy.seen()).toEqual(["visible", "gone", "visible"]);
  });

  it("answers whether it lives, and nothing else", async () => {
    copy.start();
    expect(await copy.ask(areYouThere)).toBe(true);
    for (const message of [undefined, null, "", "token", {}, { areYouThere }]) {
      expect(await copy.ask(message)).toBeUndefined();
    }
  });

  it("says again what is there when it is asked: whoever asks may never have heard it", async () => {
    copy.start();
    await copy.ask(areYouThere);
    expect(copy.sent).toHaveLength(2);
    expect(copy.sent[1]).toEqual(copy.sent[0]);
  });

  it("ends when a newer copy comes, which alone goes on", async () => {
    copy.start();
    const newer = new Copy().start();
    see("hidden");
    expect(copy.seen()).toEqual(["visible"]);
    expect(newer.seen()).toEqual(["visible", "hidden"]);
    expect(copy.answers.size).toBe(0);
    expect(await newer.ask(areYouThere)).toBe(true);
  });

  it("that was orphaned by an update is silent, throws nothing, and stays silent", async () => {
    copy.start();
    copy.isOrphan = true;
    see("hidden");
    window.dispatchEvent(new Event("pagehide"));
    copy.isOrphan = false;
    see("visible");
    document.body.append(element(roster("Ada")));
    await pass();
    expect(copy.seen()).toEqual(["visible"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that was orphaned yields to a newer copy without an error", () => {
    copy.start();
    copy.isOrphan = true;
    const newer = new Copy().start();
    see("hidden");
    expect(copy.seen()).toEqual(["visible"]);
    expect(newer.seen()).toEqual(["visible", "hidden"]);
  });
});

describe("What the page shows", () => {
  it("is told with the first report", () => {
    document.body.append(element(roster("Ada")));
    copy.start();
    const hint = { conversationId: null, name: "Ada", queue: "Billing", isRinging: false, hasSelectors: true };
    expect(copy.sent).toEqual([{ visibility: "visible", isFocused: true, hint }]);
  });

  it.each(["hashchange", "popstate"])("is told again at a change of the route: %s", async (event) => {
    copy.start();
    happyDOM.setURL(`${apps}/directory/#/analytics/interactions/${id}/admin?tabId=x`);
    window.dispatchEvent(new Event(event));
    await pass();
    expect(copy.last()?.hint?.conversationId).toBe(id);
    happyDOM.setURL(`${apps}/directory/#/person/${id}`);
    window.dispatchEvent(new Event(event));
    await pass();
    expect(copy.last()?.hint?.conversationId).toBeNull();
  });

  it("is told when a roster appears, changes, is replaced with all around it, and goes", async () => {
    copy.start();
    const names = async (): Promise<string | null | undefined> => {
      await pass();
      return copy.last()?.hint?.name;
    };
    const desk = document.createElement("div");
    document.body.append(desk);
    desk.append(element(roster("Ada")));
    expect(await names()).toBe("Ada");
    const text = desk.querySelector(".participant-name > span")?.firstChild;
    if (text) text.textContent = "Berta";
    expect(await names()).toBe("Berta");
    desk.replaceChildren(element(roster("Carla")));
    expect(await names()).toBe("Carla");
    document.body.replaceChildren(element(`<main>${roster("Dora")}</main>`));
    expect(await names()).toBe("Dora");
    document.querySelector(".interaction-group")?.classList.remove("is-selected");
    expect(await names()).toBeNull();
    document.body.replaceChildren();
    await pass();
    expect(copy.last()?.hint?.hasSelectors).toBe(false);
  });

  it.each([
    ["alone", (items: string) => `<div>${items}</div>`],
    ["each within a node of its own", (items: string) => items.replaceAll(/<p.*?<\/p>/g, "<section>$&</section>")],
  ])("is told when another item is selected, where nothing is known around them, %s", async (_, within) => {
    const item = (name: string): string => `<p class="interaction-group"><b class="participant-name">${name}</b></p>`;
    document.body.append(element(`<main>${within(item("Ada") + item("Berta"))}</main>`));
    const [ada, berta] = document.querySelectorAll(".interaction-group");
    ada?.classList.add("is-selected");
    copy.start();
    expect(copy.last()?.hint?.name).toBe("Ada");
    ada?.classList.remove("is-selected");
    berta?.classList.add("is-selected");
    await pass();
    expect(copy.last()?.hint?.name).toBe("Berta");
  });

  it("is not told anew while nothing of it changes, however busy the page is", async () => {
    document.body.append(element(roster("Ada")));
    copy.start();
    for (let turn = 0; turn < 50; turn += 1) {
      document.querySelector(".int-queue")?.append(document.createElement("i"));
      document.body.append(document.createElement("p"));
      await pass(20);
    }
    expect(copy.sent).toHaveLength(1);
  });

  it("is told four times a second at most, and the last of it always", async () => {
    document.body.append(element(roster("Ada")));
    copy.start();
    const name = document.querySelector(".participant-name > span")?.firstChild;
    for (let turn = 0; turn < 1_000; turn += 1) {
      if (name) name.textContent = `Ada ${turn}`;
      await pass(1);
    }
    expect(copy.sent.length).toBeLessThanOrEqual(6);
    await pass();
    expect(copy.last()?.hint?.name).toBe("Ada 999");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not read while the tab is hidden, and read at once when it is seen again", async () => {
    copy.start();
    see("hidden");
    const read = vi.spyOn(document, "querySelector");
    document.body.append(element(roster("Ada")));
    happyDOM.setURL(`${apps}/directory/#/analytics/interactions/${id}/admin`);
    window.dispatchEvent(new Event("hashchange"));
    await pass(60_000);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    expect(copy.last()).toEqual({ visibility: "hidden", isFocused: false, hint: null });
    see("visible");
    expect(copy.last()?.hint).toMatchObject({ conversationId: id, name: "Ada" });
  });

  it("is nothing in a frame without size: its page does not show it", async () => {
    happyDOM.setURL(`${apps}/analytics-ui/#/interactions/${id}/admin`);
    window.innerWidth = 0;
    copy.start();
    expect(copy.last()?.hint?.conversationId).toBeNull();
    window.innerWidth = 800;
    window.dispatchEvent(new Event("resize"));
    await pass();
    expect(copy.last()?.hint?.conversationId).toBe(id);
  });

  it("is left as it was", async () => {
    document.body.append(element(roster("Ada")));
    const before = document.documentElement.outerHTML;
    copy.start();
    see("hidden");
    see("visible");
    await pass();
    expect(document.documentElement.outerHTML).toBe(before);
    expect(Object.keys(window).filter((key) => key.toLowerCase().includes("calltag"))).toEqual([]);
  });
});

describe("A frame in a page of somebody else's", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ["says no route: any site can hold one", "https://crm.example", null],
    ["of Genesys' own says it", apps, id],
  ])("%s", (_, around, told) => {
    happyDOM.setURL(`${apps}/directory/#/analytics/interactions/${id}/admin`);
    const top = { location: { origin: around } };
    vi.spyOn(window, "parent", "get").mockReturnValue(Object.assign(top, { parent: top }) as unknown as typeof window);
    copy.start();
    expect(copy.last()?.hint?.conversationId).toBe(told);
  });

  it("says no route where the browser does not even let it ask", () => {
    happyDOM.setURL(`${apps}/directory/#/analytics/interactions/${id}/admin`);
    const top = {
      get location(): never {
        throw new DOMException("Blocked a frame", "SecurityError");
      },
    };
    vi.spyOn(window, "parent", "get").mockReturnValue(top as unknown as typeof window);
    copy.start();
    expect(copy.last()?.hint?.conversationId).toBeNull();
  });
});

it("A window that is used again says so, though it shows what it did", async () => {
  isFocused = false;
  copy.start();
  isFocused = true;
  window.dispatchEvent(new Event("focus"));
  await pass();
  window.dispatchEvent(new Event("focus"));
  await pass();
  expect(copy.sent.map((report) => report.isFocused)).toEqual([false, true, true]);
});

it("Forged events of a page make no flood of reports", async () => {
  copy.start();
  for (let turn = 0; turn < 1_000; turn += 1) {
    for (const name of ["focus", "resize", "hashchange", "popstate", "click"]) window.dispatchEvent(new Event(name));
    document.dispatchEvent(new Event("visibilitychange"));
    await pass(1);
  }
  expect(copy.sent.length).toBeLessThanOrEqual(6);
});
