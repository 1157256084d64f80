import { createRequire } from "node:module";
import type * as PlatformClient from "purecloud-platform-client-v2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { linkedContactId, seededNumbers } from "../../simulator/customer-seed.ts";
import { actionIds } from "../../simulator/data-actions.ts";
import { startSimulator, type StartedSimulator } from "../../simulator/server.ts";
import { defaultClientId } from "../../simulator/world.ts";
import { annaId, challenge, redirectUri, saraId, verifier } from "./driven-simulator.ts";

// The SDK is CommonJS whose type declarations describe named exports that only `require` gives.
const sdk = createRequire(import.meta.url)("purecloud-platform-client-v2") as typeof PlatformClient;

let simulator: StartedSimulator;

beforeAll(async () => {
  simulator = await startSimulator({ redirectUris: [redirectUri], seed: 7 });
});

afterAll(async () => {
  await simulator.close();
});

function newClient(user?: string): PlatformClient.ApiClientClass {
  const client = new sdk.ApiClientClass();
  client.config.live_reload_config = false;
  client.setGateway({ host: "127.0.0.1", protocol: "http", port: simulator.plainPort });
  if (user !== undefined) client.setAccessToken(simulator.control.issueToken({ user }).accessToken);
  return client;
}

/** Signs in as the browser would, without a browser: authorize, pick Anna, take the code from the redirect. */
async function fetchCode(): Promise<string> {
  const base = `http://127.0.0.1:${String(simulator.plainPort)}`;
  const query = new URLSearchParams({
    client_id: defaultClientId,
    redirect_uri: redirectUri,
    response_type: "code",
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  const page = await fetch(`${base}/oauth/authorize?${query.toString()}`);
  expect(await page.text()).toContain("Anna Agent</button>");
  const picked = await fetch(`${base}/__simulator/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ user: annaId, continue: query.toString() }),
  });
  return new URL(picked.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

describe("Genesys' own SDK", () => {
  it("gets a token by PKCE and reads who it belongs to", async () => {
    const client = newClient();
    const auth = await client.authorizePKCEGrant(defaultClientId, verifier, await fetchCode(), redirectUri);
    expect(auth.accessToken).toMatch(/^[0-9a-f_]+$/);
    expect(auth.tokenExpiryTime).toBeGreaterThan(Date.now());
    client.setAccessToken(auth.accessToken);
    const me = await new sdk.UsersApi(client).getUsersMe({ expand: ["authorization", "organization", "token"] });
    expect(me).toMatchObject({ id: annaId, name: "Anna Agent", organization: { name: "Acme Service" } });
    expect(me.authorization?.permissions).toContain("conversation:participant:wrapup");
    const token = await new sdk.TokensApi(client).getTokensMe();
    expect(token.OAuthClient?.id).toBe(defaultClientId);
    await new sdk.TokensApi(client).deleteTokensMe();
    await expect(new sdk.UsersApi(client).getUsersMe()).rejects.toMatchObject({ status: 401, code: "bad.credentials" });
  });

  it("lists calls and reads one, flat", async () => {
    const { conversationId, agentParticipantIds } = simulator.control.placeCall();
    const api = new sdk.ConversationsApi(newClient("anna"));
    const listing = await api.getConversationsCalls();
    expect(listing).toMatchObject({ pageSize: 1, total: 1, pageNumber: 1, pageCount: 1 });
    const call = await api.getConversationsCall(conversationId);
    expect(listing.entities?.[0]).toEqual(call);
    expect(call.participants?.map((one) => [one.purpose, one.state])).toEqual([
      ["customer", "connected"],
      ["ivr", "terminated"],
      ["acd", "terminated"],
      ["agent", "connected"],
    ]);
    expect(call.participants?.at(-1)).toMatchObject({ id: agentParticipantIds[0], user: { id: annaId }, held: false });
    expect(Object.keys(call.participants?.[0]?.attributes ?? {})).toHaveLength(54);
    simulator.control.end({ wrapup: false });
  });

  it("reads the generic conversation with the permission for it", async () => {
    const { conversationId } = simulator.control.placeCall();
    const conversation = await new sdk.ConversationsApi(newClient("sara")).getConversation(conversationId);
    expect(conversation.participants.at(-1)).toMatchObject({ userId: annaId, name: "Anna Agent" });
    expect(conversation.participants.at(-1)?.calls?.[0]).toMatchObject({ state: "connected", held: false });
    await expect(new sdk.ConversationsApi(newClient("anna")).getConversation(conversationId)).rejects.toMatchObject({
      status: 403,
      code: "missing.permissions",
    });
    simulator.control.end({ wrapup: false });
  });

  it("writes attributes by both published variants", async () => {
    const { conversationId, callerParticipantId } = simulator.control.placeCall({ attributes: { Tier: "silver" } });
    const api = new sdk.ConversationsApi(newClient("anna"));
    const forCalls = { attributes: { Tier: "gold" } };
    expect(
      await api.patchConversationsCallParticipantAttributes(conversationId, callerParticipantId, forCalls),
    ).toEqual(forCalls);
    // 202 without a body: the SDK's type is void.
    await expect(
      api.patchConversationParticipantAttributes(conversationId, callerParticipantId, {
        attributes: { Language: "de" },
      }),
    ).resolves.toBeUndefined();
    expect(simulator.control.conversation({ conversationId }).participants[0]?.attributes).toEqual({
      Tier: "gold",
      Language: "de",
    });
    simulator.control.end({ wrapup: false });
  });

  it("subscribes to a channel whose socket then tells of changes", async () => {
    const { conversationId } = simulator.control.placeCall({ attributes: {} });
    const api = new sdk.NotificationsApi(newClient("anna"));
    const channel = await api.postNotificationsChannels();
    const topic = `v2.users.${annaId}.conversations.calls`;
    const topics = await api.postNotificationsChannelSubscriptions(channel.id ?? "", [{ id: topic }]);
    expect(topics.entities).toEqual([expect.objectContaining({ id: topic, state: "Permitted" })]);
    const socket = new WebSocket(channel.connectUri ?? "");
    await new Promise((resolve) => socket.once("open", resolve));
    const event = new Promise((resolve) =>
      socket.once("message", (data: Buffer) => {
        resolve(JSON.parse(data.toString("utf8")));
      }),
    );
    simulator.control.setAttributes({ attributes: { Tier: "platinum" } });
    expect(await event).toMatchObject({ topicName: topic, eventBody: { id: conversationId } });
    socket.terminate();
    simulator.control.end({ wrapup: false });
  });

  it("monitors a call", async () => {
    const { conversationId, agentParticipantIds } = simulator.control.placeCall();
    const api = new sdk.ConversationsApi(newClient("sara"));
    await api.postConversationsCallParticipantMonitor(conversationId, agentParticipantIds[0] ?? "");
    const mine = await api.getConversationsCalls();
    expect(mine.entities?.[0]?.participants?.at(-1)).toMatchObject({
      user: { id: saraId },
      monitoredParticipantId: agentParticipantIds[0],
    });
    simulator.control.end({ wrapup: false });
  });

  it("tags a call", async () => {
    const { conversationId } = simulator.control.placeCall({ attributes: {} });
    const api = new sdk.ConversationsApi(newClient("sara"));
    await api.putConversationTags(conversationId, { externalTag: "legal" });
    expect(await api.getConversation(conversationId)).toMatchObject({ externalTag: "legal" });
    await expect(
      new sdk.ConversationsApi(newClient("anna")).putConversationTags(conversationId, { externalTag: "x" }),
    ).rejects.toMatchObject({ status: 403, messageParams: { permissions: "conversation:externalTag:edit" } });
    simulator.control.end({ wrapup: false });
  });

  it("barges in and coaches", async () => {
    const { conversationId, agentParticipantIds } = simulator.control.placeCall({ attributes: {} });
    const api = new sdk.ConversationsApi(newClient("sara"));
    await api.postConversationsCallParticipantCoach(conversationId, agentParticipantIds[0] ?? "");
    await api.postConversationBarge(conversationId);
    const [mine] = (await api.getConversationsCalls()).entities ?? [];
    expect(mine?.participants?.slice(-2)).toMatchObject([
      { state: "terminated", coachedParticipantId: agentParticipantIds[0] },
      { state: "connected", bargedParticipantId: agentParticipantIds[0] },
    ]);
    simulator.control.end({ wrapup: false });
  });

  it("looks a number up, reads a contact, and runs Data Actions", async () => {
    const client = newClient("anna");
    const api = new sdk.ExternalContactsApi(client);
    const found = await api.getExternalcontactsReversewhitepageslookup(seededNumbers.several, {
      expand: ["externalOrganization"],
    });
    expect(found.contacts?.map((contact) => [contact.lastName, contact.externalOrganization?.name])).toEqual([
      ["Berg", "Berg Logistik AG"],
      ["Sommer", undefined],
      ["Winter", "Berg Logistik AG"],
    ]);
    const linked = await api.getExternalcontactsContact(linkedContactId);
    expect(linked).toMatchObject({ lastName: "Voss", workPhone: { e164: seededNumbers.linked } });
    const actions = new sdk.IntegrationsApi(client);
    expect(await actions.postIntegrationsActionExecute(actionIds.loyalty, { phone: seededNumbers.one })).toEqual({
      crm_customer_id: "CUST-998877",
      lifetime_value: 12_500,
      preferred_language: "en-US",
    });
    simulator.control.sourceFault({ source: "crm", what: "missingPermission" });
    await expect(
      actions.postIntegrationsActionExecute(actionIds.crm, { phone: seededNumbers.one }),
    ).rejects.toMatchObject({
      status: 403,
      messageParams: { permissions: "integrations:action:execute, bridge:actions:execute" },
    });
  });

  it("is told of a 404 and of a 429 in the documented bodies", async () => {
    const api = new sdk.ConversationsApi(newClient("anna"));
    await expect(api.getConversationsCall("7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b")).rejects.toMatchObject({
      status: 404,
      code: "conversation.not.found",
      details: [],
      errors: [],
    });
    simulator.control.fault({ path: "/conversations/calls$", answer: { status: 429, retryAfterSeconds: 42 } });
    await expect(api.getConversationsCalls()).rejects.toMatchObject({
      status: 429,
      code: "too.many.requests.retry.after",
      message: "Rate limit exceeded the maximum. Retry the request in [42] seconds",
    });
  });
});
