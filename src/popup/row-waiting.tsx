import type { ShownChange } from "../protocol/published-state.ts";
import { waitText } from "./waiting-text.ts";

export function RowWaiting({ change, id }: { change: ShownChange; id: string }) {
  return (
    <p id={id} class="row-note">
      {waitText(change)}
    </p>
  );
}
