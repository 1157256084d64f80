import type { TargetedKeyboardEvent } from "preact";
import { message } from "../platform/i18n.ts";
import { booleanText } from "./reading-text.ts";

/** What every control of a row has. */
export interface CommonProps {
  readonly id: string;
  readonly "aria-label": string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
}

export interface ChoiceProps {
  readonly common: CommonProps;
  /** The control's text (`attributes/policy/types.ts`). */
  readonly text: string;
  readonly values: readonly string[];
  readonly put: (text: string) => void;
}

/** One of the organization's values; one that is not among them stands there too, until another is chosen. */
export function ChoiceField({ common, text, values, put }: ChoiceProps) {
  const all = ["", ...values.filter((value) => value !== ""), ...(text === "" || values.includes(text) ? [] : [text])];
  return (
    <select
      {...common}
      value={text}
      onChange={({ currentTarget }) => {
        put(currentTarget.value);
      }}
    >
      {all.map((value) => (
        <option key={value} value={value}>
          {value === "" ? message("emptyValue") : value}
        </option>
      ))}
    </select>
  );
}

/** Neither on nor off while it is empty. */
export function MarkField({ common, text, put }: ChoiceProps) {
  return (
    <span class="mark-field">
      <input
        {...common}
        type="checkbox"
        checked={text === "true"}
        indeterminate={text === ""}
        onChange={({ currentTarget }) => {
          put(String(currentTarget.checked));
        }}
      />
      <span aria-hidden="true">{text === "" ? message("emptyValue") : booleanText(text)}</span>
    </span>
  );
}

/** The browser's own picker. */
export function TimeField({ common, text, put, control }: ChoiceProps & { readonly control: "date" | "datetime" }) {
  const isDate = control === "date";
  return (
    <input
      {...common}
      type={isDate ? "date" : "datetime-local"}
      // Years of five digits are no dates for anyone else.
      max={isDate ? "9999-12-31" : "9999-12-31T23:59:59.999"}
      step="any"
      value={text}
      onInput={({ currentTarget }) => {
        // Half a date reads as none: it is no edit yet.
        if (!currentTarget.validity.badInput) put(currentTarget.value);
      }}
    />
  );
}
