import { message } from "../platform/i18n.ts";
import { SetByOrganization } from "./set-by-organization.tsx";
import { type Dialect, dialectSchema } from "../attributes/dialect.ts";

interface Props {
  readonly locked: boolean;
  readonly dialect: Dialect;
  readonly onChange: (dialect: Dialect) => void;
}

function dialectText(dialect: Dialect): string {
  switch (dialect) {
    case "conversations":
      return message("dialectConversations");
    case "interactions":
      return message("dialectInteractions");
  }
}

/** Few need it: the published API is right unless an organization's own gateway says otherwise. */
export function DialectField({ locked, dialect, onChange }: Props) {
  return (
    <>
      <h3>{message("advancedHeading")}</h3>
      <label for="dialect">{message("dialect")}</label>
      <select
        id="dialect"
        autocomplete="off"
        disabled={locked}
        aria-describedby="dialect-lock dialect-help"
        value={dialect}
        onChange={({ currentTarget }) => {
          const chosen = dialectSchema.safeParse(currentTarget.value);
          if (chosen.success) onChange(chosen.data);
        }}
      >
        {dialectSchema.options.map((option) => (
          <option key={option} value={option}>
            {dialectText(option)}
          </option>
        ))}
      </select>
      <SetByOrganization id="dialect-lock" locked={locked} />
      <p id="dialect-help" class="muted">
        {message("dialectHelp")}
      </p>
    </>
  );
}
