import { type TypeName, typeOf } from "../attributes/policy/types.ts";
import type { ValueProblem } from "../attributes/policy/value-problem.ts";
import { locale, message } from "./i18n.ts";

/** More of them would not be read. */
const mostNamed = 12;

function typeText(type: TypeName, label: string): string {
  switch (type) {
    case "number":
      return message("valueNumber", label);
    case "boolean":
      return message("valueBoolean", label);
    case "date":
      return message("valueDate", label);
    case "datetime":
      return message("valueDatetime", label);
    case "json":
      return message("valueJson", label);
    default: {
      const { example } = typeOf({ type });
      return example === undefined ? message("valuePattern", label) : message("valueForm", label, example);
    }
  }
}

/** What is wrong with a value, as one sentence; `label` is what people call the attribute. */
export function valueProblemText(problem: ValueProblem, label: string): string {
  switch (problem.reason) {
    case "required":
      return message("valueRequired", label);
    case "type":
      return typeText(problem.type, label);
    case "values": {
      const named = problem.values.slice(0, mostNamed).map((value) => `“${value}”`);
      const list = problem.values.length > mostNamed ? [...named, "…"] : named;
      return message("valueChoice", label, new Intl.ListFormat(locale(), { type: "disjunction" }).format(list));
    }
    case "too-long":
      return message("valueTooLong", label, problem.most);
    case "pattern":
      return message("valuePattern", label);
  }
}
