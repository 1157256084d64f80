import { useSignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { dock, isDockable } from "./dock.ts";
import { HistoryDialog } from "./history-dialog.tsx";
import { Icon } from "./icon.tsx";
import { MenuItem } from "./menu-item.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";
import { useAppState } from "./state-context.ts";

const menuId = "account-menu";

/** Who is signed in; settings; the way out, which asks first if something would be lost. */
export function AccountMenu({ userName, organizationName }: { userName: string; organizationName: string }) {
  const { keysShown, openSettings, signOut, unsaved } = useAppState();
  const leaving = useSignal<"here" | "everywhere" | null>(null);
  const looking = useSignal(false);
  async function leave(how: "here" | "everywhere"): Promise<void> {
    if (unsaved.value > 0) leaving.value = how;
    else await signOut(how === "everywhere");
  }
  return (
    <div class="account">
      <button
        type="button"
        class="avatar"
        popovertarget={menuId}
        aria-label={message("account", userName)}
        title={`${userName} · ${organizationName}`}
      >
        <Icon name="person" />
      </button>
      <div id={menuId} class="menu" popover="auto">
        <p class="menu-who">
          <b dir="auto">{userName}</b>
          <span class="muted" dir="auto">
            {organizationName}
          </span>
        </p>
        <MenuItem menu={menuId} icon="history" text={message("myChanges")} onClick={() => (looking.value = true)} />
        {isDockable ? <MenuItem menu={menuId} icon="dock" text={message("dock")} onClick={dock} /> : null}
        <MenuItem menu={menuId} icon="keys" text={message("shortcuts")} onClick={() => (keysShown.value = true)} />
        <MenuItem menu={menuId} icon="settings" text={message("settings")} onClick={openSettings} />
        <MenuItem menu={menuId} icon="signOut" text={message("signOut")} onClick={() => leave("here")} />
        <MenuItem
          menu={menuId}
          icon="signOut"
          text={message("signOutEverywhere")}
          onClick={() => leave("everywhere")}
        />
      </div>
      {looking.value ? <HistoryDialog onClose={() => (looking.value = false)} /> : null}
      {leaving.value ? (
        <SignOutDialog everywhere={leaving.value === "everywhere"} onClose={() => (leaving.value = null)} />
      ) : null}
    </div>
  );
}
