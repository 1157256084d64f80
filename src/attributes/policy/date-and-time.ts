/** `2025-02-30` has the form of a date, and is none. */
export function isDate(text: string): boolean {
  const isOfForm = /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith("0000");
  const instant = Date.parse(`${text}T00:00:00Z`);
  return isOfForm && !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** ISO 8601, with seconds and zone or without; what has no zone is the person's own time. */
const instantForm =
  /^(?<date>\d{4}-\d{2}-\d{2})T(?<time>(?:[01]\d|2[0-3]):[0-5]\d)(?::(?<seconds>[0-5]\d)(?<fraction>\.\d+)?)?(?<zone>Z|[+-]\d{2}:\d{2})?$/;

interface Form {
  readonly date?: string;
  readonly time?: string;
  readonly seconds?: string | undefined;
  readonly fraction?: string | undefined;
  readonly zone?: string | undefined;
}

function isInstant(text: string): boolean {
  const date = instantForm.exec(text)?.groups?.date;
  return date !== undefined && isDate(date) && !Number.isNaN(Date.parse(text));
}

function padded(number: number, digits = 2): string {
  return number.toString().padStart(digits, "0");
}

/** The person's own time, as `<input type="datetime-local">` has it; seconds only where there are some. */
function wallTime(instant: Date): string {
  const date = [padded(instant.getFullYear(), 4), padded(instant.getMonth() + 1), padded(instant.getDate())].join("-");
  const time = `${padded(instant.getHours())}:${padded(instant.getMinutes())}`;
  const milliseconds = instant.getMilliseconds();
  const part = milliseconds === 0 ? "" : `.${padded(milliseconds, 3)}`;
  const seconds = instant.getSeconds() === 0 && part === "" ? "" : `:${padded(instant.getSeconds())}${part}`;
  return `${date}T${time}${seconds}`;
}

/** The control's text for an instant; `null` where it is none, or lies outside of the years that the control knows. */
export function decodeInstant(stored: string): string | null {
  const shown = isInstant(stored) ? wallTime(new Date(stored)) : "";
  return isInstant(shown) ? shown : null;
}

/** The picker leaves out seconds that are none: they stand where they stood before, and a fraction with as many digits. */
function secondsLike(former: Form, { seconds = "00", fraction = "" }: Form): string {
  const digits = former.fraction === undefined ? fraction.replace(/^\.0+$/, "") : fraction || ".";
  const part = digits.padEnd(former.fraction?.length ?? 0, "0");
  return former.seconds === undefined && seconds === "00" && part === "" ? "" : `:${seconds}${part}`;
}

/** In the form of the text before: with or without a zone, seconds and a fraction of them. A new one is in UTC. */
export function encodeInstant(shown: string, before: string): string | null {
  if (!isInstant(shown)) return null;
  const former: Form = instantForm.exec(before)?.groups ?? { seconds: "00", zone: "Z" };
  const whole = former.zone === undefined ? shown : new Date(shown).toISOString();
  const parts: Form | undefined = instantForm.exec(whole)?.groups;
  return parts ? `${parts.date}T${parts.time}${secondsLike(former, parts)}${parts.zone ?? ""}` : whole;
}
