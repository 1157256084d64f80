import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

function isInUse(element: HTMLElement): boolean {
  return element.matches(":hover") || element.contains(document.activeElement);
}

/** Whoever points or types in the same scroller, but not in here, must not lose the row: it stays where it is when this grows. */
export function StillBelow({ children }: { readonly children: ComponentChildren }) {
  const above = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = above.current;
    const scroller = element?.parentElement;
    if (!element || !scroller) return undefined;
    let height = element.offsetHeight;
    const observer = new ResizeObserver(() => {
      const grown = element.offsetHeight - height;
      height = element.offsetHeight;
      // Anywhere but at the top the browser itself keeps rows in place (sources.css).
      if (grown > 0 && scroller.scrollTop === 0 && isInUse(scroller) && !isInUse(element)) scroller.scrollTop = grown;
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div ref={above} class="still-below">
      {children}
    </div>
  );
}
