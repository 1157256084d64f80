/** What one request of a seat was, without ids. */
export interface Sent {
  /** ms since 1970. */
  readonly at: number;
  /** `PATCH /api/v2/conversations/calls/:id/participants/:id/attributes`; a socket is `socket`. */
  readonly what: string;
  readonly isApi: boolean;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
}

const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
const channel = /streaming-5-[0-9a-f]+/g;

/** A request by method and path, ids left out. */
export function kindOf(method: string, url: URL): string {
  return `${method} ${url.pathname.replace(uuid, ":id").replace(channel, ":channel")}`;
}

/** Counts what reaches Genesys: kinds, and how many in each second. A day of a thousand seats makes half a million. */
export function createTraffic() {
  const kinds = new Map<string, number>();
  const statuses = new Map<number, number>();
  const seconds = new Map<number, number>();
  let api = 0;
  let sockets = 0;

  function peakOf(from: number, to: number): number {
    let peak = 0;
    for (let second = Math.floor(from / 1000); second < to / 1000; second += 1)
      peak = Math.max(peak, seconds.get(second) ?? 0);
    return peak;
  }

  return {
    note({ at, what, isApi, status }: Sent): void {
      kinds.set(what, (kinds.get(what) ?? 0) + 1);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const second = Math.floor(at / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
      if (isApi) api += 1;
      if (what === "socket") sockets += 1;
    },
    kinds: (): ReadonlyMap<string, number> => kinds,
    status: (status: number): number => statuses.get(status) ?? 0,
    /** Requests to the Platform API; sockets and sign-in pages are not among them. */
    api: () => api,
    sockets: () => sockets,
    /** The most of everything within one second of the clock, from one moment to another. */
    peakOf,
    /** How many in each second from one moment on. */
    series: (from: number, count: number): number[] =>
      Array.from({ length: count }, (_, index) => seconds.get(Math.floor(from / 1000) + index) ?? 0),
  };
}
export type Traffic = ReturnType<typeof createTraffic>;
