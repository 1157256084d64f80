import type { Clock } from "../../src/genesys/clock.ts";
import type { Simulator } from "../simulator/simulator.ts";

/** A `WebSocket` class whose far end is the simulator. It opens a turn of the event loop later, as real ones do. */
export function simulatedSocket(simulator: Simulator, clock: Clock, isOnline: () => boolean): typeof WebSocket {
  class SimulatedWebSocket extends EventTarget {
    private far: { receive(text: string, now: number): void; closed(now: number): void } | undefined;
    private isClosed = false;

    constructor(url: string | URL) {
      super();
      setImmediate(() => {
        this.open(url.toString());
      });
    }
    send(text: string): void {
      this.far?.receive(text, clock.now());
    }
    close(): void {
      if (this.isClosed) return;
      this.isClosed = true;
      this.far?.closed(clock.now());
    }
    private open(url: string): void {
      if (this.isClosed) return;
      const opened = isOnline() ? simulator.connect(url, clock.now(), this.near()) : { refused: 0 };
      if ("refused" in opened) {
        this.end();
        return;
      }
      this.far = opened;
      this.dispatchEvent(new Event("open"));
    }
    private near(): { send(text: string): void; close(): void } {
      return {
        send: (data) => {
          if (!this.isClosed) this.dispatchEvent(new MessageEvent("message", { data }));
        },
        close: () => {
          this.end();
        },
      };
    }
    private end(): void {
      if (this.isClosed) return;
      this.isClosed = true;
      this.dispatchEvent(new Event("close"));
    }
  }
  // The part of `WebSocket` that Calltag uses; the rest of the interface has no place in a simulated one.
  return SimulatedWebSocket as unknown as typeof WebSocket;
}
