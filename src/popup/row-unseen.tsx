import { message } from "../platform/i18n.ts";

/** Accepted, but neither an event nor the last read shows it: the person may look in Genesys themselves. */
export function RowUnseen({ id }: { id: string }) {
  return (
    <p id={id} class="row-note">
      {message("unseenRow")}
    </p>
  );
}
