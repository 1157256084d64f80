import type { Section } from "./arrange.ts";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

export function GroupHeading({ section: { key, heading, rows, isFolded } }: { section: Section }) {
  const { fold } = useAppState();
  return (
    <h2 class="group-heading">
      <button
        type="button"
        class="quiet"
        aria-expanded={!isFolded}
        onClick={() => {
          fold(key);
        }}
      >
        <Icon name="chevron" />
        <span dir="auto">{heading}</span>
        <span class="muted">{rows.length}</span>
      </button>
    </h2>
  );
}
