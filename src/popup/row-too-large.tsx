import { message } from "../platform/i18n.ts";
import { sizeText } from "../platform/size-text.ts";
import { useAppState } from "./state-context.ts";

/** At each edit that Save would refuse: what is too much, and what to do. */
export function RowTooLarge({ id }: { id: string }) {
  const { shown } = useAppState();
  const { bytes, limit } = shown.size.value;
  return (
    <p id={id} class="row-note" data-tone="bad">
      {message("tooLargeField", sizeText(bytes), sizeText(limit))}
    </p>
  );
}
