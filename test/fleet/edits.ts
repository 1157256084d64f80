import type { Seat } from "../moved-clock/seat.ts";
import { draftKeyPrefix, placeKey } from "../../src/protocol/draft-key.ts";
import type { Region } from "./region.ts";

/** A value that Calltag said it has taken over. */
export interface Saved {
  readonly conversationId: string;
  readonly participantId: string;
  readonly name: string;
  readonly value: string;
}

/** What became of everything that was saved. */
export interface Fates {
  saved: number;
  /** Arrived on the server with the very value. */
  written: number;
  /** Not written: the call ended before it could be, and the person sees it so, with the text. */
  shown: number;
  lost: number;
  /** Not even tried: the call was not on screen when the person wanted to edit. */
  unseen: number;
  /** Where Calltag asked first, or refused. */
  refused: number;
}

export function noFates(): Fates {
  return { saved: 0, written: 0, shown: 0, lost: 0, unseen: 0, refused: 0 };
}

/** Looks, minutes after the call, what became of a saved value; what is shown as not written, the person puts away. */
export async function settleFate(seat: Seat, region: Region, saved: Saved): Promise<"written" | "shown" | "lost"> {
  const { conversationId, participantId, name, value } = saved;
  if (region.written.get(placeKey(saved)) === value) return "written";
  const { changes } = await seat.state();
  const isShown = changes.some(
    (change) => change.participantId === participantId && change.name === name && change.value === value,
  );
  if (isShown) {
    await seat.command("discard", { conversationId, participantId, names: [name] });
    return "shown";
  }
  const isTyped = [...seat.stored.session.items.keys()].some(
    (key) => key.startsWith(draftKeyPrefix) && key.endsWith(`/${placeKey(saved)}`),
  );
  return isTyped ? "shown" : "lost";
}
