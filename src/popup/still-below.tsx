import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A pointer that rests for longer aims at nothing: then what grows is to be seen. */
const aimsFor = 1_500;

/** Whoever types or aims in the same scroller, but not in here, must not lose the row: it stays where it is when this grows. */
export function StillBelow({ children }: { readonly children: ComponentChildren }) {
  const above = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = above.current;
    const scroller = element?.parentElement;
    if (!element || !scroller) return undefined;
    let height = element.offsetHeight;
    let aimedAt = -Infinity;
    const aim = ({ target, timeStamp }: Event): void => {
      aimedAt = target instanceof Node && !element.contains(target) ? timeStamp : -Infinity;
    };
    const isTypedIn = (): boolean =>
      scroller.contains(document.activeElement) && !element.contains(document.activeElement);
    const observer = new ResizeObserver(() => {
      const grown = element.offsetHeight - height;
      height = element.offsetHeight;
      // Anywhere but at the top the browser itself keeps rows in place (sources.css).
      const isInUse = isTypedIn() || performance.now() - aimedAt < aimsFor;
      if (grown > 0 && scroller.scrollTop === 0 && isInUse) scroller.scrollTop = grown;
    });
    observer.observe(element);
    scroller.addEventListener("pointermove", aim, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener("pointermove", aim);
    };
  }, []);
  return (
    <div ref={above} class="still-below">
      {children}
    </div>
  );
}
