import { tagsIn, toggleTag } from "../../src/attributes/tags.ts";
import type { OthersKind } from "./actions.ts";
import type { Desk } from "./desk.ts";
import type { Place } from "./ledger.ts";
import { othersTags, tagsName } from "./tags.ts";

const texts = { Tier: "silver", "ANI ": "+4930555010", "Case ID": "", note: "first\nsecond" };
const names = [...Object.keys(texts), "constructor"];
const tagList = "legal,x-unknown";
/** So old a list a colleague's Calltag may still believe in: until its event has come. */
const staleFor = 10_000;

interface PlacedCall {
  readonly conversationId: string;
  /** The caller's legs, the latest one last. */
  readonly callerIds: string[];
}

/** What IVR, colleagues and the caller do. Anna and Ben are on every call. */
export function createOthers({ simulator, log, clock }: Desk, hasTags = false) {
  const { control } = simulator;
  const attributes = hasTags ? { ...texts, [tagsName]: tagList } : texts;
  const calls: PlacedCall[] = [];
  let written = 0;

  function seed(conversationId: string, participantId: string, map: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(map))
      log.write({ conversationId, participantId, name }, { value: String(value), at: clock.now(), by: "others" });
  }
  function place(isRinging: boolean): void {
    if (calls.length >= 2) return;
    const { conversationId, callerParticipantId } = control.placeCall({
      attributes,
      agents: ["anna", "ben"],
      state: isRinging ? "ringing" : "connected",
    });
    seed(conversationId, callerParticipantId, attributes);
    calls.push({ conversationId, callerIds: [callerParticipantId] });
  }
  function mapOf({ conversationId }: PlacedCall, participantId: string): Readonly<Record<string, unknown>> {
    const { participants } = control.conversation({ conversationId });
    return participants.find(({ id }) => id === participantId)?.attributes ?? {};
  }
  place(false);

  return {
    calls: calls as readonly PlacedCall[],
    place,
    at: (index: number): PlacedCall | undefined => calls[index % calls.length],
    mapOf,
    write(index: number, nameIndex: number, kind: OthersKind): void {
      const call = calls[index % calls.length];
      const participantId = call?.callerIds.at(-1);
      const name = names[nameIndex];
      if (!call || participantId === undefined || name === undefined) return;
      const place: Place = { conversationId: call.conversationId, participantId, name };
      written += 1;
      const former = log.history(place);
      const own = former.findLast(({ by }) => by !== "others")?.value;
      const value = {
        own: `o${written}`,
        empty: "",
        mine: own ?? `o${written}`,
        first: former[0]?.value ?? "",
        removed: null,
      }[kind];
      if (value === null) control.setAttributes({ ...place, remove: [name] });
      else control.setAttributes({ ...place, attributes: { [name]: value } });
      log.write(place, { value, at: clock.now(), by: "others" });
    },
    /** As a colleague's Calltag does it: the list as it was read, perhaps a moment ago, with one tag more or less. */
    tag(index: number, tagIndex: number, gives: boolean, isStale: boolean): void {
      const call = calls[index % calls.length];
      const participantId = call?.callerIds.at(-1);
      const tag = othersTags[tagIndex];
      if (!call || participantId === undefined || tag === undefined) return;
      const place: Place = { conversationId: call.conversationId, participantId, name: tagsName };
      const [latest, former] = log.history(place).toReversed();
      const isRecent = latest !== undefined && former !== undefined && clock.now() - latest.at <= staleFor;
      const read = (isStale && isRecent ? former : latest)?.value ?? null;
      if (tagsIn(read).includes(tag) === gives) return;
      const value = toggleTag(read, tag);
      control.setAttributes({ ...place, attributes: { [tagsName]: value } });
      log.write(place, { value, at: clock.now(), by: "others" });
    },
    replaceCaller(index: number): void {
      const call = calls[index % calls.length];
      if (!call) return;
      const { participantId } = control.replaceCaller({ conversationId: call.conversationId });
      seed(call.conversationId, participantId, mapOf(call, participantId));
      call.callerIds.push(participantId);
    },
  };
}
export type Others = ReturnType<typeof createOthers>;
