import { message } from "../platform/i18n.ts";
import type { ShownSource } from "../protocol/sources.ts";
import { useAppState } from "./state-context.ts";

/** Several contacts with one number: the person knows who is speaking, nothing is guessed. */
export function ContactChoices({ source, chosen }: { source: ShownSource; chosen: () => void }) {
  const { chooseContact } = useAppState();
  return (
    <>
      <p>{message("sourceChoice")}</p>
      <ul class="contacts">
        {source.contacts.map(({ id, name, organization, title }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                chosen();
                void chooseContact(source, id);
              }}
            >
              <bdi>{name === "" ? message("sourceNameless") : name}</bdi>
              <small class="muted">{[title, organization].filter((part) => part !== "").join(" · ")}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
