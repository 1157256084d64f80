import { message } from "../platform/i18n.ts";

/** Why a field cannot be changed. */
export function SetByOrganization({ id, locked }: { id: string; locked: boolean }) {
  return locked ? (
    <p id={id} class="muted">
      {message("setByOrganization")}
    </p>
  ) : null;
}
