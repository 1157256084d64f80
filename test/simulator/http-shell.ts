import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import type { Simulator } from "./simulator.ts";

/** What the shell calls after anything that may have made something due. */
export type Touched = () => void;

/** Reads a request's body as text. */
export async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  for await (const part of request) if (part instanceof Buffer) parts.push(part);
  return parts.length === 0 ? undefined : Buffer.concat(parts).toString("utf8");
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}

function urlOf(request: IncomingMessage, protocol: string): string {
  return new URL(request.url ?? "/", `${protocol}://${request.headers.host ?? "127.0.0.1"}`).href;
}

async function answer(
  simulator: Simulator,
  protocol: string,
  request: IncomingMessage,
  response: ServerResponse,
  touched: Touched,
): Promise<void> {
  const body = await bodyOf(request);
  const given = simulator.handle(
    { method: request.method ?? "GET", url: urlOf(request, protocol), headers: headersOf(request), body },
    Date.now(),
  );
  touched();
  if (given.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, given.delayMs).unref());
  if (given.kind === "dropped") {
    request.socket.destroy();
    return;
  }
  response.writeHead(given.status, given.headers);
  response.end(given.body);
}

/** Puts the core behind an HTTP(S) server: requests, and websockets at `/channels/{id}`. */
export function serve(server: Server, simulator: Simulator, protocol: "http" | "https", touched: Touched): void {
  server.on("request", (request, response) => {
    answer(simulator, protocol, request, response, touched).catch((error: unknown) => {
      console.error("simulator:", error);
      request.socket.destroy();
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, stream, head) => {
    const early: string[] = [];
    let socket: WebSocket | undefined;
    const opened = simulator.connect(urlOf(request, protocol), Date.now(), {
      send: (text) => {
        if (socket === undefined) early.push(text);
        else socket.send(text);
      },
      close: (code, reason) => {
        if (code === 1006) socket?.terminate();
        else socket?.close(code, reason);
      },
    });
    touched();
    if ("refused" in opened) {
      // Nobody else listens to a stream that was taken over: a browser killed meanwhile would end the test run.
      stream.on("error", () => stream.destroy());
      const status = `${String(opened.refused)} ${STATUS_CODES[opened.refused] ?? ""}`;
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (accepted) => {
      socket = accepted;
      for (const text of early) accepted.send(text);
      accepted.on("message", (data) => {
        opened.receive(textOf(data), Date.now());
        touched();
      });
      accepted.on("close", () => {
        opened.closed(Date.now());
      });
      accepted.on("error", () => {
        accepted.terminate();
      });
    });
  });
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return data instanceof ArrayBuffer ? Buffer.from(data).toString("utf8") : data.toString("utf8");
}
