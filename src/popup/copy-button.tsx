import { message } from "../platform/i18n.ts";
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
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      notices.say(message("copied", what));
    } catch {
      notices.fail({ text: message("copyFailed"), correlationId: undefined });
    }
  }
  return (
    <button type="button" class="icon-button copy" aria-label={label} title={label} onClick={copy}>
      <Icon name="copy" />
    </button>
  );
}
