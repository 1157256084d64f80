import { json, type Reply } from "./exchange.ts";

/** What an error body may say beyond code and status. genesys-platform-api.md 4.1. */
export interface ErrorDetails {
  message?: string;
  messageWithParams?: string;
  messageParams?: Record<string, string>;
}

/** Texts: those of missing.permissions, attribute.null, 413, 409 and 429 are documented (3, 4.1, 4.2), the others are assumed. */
const messages: Readonly<Record<string, string>> = {
  "bad.request": "The request could not be understood by the server due to malformed syntax.",
  "invalid.value": "Value is not valid.",
  "conversation.error.participant.attribute.null": "Cannot update participant attribute map to a null value.",
  "conversation.error.monitor.own.conversation": "You cannot monitor your own conversation.",
  "notification.invalid.topic": "The topic is not valid.",
  "notification.subscription.too.many.subscriptions": "The channel has too many subscriptions.",
  "authentication.required": "No authentication bearer token specified in authorization header.",
  "bad.credentials": "Invalid login credentials.",
  "not.authorized": "You are not authorized to perform the requested action.",
  "conversation.error.forbidden.not.active.participant": "You are not an active participant of the conversation.",
  "not.found": "The requested resource was not found.",
  "conversation.not.found": "The conversation was not found.",
  "conversation.error.conversation.not.found": "The conversation was not found.",
  "conversation.error.not.conversation.participant": "The participant is not part of the conversation.",
  "client.timeout": "The client did not produce a request within the server timeout limit.",
  "general.conflict": "The request conflicts with the current state of the target resource.",
  conflict: "The request conflicts with the current state of the target resource.",
  "unsupported.media.type": "Unsupported Media Type",
  "payload.or.params.invalid": "The request payload or parameters are not valid.",
  "internal.server.error":
    "The server encountered an unexpected condition which prevented it from fulfilling the request.",
  "service.unavailable":
    "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).",
  "authentication.request.timeout": "Authentication request timeout.",
};

/** The code of a status that a test asks for without naming one. 4.2. */
const codeOfStatus: Readonly<Record<number, string>> = {
  400: "bad.request",
  401: "bad.credentials",
  403: "not.authorized",
  404: "not.found",
  408: "client.timeout",
  409: "general.conflict",
  413: "request.entity.too.large",
  415: "unsupported.media.type",
  422: "payload.or.params.invalid",
  429: "too.many.requests.retry.after",
  500: "internal.server.error",
  503: "service.unavailable",
  504: "authentication.request.timeout",
};

/** An `ErrorBody`; `contextId` is filled in where every API answer gets its correlation id. 4.1 [SDK S1]. */
export function errorAnswer(status: number, code: string, details: ErrorDetails = {}): Reply {
  return json(status, {
    message: details.message ?? messages[code] ?? code,
    code,
    status,
    messageWithParams: details.messageWithParams,
    messageParams: details.messageParams ?? {},
    contextId: "",
    details: [],
    errors: [],
  });
}

/** 403 `missing.permissions` / `missing.any.permissions`. 4.1 gives the text of the first. */
export function missingPermissions(permissions: readonly string[]): Reply {
  const list = permissions.join(", ");
  const any = permissions.length > 1;
  const start = any
    ? "Unable to perform the requested action. You must have at least one of the following permissions assigned: "
    : "Unable to perform the requested action. You are missing the following permission(s): ";
  return errorAnswer(403, any ? "missing.any.permissions" : "missing.permissions", {
    message: start + list,
    messageWithParams: `${start}{permissions}`,
    messageParams: { permissions: list },
  });
}

/** 413; "Maximum bytes: %s" is documented, 3. */
export function tooLarge(limitBytes: number): Reply {
  const limit = String(limitBytes);
  return errorAnswer(413, "request.entity.too.large", {
    message: `The request is over the size limit. Maximum bytes: ${limit}`,
    messageWithParams: "The request is over the size limit. Maximum bytes: {limit}",
    messageParams: { limit },
  });
}

/** The normalized 429: exactly the documented members and header. 4.2 [DOC S9]. */
export function tooManyRequests(retryAfterSeconds: number): Reply {
  const seconds = String(retryAfterSeconds);
  return json(
    429,
    {
      message: `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`,
      code: "too.many.requests.retry.after",
      status: 429,
      contextId: "",
      details: [],
      errors: [],
    },
    { "retry-after": seconds },
  );
}

/** An error of a status alone, as faults ask for it. */
export function errorOfStatus(status: number, retryAfterSeconds: number | undefined): Reply {
  if (status === 429) return tooManyRequests(retryAfterSeconds ?? 60);
  const answer = errorAnswer(status, codeOfStatus[status] ?? "internal.server.error");
  if (retryAfterSeconds !== undefined) answer.headers["retry-after"] = String(retryAfterSeconds);
  return answer;
}
