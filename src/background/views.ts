/** An open page of Calltag. */
export interface View {
  /** Can the person see it? Until it says so, they cannot. */
  readonly isVisible: (visible: boolean) => void;
  readonly closed: () => void;
}

/** Which pages of Calltag are open, and whether anybody sees one. */
export interface Views {
  readonly opened: () => View;
  readonly isOneVisible: () => boolean;
}

/** `changed` is called when the first one comes into view, or the last one goes out of it. */
export function createViews(changed: () => void): Views {
  const visible = new Set<View>();
  function tell(change: () => void): void {
    const before = visible.size > 0;
    change();
    if (visible.size > 0 !== before) changed();
  }
  return {
    isOneVisible: () => visible.size > 0,
    opened() {
      const view: View = {
        isVisible: (isVisible) => {
          tell(() => {
            if (isVisible) visible.add(view);
            else visible.delete(view);
          });
        },
        closed: () => {
          tell(() => {
            visible.delete(view);
          });
        },
      };
      return view;
    },
  };
}
