import { message } from "../platform/i18n.ts";
import { Dialog } from "./dialog.tsx";
import { useAppState } from "./state-context.ts";

/** Says what a sign-out costs before it happens. */
export function SignOutDialog({ everywhere, onClose }: { everywhere: boolean; onClose: () => void }) {
  const { unsaved, signOut } = useAppState();
  const lost = unsaved.value;
  return (
    <Dialog label={message("signOutTitle")} onClose={onClose}>
      <p>{lost === 1 ? message("signOutLosesOne") : message("signOutLosesMany", lost)}</p>
      <div class="buttons">
        <button type="button" onClick={onClose}>
          {message("cancel")}
        </button>
        <button
          type="button"
          class="primary"
          onClick={async () => {
            onClose();
            await signOut(everywhere);
          }}
        >
          {message(everywhere ? "signOutEverywhere" : "signOut")}
        </button>
      </div>
    </Dialog>
  );
}
