const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Milliseconds since 1970 → date and time as people here write them. */
export function momentText(moment: number): string {
  return format.format(moment);
}
