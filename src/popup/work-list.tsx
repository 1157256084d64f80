import type { ComponentChildren, Ref } from "preact";
import { AttributeName } from "./attribute-name.tsx";
import { Icon } from "./icon.tsx";
import { ReadingValue } from "./reveal.tsx";
import { useAppState } from "./state-context.ts";
import type { Strayed } from "./strayed.ts";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly items: readonly Strayed[];
  /** What can be done with all of it. */
  readonly children: ComponentChildren;
  readonly within?: Ref<HTMLElement>;
}

/** Work that has no row any more, each piece with what was typed, to be copied. */
export function WorkList({ title, text, items, children, within }: Props) {
  const { shown } = useAppState();
  return (
    <section ref={within ?? null} class="strayed" aria-label={title}>
      <h2>
        <Icon name="alert" />
        {title}
      </h2>
      <p class="muted">{text}</p>
      <ul>
        {items.map((item) => (
          <li key={JSON.stringify([item.conversationId, item.participantId, item.name])}>
            <span class="strayed-name" dir="auto">
              <AttributeName name={shown.labelOf(item.name)} />
            </span>
            <ReadingValue place={item} value={item.value} base={item.base} />
          </li>
        ))}
      </ul>
      <div class="buttons">{children}</div>
    </section>
  );
}
