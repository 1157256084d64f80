import type { Clock } from "../../src/genesys/clock.ts";
import type { Simulator } from "../simulator/simulator.ts";

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers).entries());
}

/** `fetch` whose network is the simulator's `handle`. `isOnline` answers false where there is no network at all. */
export function simulatedFetch(simulator: Simulator, clock: Clock, isOnline: () => boolean): typeof fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const cut = (): void => {
        reject(new TypeError("Failed to fetch"));
      };
      if (!isOnline()) {
        cut();
        return;
      }
      const url = input instanceof Request ? input.url : input.toString();
      const given = init?.body ?? undefined;
      // What Calltag sends is text; a `Response` for it is slow, and a fleet sends a million.
      const isText = typeof given === "string" || given instanceof URLSearchParams;
      const send = (text: string | undefined): void => {
        const request = { method: init?.method ?? "GET", url, headers: headersOf(init), body: text };
        const answer = simulator.handle(request, clock.now());
        const arrive = (): void => {
          if (answer.kind === "dropped") cut();
          else {
            const isEmpty = answer.status === 204 || answer.status === 304;
            resolve(new Response(isEmpty ? null : answer.body, { status: answer.status, headers: answer.headers }));
          }
        };
        const cancel = answer.delayMs > 0 ? clock.after(answer.delayMs, arrive) : undefined;
        if (!cancel) arrive();
        init?.signal?.addEventListener("abort", () => {
          cancel?.();
          reject(new DOMException("aborted", "AbortError"));
        });
      };
      // At once: a background that dies after this has sent it, one that died before has not.
      if (given === undefined || isText) send(given?.toString());
      else void new Response(given).text().then(send);
    });
}
