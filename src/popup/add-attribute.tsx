import { useSignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { AddDialog } from "./add-dialog.tsx";
import { Icon } from "./icon.tsx";

export function AddAttribute() {
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="add"
        aria-haspopup="dialog"
        aria-label={message("addAttribute")}
        title={message("addAttribute")}
        onClick={() => (open.value = true)}
      >
        <Icon name="plus" />
        {message("add")}
      </button>
      {open.value ? <AddDialog onClose={() => (open.value = false)} /> : null}
    </>
  );
}
