import { useSignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { dock, isDockable } from "./dock.ts";
import { HistoryDialog } from "./history-dialog.tsx";
import { Icon } from "./icon.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";
import { useAppState } from "./state-context.ts";

const menuId = "account-menu";
const closesMenu = { popovertarget: menuId, popovertargetaction: "hide" } as const;

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
        <button type="button" {...closesMenu} onClick={() => (looking.value = true)}>
          <Icon name="history" />
          {message("myChanges")}
        </button>
        {isDockable ? (
          <button type="button" {...closesMenu} onClick={dock}>
            <Icon name="dock" />
            {message("dock")}
          </button>
        ) : null}
        <button type="button" {...closesMenu} onClick={() => (keysShown.value = true)}>
          <Icon name="keys" />
          {message("shortcuts")}
        </button>
        <button type="button" {...closesMenu} onClick={openSettings}>
          <Icon name="settings" />
          {message("settings")}
        </button>
        <button type="button" {...closesMenu} onClick={() => leave("here")}>
          <Icon name="signOut" />
          {message("signOut")}
        </button>
        <button type="button" {...closesMenu} onClick={() => leave("everywhere")}>
          <Icon name="signOut" />
          {message("signOutEverywhere")}
        </button>
      </div>
      {looking.value ? <HistoryDialog onClose={() => (looking.value = false)} /> : null}
      {leaving.value ? (
        <SignOutDialog everywhere={leaving.value === "everywhere"} onClose={() => (leaving.value = null)} />
      ) : null}
    </div>
  );
}
