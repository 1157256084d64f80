import type { Attribute } from "../attributes/attribute.ts";
import { mapBytes } from "../attributes/limits.ts";
import { weighedText } from "../attributes/stand-in.ts";
import { isEdited, type Row } from "./rows.ts";

/** Bytes of the participant's map once what is on its way has arrived, and the chosen edits too. */
export function sizeWith(rows: readonly Row[], chosen: ReadonlySet<Row>): number {
  const attributes = rows.flatMap((row) => {
    const value = chosen.has(row) && row.draft ? row.draft.value : row.base;
    return value === null ? [] : [weighed(row, value)];
  });
  return mapBytes(attributes);
}

/** What is masked is measured as text, whatever it is. */
function weighed({ name, kind }: Row, value: string): Attribute {
  return { name, value: weighedText(value), kind };
}

function grows(row: Row): boolean {
  const { base, draft } = row;
  if (!draft || base === null) return draft !== undefined;
  return mapBytes([weighed(row, draft.value)]) > mapBytes([weighed(row, base)]);
}

/** Of these edits, saved together, the ones that make a too large map larger. All others may be saved. */
export function tooLarge(rows: readonly Row[], edits: readonly Row[], limit: number): Row[] {
  const bytes = sizeWith(rows, new Set(edits));
  if (bytes <= limit || bytes <= sizeWith(rows, new Set())) return [];
  return edits.filter(grows);
}

/** Says at each edit whether Save would refuse it. */
export function markTooLarge(rows: readonly Row[], limit: number): Row[] {
  // What may not be saved at all takes no room from the others.
  const edits = rows.filter((row) => isEdited(row) && !row.locked);
  const refused = new Set(tooLarge(rows, edits, limit));
  return rows.map((row) => (refused.has(row) ? { ...row, tooLarge: true } : row));
}
