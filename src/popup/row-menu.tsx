import { message } from "../platform/i18n.ts";
import { copyText } from "./copying.ts";
import { Icon } from "./icon.tsx";
import { MenuItem } from "./menu-item.tsx";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { copyableText } from "./typed-text.ts";

const menuId = "row-menu";
/** Room for the menu below its button; without it, it stands above. */
const menuHeight = 130;

export function MoreButton({ row }: { row: Row }) {
  const { rowMenu } = useAppState();
  const label = message("moreFor", row.label);
  return (
    <button
      type="button"
      class="icon-button copy"
      popovertarget={menuId}
      aria-label={label}
      title={label}
      onClick={({ currentTarget }) => {
        const { bottom, top } = currentTarget.getBoundingClientRect();
        const isLow = bottom + menuHeight > innerHeight;
        rowMenu.value = { row, top: isLow ? Math.max(0, top - menuHeight) : bottom };
      }}
    >
      {Icon({ name: "more" })}
    </button>
  );
}

/** One for all rows. */
export function RowMenu() {
  const { rowMenu, view, pin, notices, unmaskOf } = useAppState();
  const menu = rowMenu.value;
  const { name, label } = menu?.row ?? { name: "", label: "" };
  const text = menu ? copyableText(menu.row, unmaskOf(menu.row)) : null;
  return (
    <div id={menuId} class="menu" popover="auto" style={{ insetBlockStart: `${(menu?.top ?? 0).toString()}px` }}>
      <MenuItem
        menu={menuId}
        icon="pin"
        text={message(view.value.pins.includes(name) ? "unpin" : "pin")}
        onClick={() => {
          pin(name);
        }}
      />
      {text === null ? null : (
        <>
          <MenuItem
            menu={menuId}
            icon="copy"
            text={message("copyValue")}
            onClick={() => copyText(text, label, notices)}
          />
          <MenuItem
            menu={menuId}
            icon="copy"
            text={message("copyPair")}
            onClick={() => copyText(`${name}=${text}`, label, notices)}
          />
        </>
      )}
    </div>
  );
}
