import { mapBytes } from "../attributes/limits.ts";
import type { Rules } from "../attributes/policy/rules.ts";
import type { ShownCall } from "../protocol/published-state.ts";
import type { ShownSource } from "../protocol/sources.ts";
import { discreetLink } from "./sources/record-link.ts";

/** A call as the organization lets this person see it. What is hidden still takes its room on the server. */
export function withoutHidden(call: ShownCall, rules: Rules): ShownCall {
  const participants = call.participants.map((participant) => {
    const isHidden = ({ name }: { name: string }): boolean => rules.access(name, call.role) === "hide";
    const hidden = participant.attributes.filter(isHidden);
    if (hidden.length === 0) return participant;
    const attributes = participant.attributes.filter((attribute) => !isHidden(attribute));
    const hiddenBytes = mapBytes(hidden);
    return { ...participant, attributes, hiddenBytes };
  });
  return { ...call, participants };
}

/** What a source proposes for an attribute that the person may not see tells of it: its name, what stands there, and the link made of it. */
export function withoutHiddenProposals(source: ShownSource, calls: readonly ShownCall[], rules: Rules): ShownSource {
  const role = calls.find(({ conversationId }) => conversationId === source.conversationId)?.role;
  const isSeen = (name: string): boolean => role !== undefined && rules.access(name, role) !== "hide";
  const written = source.written.filter(isSeen);
  const { progress } = source;
  if (progress.status !== "answered") return { ...source, written };
  const values = progress.values.filter(({ name }) => isSeen(name));
  const hidden = progress.values.filter(({ name }) => !isSeen(name));
  return { ...source, progress: { ...progress, values, link: discreetLink(progress.link, hidden) }, written };
}
