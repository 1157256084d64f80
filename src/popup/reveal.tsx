import { isStandIn } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import type { Named } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

type Values = readonly (string | null)[];

/** For what is hidden behind dots in one place, if anything is: shows it for a while, or hides it again. */
export function RevealButton({ place, values }: { place: Named; values: Values }) {
  const { unmaskOf, toggleReveal } = useAppState();
  const standIns = [...new Set(values)].filter(isStandIn);
  if (standIns.length === 0) return null;
  const unmask = unmaskOf(place);
  const label = message("reveal");
  return (
    <button
      type="button"
      class="icon-button reveal"
      aria-label={label}
      aria-pressed={standIns.some((standIn) => unmask(standIn) !== standIn)}
      title={label}
      onClick={() => toggleReveal(place, standIns)}
    >
      <Icon name="eye" />
    </button>
  );
}

interface Props {
  readonly place: Named;
  readonly value: string;
  /** The value from which it was typed; not there: itself. */
  readonly base?: string | null;
}

/** A value to read and copy. While it is masked there is nothing to copy, but it can be revealed. */
export function ReadingValue({ place, value, base = value }: Props) {
  const { unmaskOf, shown } = useAppState();
  const known = unmaskOf(place)(value);
  const { text } = typedText(place.name, base, known);
  const label = shown.labelOf(place.name);
  return (
    <>
      <span class="reading-value" dir="auto">
        {text === "" ? <i>{message("emptyValue")}</i> : text}
      </span>
      <span class="value-buttons">
        <RevealButton place={place} values={[value]} />
        {isStandIn(known) ? null : <CopyButton label={message("copyName", label)} value={text} what={label} />}
      </span>
    </>
  );
}
