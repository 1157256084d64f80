import { useSignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { asJson, asTable, copyText } from "./copying.ts";
import { Icon } from "./icon.tsx";
import { MenuItem } from "./menu-item.tsx";
import { useAppState } from "./state-context.ts";

const menuId = "view-menu";
const groupings = [
  ["policy", "groupByPolicy"],
  ["prefix", "groupByPrefix"],
  ["none", "groupByNone"],
] as const;
const switches = [
  ["hideEmpty", "viewHideEmpty"],
  ["onlyChanged", "viewOnlyChanged"],
] as const;
const copies = [
  ["copyJson", asJson],
  ["copyTable", asTable],
] as const;

/** What of many attributes is shown, and how; and all of them to be copied. */
export function ViewMenu() {
  const { view, changeView, shown, notices } = useAppState();
  const chosen = view.value;
  const top = useSignal(0);
  const narrowed = chosen.hideEmpty || chosen.onlyChanged;
  return (
    <>
      <button
        type="button"
        class="icon-button view-button"
        data-active={narrowed}
        popovertarget={menuId}
        aria-label={message("view")}
        title={message("view")}
        onClick={({ currentTarget }) => {
          top.value = currentTarget.getBoundingClientRect().bottom;
        }}
      >
        <Icon name="view" />
      </button>
      <div id={menuId} class="menu view-menu" popover="auto" style={{ insetBlockStart: `${top.value.toString()}px` }}>
        {switches.map(([key, text]) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={chosen[key]}
              onChange={({ currentTarget }) => {
                changeView({ [key]: currentTarget.checked });
              }}
            />
            {message(text)}
          </label>
        ))}
        <fieldset>
          <legend class="muted">{message("groupBy")}</legend>
          {groupings.map(([grouping, text]) => (
            <label key={grouping}>
              <input
                type="radio"
                name="grouping"
                checked={chosen.grouping === grouping}
                onChange={() => {
                  changeView({ grouping });
                }}
              />
              {message(text)}
            </label>
          ))}
        </fieldset>
        {copies.map(([text, format]) => (
          <MenuItem
            key={text}
            menu={menuId}
            icon="copy"
            text={message(text)}
            onClick={() => copyText(format(shown.listed.value), message("allAttributes"), notices)}
          />
        ))}
      </div>
    </>
  );
}
