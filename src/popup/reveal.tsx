import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { isStandIn } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import { Icon } from "./icon.tsx";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";

/** Issue "For organizations", 2. */
const revealedFor = 10_000;
const nothing: ReadonlyMap<string, string> = new Map();

/** What is behind a stand-in, while it may be seen; everything else as it is. */
export type Unmask = (value: string) => string;

/** Where nothing can be revealed. */
export const asItIs: Unmask = (value) => value;

function standInsOf({ value, server, state }: Row): string[] {
  return [...new Set([value, ...(state === "conflict" ? [server] : [])])].filter(isStandIn);
}

/** Is anything of the row hidden behind dots, so that it can be revealed? */
export function isMasked(row: Row): boolean {
  return standInsOf(row).length > 0;
}

interface Revealed {
  readonly isRevealed: boolean;
  readonly unmask: Unmask;
  /** Shows it, or hides it again. */
  readonly toggle: () => Promise<void>;
}

/** The row's values in the clear: for ten seconds, and no longer than the window is in front. Nothing else ever holds them. */
export function useRevealed(row: Row): Revealed {
  const { reveal } = useAppState();
  const values = useSignal(nothing);
  const shown = values.value;
  useLayoutEffect(() => {
    if (shown.size === 0) return undefined;
    const hide = (): void => {
      values.value = nothing;
    };
    const timer = setTimeout(hide, revealedFor);
    window.addEventListener("blur", hide);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("blur", hide);
    };
  }, [shown, values]);
  return {
    isRevealed: shown.size > 0,
    unmask: (value) => shown.get(value) ?? value,
    toggle: async () => {
      values.value = shown.size > 0 ? nothing : await reveal(row, standInsOf(row));
    },
  };
}

export function RevealButton({ isRevealed, toggle }: Revealed) {
  const label = message("reveal");
  return (
    <button
      type="button"
      class="icon-button reveal"
      aria-label={label}
      aria-pressed={isRevealed}
      title={label}
      onClick={toggle}
    >
      <Icon name="eye" />
    </button>
  );
}
