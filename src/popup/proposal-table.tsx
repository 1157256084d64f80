import type { Effect } from "../attributes/sources/proposal.ts";
import { shownText } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import { problemReason } from "../platform/problem-text.ts";
import type { ShownSource } from "../protocol/sources.ts";
import { RevealButton } from "./reveal.tsx";
import type { ProposalLine } from "./sources.ts";
import { useAppState } from "./state-context.ts";

function effectText(effect: Effect): string {
  switch (effect) {
    case "new":
      return message("effectNew");
    case "fills":
      return message("effectFills");
    case "changes":
      return message("effectChanges");
    case "same":
      return message("effectSame");
  }
}

function ProposalRow({ source, line }: { source: ShownSource; line: ProposalLine }) {
  const { choose, shown, unmaskOf } = useAppState();
  const { name, now, proposed, effect, isChosen, isWritten, isOpen, isTyped, problem } = line;
  const { conversationId, participantId } = source;
  const place = { conversationId, participantId, name };
  const unmask = unmaskOf(place);
  const told = isTyped && isOpen ? message("effectTyped") : effectText(effect);
  return (
    <>
      <tr data-effect={effect}>
        <th scope="row">
          <label>
            <input
              type="checkbox"
              autocomplete="off"
              checked={isChosen}
              disabled={!isOpen}
              onChange={(event) => {
                choose(source, line, event.currentTarget.checked);
              }}
            />
            <bdi>{shown.labelOf(name)}</bdi>
          </label>
        </th>
        <td dir="auto">
          {now === null || now === "" ? (
            <i class="muted">{message(now === null ? "notThere" : "emptyValue")}</i>
          ) : (
            shownText(unmask(now))
          )}
        </td>
        <td dir="auto">
          {shownText(unmask(proposed))}
          <RevealButton place={place} values={[now, proposed]} />
        </td>
        <td>
          <small>{isWritten ? message("effectWritten") : told}</small>
        </td>
      </tr>
      {problem && !isWritten ? (
        <tr>
          <td colSpan={4} class="source-failed">
            {problemReason(problem)}
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Attribute, now, proposed, effect. */
export function ProposalTable({ source, lines }: { source: ShownSource; lines: readonly ProposalLine[] }) {
  return (
    <table class="proposal">
      <thead>
        <tr>
          <th scope="col">{message("proposalAttribute")}</th>
          <th scope="col">{message("proposalNow")}</th>
          <th scope="col">{message("proposalProposed")}</th>
          <th scope="col">{message("proposalEffect")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <ProposalRow key={line.name} source={source} line={line} />
        ))}
      </tbody>
    </table>
  );
}
