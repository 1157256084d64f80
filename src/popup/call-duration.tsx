import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { message } from "../platform/i18n.ts";

const second = 1000;

/** 65 000 → `1:05`, 3 605 000 → `1:00:05` */
function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / second));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

interface Props {
  readonly since: number;
  /** When it ended, if it did: then nothing ticks. */
  readonly until?: number | null;
}

/** Ticks only while someone can see it. A timer is no live region by itself: nothing is read out every second. */
export function CallDuration({ since, until = null }: Props) {
  const now = useSignal(Date.now());
  const visible = useSignal(!document.hidden);
  useEffect(() => {
    const listening = new AbortController();
    const see = () => (visible.value = !document.hidden);
    document.addEventListener("visibilitychange", see, listening);
    // Chromium paints a popup while it is still hidden, and shows it before this effect listens.
    see();
    return () => {
      listening.abort();
    };
  }, [visible]);
  const ticks = visible.value && until === null;
  useEffect(() => {
    if (!ticks) return undefined;
    now.value = Date.now();
    const ticking = setInterval(() => (now.value = Date.now()), second);
    return () => {
      clearInterval(ticking);
    };
  }, [ticks, now]);
  return (
    <span role="timer" aria-label={message("duration")} class="duration">
      {durationText((until ?? now.value) - since)}
    </span>
  );
}
