import { copyText } from "./copying.ts";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

interface Props {
  /** The button's name. */
  readonly label: string;
  readonly value: string;
  /** What the confirmation calls it. */
  readonly what: string;
}

export function CopyButton({ label, value, what }: Props) {
  const { notices } = useAppState();
  return (
    <button
      type="button"
      class="icon-button copy"
      aria-label={label}
      title={label}
      onClick={() => copyText(value, what, notices)}
    >
      {Icon({ name: "copy" })}
    </button>
  );
}
