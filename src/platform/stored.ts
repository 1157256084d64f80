import type * as z from "zod/mini";

/** The part of a `storage` area that Calltag uses; tests give their own. */
export interface StoredArea {
  get(keys: string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** What the administrator rolled out; nobody else can write it. */
export type ManagedArea = Pick<StoredArea, "get">;

/** `session` lives in memory only and is closed to content scripts; `local` is on disk: nothing secret goes there. */
export interface Stored {
  readonly session: StoredArea;
  readonly local: StoredArea;
  readonly managed: ManagedArea;
}

/** One stored item, parsed; `undefined` if it is missing or of another shape (written by an older version, say). */
export async function readItem<Value>(
  area: StoredArea,
  key: string,
  schema: z.ZodMiniType<Value>,
): Promise<Value | undefined> {
  const parsed = schema.safeParse((await area.get([key]))[key]);
  return parsed.success ? parsed.data : undefined;
}

/** Every item whose key begins with `prefix` and whose value is of the shape. */
export async function readItems<Value>(
  area: StoredArea,
  prefix: string,
  schema: z.ZodMiniType<Value>,
): Promise<Map<string, Value>> {
  const found = new Map<string, Value>();
  for (const [key, item] of Object.entries(await area.get(null))) {
    if (!key.startsWith(prefix)) continue;
    const parsed = schema.safeParse(item);
    if (parsed.success) found.set(key, parsed.data);
  }
  return found;
}
