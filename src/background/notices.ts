import * as z from "zod/mini";
import { readItem } from "../platform/stored.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { OpenWork } from "./open-work.ts";
import type { BackgroundParts } from "./parts.ts";

/** What the person has been told of, or has seen: so that a killed background does not say it again. */
const toldKey = "told";
/** More are told by their number, and longer names by their beginning. */
const namesShown = 3;
const nameShown = 40;

type Trouble = "conflict" | "failed";

interface NoticeParts extends Pick<BackgroundParts, "stored" | "browser"> {
  /** Has the person asked for it? */
  readonly isWanted: () => boolean;
  /** Is a page of Calltag open, which says the same better? */
  readonly isViewOpen: () => boolean;
  /** What people call an attribute. */
  readonly labelOf: (name: string) => string;
}

/** Tells by the system of what went wrong while no page of Calltag is open: names of attributes, and never a value. */
export function createNotices({ stored, browser, isWanted, isViewOpen, labelOf }: NoticeParts) {
  let told: readonly string[] = [];

  function namesOf(work: readonly OpenWork[]): string {
    const shortened = (name: string): string => (name.length > nameShown ? `${name.slice(0, nameShown)}…` : name);
    const names = work.map(({ name }) => shortened(labelOf(name)));
    return names.length > namesShown ? browser.message("noticeMany", names.length) : names.join(", ");
  }
  async function tell(kind: Trouble, work: readonly OpenWork[]): Promise<void> {
    const names = namesOf(work);
    await browser.showNotice(
      kind,
      kind === "conflict"
        ? { title: browser.message("noticeConflict", names), text: browser.message("noticeConflictText") }
        : { title: browser.message("noticeFailed", names), text: browser.message("noticeFailedText") },
    );
  }

  return {
    async restore(): Promise<void> {
      told = (await readItem(stored.session, toldKey, z.array(z.string()))) ?? [];
    },
    /** Looks for what is new among the work that is not done. */
    async look(work: readonly OpenWork[]): Promise<void> {
      const troubles = (["conflict", "failed"] as const).map((kind) => {
        const found = work.filter(({ state }) => state === kind);
        return { kind, found, keys: found.map((item) => `${kind} ${placeKey(item)}`) };
      });
      const before = told;
      const now = troubles.flatMap(({ keys }) => keys);
      if (now.join() === before.join()) return;
      told = now;
      await stored.session.set({ [toldKey]: now });
      for (const { kind, found, keys } of troubles) {
        if (found.length === 0) await browser.clearNotice(kind);
        else if (isWanted() && !isViewOpen() && keys.some((key) => !before.includes(key))) await tell(kind, found);
      }
    },
    /** A page that opens says it itself. */
    async seen(): Promise<void> {
      if (told.length > 0) await Promise.all([browser.clearNotice("conflict"), browser.clearNotice("failed")]);
    },
  };
}
