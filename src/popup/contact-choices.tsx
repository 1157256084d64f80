import { message } from "../platform/i18n.ts";
import type { ContactChoice, ShownSource } from "../protocol/sources.ts";
import { useAppState } from "./state-context.ts";

/** Several contacts with one number: the person knows who is speaking, nothing is guessed. */
export function ContactChoices({ source, contacts }: { source: ShownSource; contacts: readonly ContactChoice[] }) {
  const { chooseContact } = useAppState();
  return (
    <>
      <p>{message("sourceChoice")}</p>
      <ul class="contacts">
        {contacts.map(({ id, name, organization, title }) => (
          <li key={id}>
            <button type="button" onClick={() => chooseContact(source, id)}>
              <bdi>{name === "" ? message("sourceNameless") : name}</bdi>
              <small class="muted">{[title, organization].filter((part) => part !== "").join(" · ")}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
