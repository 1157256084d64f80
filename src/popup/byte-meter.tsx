import { message } from "../platform/i18n.ts";
import { sizeText } from "../platform/size-text.ts";
import { useAppState } from "./state-context.ts";

const shownFrom = 0.8;

/** How full the participant's map would be after Save; only where it is worth a look. */
export function ByteMeter() {
  const { shown } = useAppState();
  const { bytes, limit } = shown.size.value;
  if (bytes < limit * shownFrom) return null;
  const text = message("sizeOf", sizeText(bytes), sizeText(limit));
  return (
    <div class="size" data-over={bytes > limit}>
      <div
        role="meter"
        aria-label={message("sizeLabel")}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(bytes, limit)}
        aria-valuetext={text}
        class="size-track"
      >
        <div class="size-bar" style={{ width: `${Math.min(100, (bytes / limit) * 100)}%` }} />
      </div>
      <p aria-hidden="true">{text}</p>
    </div>
  );
}
