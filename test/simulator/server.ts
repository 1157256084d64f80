import { writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Assumptions } from "./assumptions.ts";
import { makeCertificate } from "./certificate.ts";
import type { Control } from "./control.ts";
import { createControlServer } from "./control-server.ts";
import { serve } from "./http-shell.ts";
import { createSimulator } from "./simulator.ts";

/** What a simulator is started with. Ports are picked by the system unless given. */
export interface StartOptions {
  /** Registered for the default client (`defaultClientId`). */
  redirectUris?: readonly string[];
  assumed?: Partial<Assumptions>;
  seed?: number;
  /** Where the customer database is kept as an SQLite file; made anew at the start. Without: in memory. */
  customersFile?: string;
  port?: number;
  plainPort?: number;
  controlPort?: number;
}

/** A running simulator; everything listens on 127.0.0.1. */
export interface StartedSimulator {
  /** TLS: the port that the Genesys host names have to lead to. */
  port: number;
  /** The same without TLS, for Genesys' SDK, which cannot be told to trust the certificate. */
  plainPort: number;
  /** The control API. */
  controlPort: number;
  /** The control functions in this process. */
  control: Control;
  close(): Promise<void>;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // A server that listens on TCP has an AddressInfo; a string is for pipes.
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

/** Puts the core on the real clock and on real ports. */
export async function startSimulator(options: StartOptions = {}): Promise<StartedSimulator> {
  let timer: { at: number; handle: NodeJS.Timeout } | undefined;
  let isClosed = false;
  const { redirectUris, assumed, seed, customersFile } = options;
  const simulator = createSimulator({
    ...(redirectUris === undefined ? {} : { redirectUris }),
    ...(assumed === undefined ? {} : { assumed }),
    ...(customersFile === undefined
      ? {}
      : {
          customersChanged: (file: () => Uint8Array) => {
            writeFileSync(customersFile, file());
          },
        }),
    seed: seed ?? Math.floor(Math.random() * 2 ** 32),
    controlClock: () => {
      setImmediate(arm);
      return Date.now();
    },
  });

  function arm(): void {
    const due = simulator.nextDue();
    if (isClosed || due === undefined || (timer !== undefined && timer.at <= due)) return;
    clearTimeout(timer?.handle);
    // setTimeout takes 2^31 - 1 ms at most; whatever is later is armed again then.
    const handle = setTimeout(tick, Math.min(Math.max(due - Date.now(), 0), 2_000_000_000));
    timer = { at: due, handle };
  }

  function tick(): void {
    timer = undefined;
    simulator.advance(Date.now());
    arm();
  }

  simulator.advance(Date.now());
  // Asking for anything makes the file.
  if (customersFile !== undefined) simulator.control.customer({ phone: "" });
  const secure = createTlsServer(await makeCertificate());
  const plain = createHttpServer();
  const control = createControlServer(simulator.control);
  serve(secure, simulator, "https", arm);
  serve(plain, simulator, "http", arm);
  const sockets = new Set<Socket>();
  for (const server of [secure, plain]) {
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
  }
  return {
    port: await listen(secure, options.port ?? 0),
    plainPort: await listen(plain, options.plainPort ?? 0),
    controlPort: await listen(control, options.controlPort ?? 0),
    control: simulator.control,
    async close() {
      isClosed = true;
      clearTimeout(timer?.handle);
      const stopping = [secure, plain, control].map(stop);
      for (const socket of sockets) socket.destroy();
      await Promise.all(stopping);
    },
  };
}
