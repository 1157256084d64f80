import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import initSqlJs from "sql.js";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createControlClient } from "../../simulator/control-client.ts";
import { seededNumbers } from "../../simulator/customer-seed.ts";
import { actionIds } from "../../simulator/data-actions.ts";
import { startSimulator, type StartedSimulator } from "../../simulator/server.ts";
import { annaId } from "./driven-simulator.ts";

let started: StartedSimulator | undefined;

afterEach(async () => {
  await started?.close();
});

/** A TLS request with a Genesys host name; verifies that the certificate covers that name. */
async function ask(
  port: number,
  host: string,
  path: string,
  token: string,
): Promise<{ status: number; text: string; names: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        servername: host,
        rejectUnauthorized: false,
        headers: { host, authorization: `Bearer ${token}` },
      },
      (answer) => {
        const { socket } = answer;
        const names = socket instanceof TLSSocket ? (socket.getPeerCertificate().subjectaltname ?? "") : "";
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        answer.on("end", () => {
          resolve({ status: answer.statusCode ?? 0, text, names });
        });
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

/** What another program finds in the file. */
async function callsIn(file: string): Promise<unknown> {
  const sqlite = await initSqlJs();
  const database = new sqlite.Database(await readFile(file));
  const statement = database.prepare("select count(*) as calls from call");
  statement.step();
  const { calls } = statement.getAsObject();
  database.close();
  return calls;
}

describe("the server", () => {
  it("answers over TLS for the Genesys host names, driven by the control API", async () => {
    started = await startSimulator();
    const control = createControlClient(`http://127.0.0.1:${String(started.controlPort)}`);
    const { conversationId } = await control.placeCall({ attributes: { Tier: "gold" } });
    const { accessToken } = await control.issueToken({ user: "anna" });
    const answer = await ask(started.port, "api.use2.us-gov-pure.cloud", "/api/v2/conversations/calls", accessToken);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(conversationId);
    expect(answer.names).toContain("DNS:*.use2.us-gov-pure.cloud");
    expect(await control.received({ method: "GET" })).toMatchObject([
      { host: "api.use2.us-gov-pure.cloud", authorized: true },
    ]);
    const raw = await fetch(`http://127.0.0.1:${String(started.controlPort)}/conversations/${conversationId}`);
    expect(await raw.json()).toMatchObject({ participants: [{ attributes: { Tier: "gold" } }, {}, {}, {}] });
    await expect(control.answer()).rejects.toThrow("no ringing leg");
    await expect(control.assume(JSON.parse('{"noSuchSwitch":1}') as object)).rejects.toThrow("noSuchSwitch");
  });

  it("keeps its customers in an SQLite file that is made at the start and written on every change", async () => {
    const folder = await mkdtemp(join(tmpdir(), "calltag-customers-"));
    try {
      const customersFile = join(folder, "customers.sqlite");
      started = await startSimulator({ customersFile });
      expect((await readFile(customersFile)).subarray(0, 15).toString()).toBe("SQLite format 3");
      expect(await callsIn(customersFile)).toBe(0);
      const { accessToken } = started.control.issueToken({ user: "anna" });
      const url = `http://127.0.0.1:${String(started.plainPort)}/api/v2/integrations/actions/${actionIds.crm}/execute`;
      const answer = await fetch(url, {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
        body: JSON.stringify({ phone: seededNumbers.one, conversationId: "one" }),
      });
      expect(await answer.json()).toMatchObject({ customer: { id: "CUST-998877" } });
      expect(await callsIn(customersFile)).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("cuts the connection where a fault says so", async () => {
    started = await startSimulator();
    const { accessToken } = started.control.issueToken({ user: "anna" });
    started.control.fault({ answer: "drop-after" });
    await expect(ask(started.port, "api.mypurecloud.de", "/api/v2/users/me", accessToken)).rejects.toThrow();
    expect((await ask(started.port, "api.mypurecloud.de", "/api/v2/users/me", accessToken)).status).toBe(200);
  });

  it("delivers events over a real socket, refuses unknown channels, and drops sockets on demand", async () => {
    started = await startSimulator();
    const base = `127.0.0.1:${String(started.plainPort)}`;
    const { accessToken } = started.control.issueToken({ user: "anna" });
    const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json" };
    const made: unknown = await (
      await fetch(`http://${base}/api/v2/notifications/channels`, { method: "POST", headers })
    ).json();
    const { id } = made as { id: string };
    await fetch(`http://${base}/api/v2/notifications/channels/${id}/subscriptions`, {
      method: "POST",
      headers,
      body: JSON.stringify([{ id: `v2.users.${annaId}.conversations.calls` }]),
    });
    const refused = new WebSocket(`ws://${base}/channels/none`);
    await expect(new Promise((_, reject) => refused.once("error", reject))).rejects.toThrow("404");
    const socket = new WebSocket(`ws://${base}/channels/${id}`);
    await new Promise((resolve) => socket.once("open", resolve));
    const first = new Promise<string>((resolve) =>
      socket.once("message", (data: Buffer) => {
        resolve(data.toString("utf8"));
      }),
    );
    started.control.placeCall();
    expect(await first).toContain(`v2.users.${annaId}.conversations.calls`);
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    expect(started.control.dropSockets()).toEqual({ count: 1 });
    expect(await closed).toBe(1006);
  });
});
