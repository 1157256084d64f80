import { message } from "../platform/i18n.ts";
import { AddDialog } from "./add-dialog.tsx";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

export function AddAttribute() {
  const { begun, openAdding, endAdding } = useAppState();
  return (
    <>
      <button
        type="button"
        class="add"
        aria-haspopup="dialog"
        aria-label={message("addAttribute")}
        title={message("addAttribute")}
        onClick={openAdding}
      >
        <Icon name="plus" />
        {message("add")}
      </button>
      {begun.value ? <AddDialog begun={begun.value} onClose={endAdding} /> : null}
    </>
  );
}
