import type { ComponentChildren, Ref } from "preact";
import { message } from "../platform/i18n.ts";
import { placeKey } from "../protocol/draft-key.ts";
import { AttributeName } from "./attribute-name.tsx";
import type { Restorable } from "./discarding.ts";
import { Icon } from "./icon.tsx";
import { ReadingValue } from "./reveal.tsx";
import { useAppState } from "./state-context.ts";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly items: readonly Restorable[];
  readonly onDiscard: () => unknown;
  /** What else can be done with all of it. */
  readonly children?: ComponentChildren;
  readonly within?: Ref<HTMLElement>;
}

/** Work that has no row any more, if there is any: each piece with what was typed, to be copied, or thrown away. */
export function WorkList({ title, text, items, onDiscard, children, within }: Props) {
  const { shown } = useAppState();
  if (items.length === 0) return null;
  return (
    <section ref={within ?? null} class="strayed" aria-label={title}>
      <h2>
        <Icon name="alert" />
        {title}
      </h2>
      <p class="muted">{text}</p>
      <ul>
        {items.map((item) => (
          <li key={placeKey(item)}>
            <span class="strayed-name" dir="auto">
              <AttributeName name={shown.labelOf(item.name)} />
            </span>
            <ReadingValue place={item} value={item.value} base={item.base} />
          </li>
        ))}
      </ul>
      <div class="buttons">
        {children}
        <button type="button" onClick={onDiscard}>
          {message("discard")}
        </button>
      </div>
    </section>
  );
}
