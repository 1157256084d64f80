import * as z from "zod/mini";
import type { Clock } from "./clock.ts";
import { callConversationSchema } from "./call-conversation.ts";
import { callsTopic } from "./channel.ts";
import type { Conversation } from "./conversation.ts";

/** What the socket tells its owner. After `lost` nothing more comes. */
export interface SocketListener {
  opened(): void;
  conversation(conversation: Conversation): void;
  /** The server closes soon; connect again to the same address, channel and subscriptions survive (7.4 [SDK]). */
  closingSoon(): void;
  /** Something arrived, be it a heartbeat: the socket lives. */
  heard(): void;
  /** Another channel took its place, or its token was revoked: heartbeats may go on, and events will not (7.4 [SDK S5]). */
  cutOff(): void;
  /** Another system message, `subscription_changed` (7.4 [SDK S5]) or one that nobody documented: ask what is subscribed. */
  doubted(): void;
  /** Closed, refused, or silent for too long. `wasOpen` says whether it ever was open. */
  lost(reason: { wasOpen: boolean }): void;
}

/** A socket that is listened to. */
export interface ListeningSocket {
  /** Was there silence for too long? A computer that slept has stopped every timer, but not the clock on the wall. */
  check(): void;
  /** Nothing more comes. */
  close(): void;
}

/** Ping every 20 s; longer than 35 s of silence is a dead socket (genesys-platform-api.md 7.4 [OBS S21][DOC S25]). */
const pingEvery = 20_000;
const silenceLimit = 35_000;

const systemTopics = "v2.system.";
const closingTopic = `${systemTopics}socket_closing`;
const endingTopics = [`${systemTopics}no_longer_subscribed`, `${systemTopics}token_revoked`];

const frameSchema = z.object({ topicName: z.string(), eventBody: z.optional(z.unknown()) });

function parseFrame(text: unknown): z.infer<typeof frameSchema> | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const parsed = frameSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Listens to a channel until it is lost or closed. */
export function listen(
  parts: { WebSocket: typeof WebSocket; clock: Clock },
  address: { connectUri: string; userId: string },
  listener: SocketListener,
): ListeningSocket {
  const { clock } = parts;
  const socket = new parts.WebSocket(address.connectUri);
  const topic = callsTopic(address.userId);
  let wasOpen = false;
  let done = false;
  let heardAt = clock.now();
  let cancelSilence = clock.after(silenceLimit, lose);
  const stopPings = clock.every(pingEvery, () => {
    check();
    if (wasOpen && !done) socket.send(JSON.stringify({ message: "ping" }));
  });

  function finish(): void {
    done = true;
    cancelSilence();
    stopPings();
    socket.close();
  }
  function lose(): void {
    if (done) return;
    finish();
    listener.lost({ wasOpen });
  }
  function check(): void {
    if (clock.now() - heardAt > silenceLimit) lose();
  }
  function heard(): void {
    heardAt = clock.now();
    cancelSilence();
    cancelSilence = clock.after(silenceLimit, lose);
  }

  socket.addEventListener("open", () => {
    if (done) return;
    wasOpen = true;
    heard();
    listener.opened();
  });
  socket.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (done) return;
    heard();
    listener.heard();
    const frame = parseFrame(event.data);
    if (frame?.topicName.startsWith(systemTopics)) {
      if (frame.topicName === closingTopic) listener.closingSoon();
      else if (endingTopics.includes(frame.topicName)) listener.cutOff();
      else listener.doubted();
    }
    if (frame?.topicName !== topic) return;
    const parsed = callConversationSchema.safeParse(frame.eventBody);
    if (parsed.success) listener.conversation(parsed.data);
  });
  socket.addEventListener("close", lose);
  socket.addEventListener("error", lose);
  return {
    check,
    close() {
      if (!done) finish();
    },
  };
}
