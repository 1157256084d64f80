import type { ChoiceProps } from "./choice-fields.tsx";

/** A list of which the organization names the items: each on or off. Others that are there stand there too, until they are taken out. */
export function ItemsField({ common, text, values, put }: ChoiceProps) {
  const items = text.split("\n").filter((item) => item !== "");
  const isInvalid = common["aria-invalid"];
  return (
    // A group can be neither required nor invalid: its boxes can.
    <div
      {...common}
      aria-required={undefined}
      aria-invalid={undefined}
      role="group"
      class="items-field"
      data-invalid={isInvalid}
    >
      {[...new Set([...values, ...items])].map((item) => (
        <label key={item}>
          <input
            type="checkbox"
            checked={items.includes(item)}
            aria-invalid={isInvalid}
            onChange={({ currentTarget }) => {
              put((currentTarget.checked ? [...items, item] : items.filter((other) => other !== item)).join("\n"));
            }}
          />
          <span dir="auto">{item}</span>
        </label>
      ))}
    </div>
  );
}
