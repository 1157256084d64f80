import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly text?: string;
  readonly children?: ComponentChildren;
}

/** A calm page without data: what is the case, and what to do. */
export function EmptyState({ icon, title, text, children }: Props) {
  return (
    <main class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <h1>{title}</h1>
      {text === undefined ? null : <p class="muted">{text}</p>}
      {children}
    </main>
  );
}
