// What must be done at the least: an encrypted record, one request; one socket, one value published.
const database = new Promise((resolve, reject) => {
  const opening = indexedDB.open("floor", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("records");
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});
const key = crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

async function keep(record) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(record));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, text);
  const transaction = (await database).transaction("records", "readwrite");
  transaction.objectStore("records").put({ iv, sealed }, "change");
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = reject;
  });
}

async function api(method, path, { host, token, body }) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const answer = await fetch(`https://${host}/api/v2${path}`, {
    ...{ method, headers, cache: "no-store", credentials: "omit", redirect: "error" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return answer.json();
}

async function write({ conversationId, participantId, attributes, ...rest }) {
  await keep(attributes);
  const path = `/conversations/calls/${conversationId}/participants/${participantId}/attributes`;
  await api("PATCH", path, { ...rest, body: { attributes } });
}

async function listen({ userId, name, ...rest }) {
  const channel = await api("POST", "/notifications/channels", rest);
  const body = [{ id: `v2.users.${userId}.conversations.calls` }];
  await api("PUT", `/notifications/channels/${channel.id}/subscriptions`, { ...rest, body });
  const socket = new WebSocket(channel.connectUri);
  socket.addEventListener("message", ({ data }) => {
    const { eventBody } = JSON.parse(data);
    const leg = eventBody.participants?.find(({ attributes }) => attributes?.[name] !== undefined);
    if (leg) void chrome.storage.session.set({ text: leg.attributes[name] });
  });
  await new Promise((resolve) => socket.addEventListener("open", resolve));
}

chrome.runtime.onMessage.addListener((message, _sender, answer) => {
  const work = message.do === "write" ? write(message) : listen(message);
  work.then(() => answer(true));
  return true;
});
