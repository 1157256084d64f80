import { mapBytes } from "../attributes/limits.ts";
import { callerLeg, phaseOf } from "../genesys/legs.ts";
import { readItem } from "../platform/stored.ts";
import { begunSchema, type LeftText, leftTextKey } from "../protocol/adding.ts";
import { addingKey } from "../protocol/draft-key.ts";
import type { Calls } from "./calls.ts";
import type { Limits } from "./limits.ts";
import { ownerOf } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";

interface SelectedTextParts extends Pick<BackgroundParts, "stored"> {
  readonly session: Session;
  readonly calls: Calls;
  readonly selection: Selection;
  readonly limits: Limits;
}

/**
 * Text that was selected in a Genesys page becomes an addition without a name yet, for the caller of the call that is
 * shown: as if it had been typed into "Add attribute". What cannot become one is left for the popup, which says why.
 */
export function createSelectedText({ stored, session, calls, selection, limits }: SelectedTextParts) {
  let last = Promise.resolve();

  async function leave(left: LeftText): Promise<void> {
    await stored.session.set({ [leftTextKey]: left });
  }

  async function take(text: string): Promise<void> {
    const user = session.user();
    // Nothing is kept for nobody; the popup asks to sign in.
    if (!user || text === "") return;
    const alone = mapBytes([{ name: "", value: text, kind: "string" }]);
    if (alone > limits.current().totalBytes) return leave({ reason: "too-long", text: "" });
    const conversation = calls.get(selection.shown() ?? "");
    const leg = conversation && callerLeg(conversation);
    if (!leg) return leave({ reason: "no-call", text });
    if (phaseOf(conversation, user.userId) === "ended") return leave({ reason: "read-only", text });
    const key = addingKey({ owner: ownerOf(user), conversationId: conversation.id, participantId: leg.id });
    const begun = await readItem(stored.session, key, begunSchema);
    if (begun && begun.value !== "") return leave({ reason: "busy", text });
    await stored.session.set({ [key]: { name: begun?.name ?? "", value: text, isBrought: true } });
  }

  /** One after the other: the second must see what the first began. */
  return (text: string): Promise<void> => (last = last.catch(() => undefined).then(() => take(text)));
}
