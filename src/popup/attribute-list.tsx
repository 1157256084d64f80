import { useEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { GroupHeading } from "./group-heading.tsx";
import { useMountedRows } from "./mount-rows.ts";
import { NothingFound } from "./nothing-found.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SectionRows } from "./section-rows.tsx";
import { fieldSelector, shownRowSelector, walkRows } from "./walk-rows.ts";
import { useAppState } from "./state-context.ts";

export function AttributeList() {
  const { shown } = useAppState();
  const list = useRef<HTMLDivElement>(null);
  const isPressed = useRef(false);
  const sections = shown.sections.value;
  const isMounted = useMountedRows(sections);
  const editable = shown.editable.value;

  const wanted = shown.wantedFocus.value;
  useEffect(() => {
    if (wanted === null) return;
    const items = list.current?.querySelectorAll(shownRowSelector) ?? [];
    const item = [...items].find((item) => item.getAttribute("data-attribute") === wanted);
    const field = item?.querySelector<HTMLElement>(fieldSelector);
    if (!field) return;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
    shown.wantedFocus.value = null;
  }, [wanted, sections, isMounted, shown]);

  function hold(target: EventTarget | null): void {
    const name = target instanceof Element ? target.closest("[data-attribute]")?.getAttribute("data-attribute") : null;
    const leg = shown.leg.value;
    shown.held.value = leg && typeof name === "string" ? { ...leg, name } : null;
  }

  /** While a button is pressed, nothing may move away under the pointer: there would be no click. */
  function press(): void {
    isPressed.current = true;
    const release = (): void => {
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
      // The click comes first.
      setTimeout(() => {
        isPressed.current = false;
        if (list.current?.contains(document.activeElement)) hold(document.activeElement);
      });
    };
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);
  }

  const hidden = shown.hidden.value.length;
  return (
    <>
      {hidden === 0 ? null : (
        <p class="hidden-edits">{hidden === 1 ? message("hiddenOne") : message("hiddenMany", hidden)}</p>
      )}
      {sections.every(({ rows }) => rows.length === 0) ? (
        <NothingFound isEmpty={shown.listed.value.length === 0} />
      ) : null}
      <div
        ref={list}
        onKeyDown={walkRows}
        onPointerDown={press}
        onFocusIn={({ target }) => {
          if (!isPressed.current) hold(target);
        }}
        onFocusOut={({ relatedTarget }) => {
          if (relatedTarget && !isPressed.current) hold(relatedTarget);
        }}
      >
        {sections.map((section) => {
          const rows = section.kept.filter(isMounted);
          return (
            <section key={section.key}>
              {section.heading === "" ? null : <GroupHeading section={section} />}
              {rows.length === 0 ? null : <SectionRows rows={rows} shown={section.shown} editable={editable} />}
            </section>
          );
        })}
        <RowMenu />
      </div>
    </>
  );
}
