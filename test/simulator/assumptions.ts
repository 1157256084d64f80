/**
 * Everything that the simulator does and that no source settles. Each switch here is `assumed`:
 * the fact sheet (genesys-platform-api.md) marks it [INF] (inferred) or [UNK] (unknown), or says nothing of it.
 * Tests and people can turn each at start (`createSimulator({ assumed })`) and while it runs (`control.assume`).
 */
export interface Assumptions {
  // ── sign-in ──────────────────────────────────────────────────────────────────────────────────────────────────────
  /** assumed: how a second sign-in passes while the login cookie lives: an HTTP redirect, or a page whose script goes on. 5.1 [INF]. */
  silentRedirect: "http" | "script";
  /** assumed: lifetime of an authorization code in ms. Not documented. */
  codeLifetimeMs: number;
  /** assumed: the `error` for a code or verifier that is wrong. 5.1: only `unauthorized_client` was observed [OBS S24]; RFC 6749 says `invalid_grant`. */
  badCodeError: "unauthorized_client" | "invalid_grant";
  /** assumed: whether the PKCE answer holds a `refresh_token`. 10.7 [UNK], plan for none. (It is not accepted anywhere.) */
  refreshToken: "absent" | "present";
  /** assumed: what a `scope` in the authorize URL does. 5.1, 10.9 [UNK]. */
  scopeParameter: "ignored" | "refused";
  /** assumed: where a token is valid: only in the region that issued it, or anywhere. Not documented. */
  tokenRegion: "issuing" | "any";
  /** assumed: whether a login host knows the OAuth clients of organizations in other regions. Not documented; a region's organizations are its own. */
  clientElsewhere: "unknown" | "known";
  /** assumed: ms without a request after which a token dies (HIPAA organizations: 900000, 5.1 [DOC]); null = never. */
  tokenIdleMs: number | null;
  /** assumed: whether the login page's logout ends the person's tokens too. 5.1 "tokens die on explicit logout" [DOC S11], extent [INF]. */
  logoutEndsTokens: boolean;
  /** assumed: whether the organization enforces scopes. 5.3: not by default [DOC S14]; the scope of each endpoint is [INF]. */
  scopesEnforced: boolean;
  /** assumed: whether plain web pages may call (CORS headers). 5.4: open [INF, strong]. Extensions with host permissions do not need it. */
  cors: "open" | "closed";

  // ── attributes ───────────────────────────────────────────────────────────────────────────────────────────────────
  /** assumed: ms between a 202 and the value showing in GET and event. 10.10 [UNK]. */
  visibleAfterMs: number;
  /** assumed: ms between a change and its event's arrival. Not documented. */
  eventAfterMs: number;
  /** assumed: whether an attribute PATCH makes an event. 3 "propagation" [INF, very likely]. */
  writeMakesEvent: boolean;
  /** assumed: numbers, booleans, objects in a `conversations` PATCH: 400, stored as text, or stored as they are. 3, 10.1 [UNK]. */
  nonStringValue: "refused" | "stringified" | "kept";
  /** assumed: `null` for one name in a `conversations` PATCH: 400, removes it, stores "", or does nothing. 3, 10.1 [UNK]. */
  nullValue: "refused" | "removed" | "emptied" | "ignored";
  /** assumed: how a native value of the `interactions` dialect shows in the conversation models, which know strings only. Not documented. */
  nativeValueShown: "canonicalString" | "asStored";
  /** assumed: size from which a PATCH is answered 413, in bytes of UTF-8 JSON. 3: the number is [UNK]; 10240 is product.md's. */
  attributesLimitBytes: number;
  /** assumed: what that size is taken of: the participant's whole map after the write, or the request's body. 3 [UNK]. */
  attributesLimitOn: "map" | "request";
  /** assumed: a PATCH after the conversation's end. 3, 10.3 [UNK]. After-call work counts as alive (3 [INF]). */
  writeAfterEnd: "notFound" | "accepted" | "conflict" | "badRequest" | "forbidden";
  /** assumed: a PATCH to a leg that has ended, in a living conversation. Not documented. */
  writeToEndedLeg: "accepted" | "notFound";
  /** assumed: a PATCH by someone who never was on the call. 3, 10.4 [UNK]; the SDK lists no permission. */
  writeByOutsider: "accepted" | "forbidden" | "notFound";
  /** assumed: a PATCH by someone whose legs have all ended (no after-call work). 10.4 [UNK]. */
  writeAfterLeaving: "accepted" | "forbidden";
  /** assumed: `GET …/calls/{id}` by someone who is not on the call. 3 "participants through /conversations/calls" [SDK S2], refusal [INF]. */
  readByOutsider: "notFound" | "accepted";
  /** assumed: ms after its end for which a conversation can be read. source-document.txt: "more than a few minutes ago may be archived". */
  readableAfterEndMs: number;
  /** assumed: the code of a 409. 4.2, 10.5 [UNK]. */
  conflictCode: "general.conflict" | "conflict";

  // ── people on the call ───────────────────────────────────────────────────────────────────────────────────────────
  /** assumed: `purpose` of someone who monitors, coaches or barges. 2.4, 10.6 [INF]. */
  supervisorPurpose: "user" | "agent";
  /** assumed: whether `mediaRoles` names what a supervisor does. 2.4, 10.6 [INF]. */
  supervisorMediaRoles: boolean;
  /** assumed: whether the listing still has the call during after-call work. 2.3 no. 6 "can still be returned" [OBS S17, S18]. */
  listShowsAfterCallWork: boolean;

  /** assumed: whether a supervisor's leg ends with the leg that they listen to. Not documented; "which leg decides what is heard after transfer" (agent-ui-and-peers.md C). */
  supervisionEndsWithTarget: boolean;
  /** assumed: `purpose` of colleagues who call each other. 2.1 names user and agent; which is used on internal calls is not documented. */
  internalPurpose: "user" | "agent";
  /** assumed: state of the own leg while somebody is being dialled. 2.1 names the states, not when. */
  outboundAgentState: "dialing" | "connected";
  /** assumed: `direction` of a customer's leg that we called. Not documented. */
  outboundCallerDirection: "inbound" | "outbound";
  /** assumed: `purpose` of a campaign's leg. 2.1 names both. */
  campaignPurpose: "dialer" | "campaign";
  /** assumed: which leg carries `consultParticipantId`: the model says "the ID of the consult transfer target participant when performing a consult transfer" [SDK], so whoever began it. */
  consultParticipantIdOn: "initiator" | "target" | "both";
  /** assumed: whether callers' legs are `held` during a consultation. Not documented. */
  consultHoldsCaller: boolean;
  /** assumed: whether a transfer ends the caller's leg and gives them a new one, with a copy of the attributes. Not documented; a draft must survive it. */
  transferRenewsCallerLeg: boolean;
  /** assumed: whether events name the queue. 7.3: the model has the name [SDK], the example has the id alone. */
  eventQueueName: boolean;
  /** assumed: body of the answer to `PUT …/tags`. 1.5: the SDK's type is `string` [SDK]; what it says is not documented. */
  externalTagAnswer: "empty" | "text";

  /** assumed: where a supervisor's `#/analytics/…` views stand: in the directory page itself, or in a same-origin frame `/analytics-ui/` with a hash of its own (agent-ui-and-peers.md A2, one source; the inner hash is inferred). */
  analyticsView: "inline" | "frame";

  // ── outside context ──────────────────────────────────────────────────────────────────────────────────────────────
  /** assumed: HTTP status of an action's own error. 1.5: "errors its error schema or ErrorBody" [SDK]; the status is not documented. */
  actionErrorStatus: number;
  /** assumed: whether a contact's organization has its name without `expand`; its values, "contacts.externalOrganization" for a lookup, stand in the generated docs of the SDKs (S2). */
  externalOrganizationShown: "expanded" | "always";

  // ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────────
  /** assumed: requests a minute and token before 429; fixed windows. 4.3: 300 [INF for user tokens]. 0 = no limit. */
  requestsPerMinute: number;

  // ── notifications ────────────────────────────────────────────────────────────────────────────────────────────────
  /** assumed: ms between heartbeats. 7.4 "~every 30 s" [OBS]. */
  heartbeatMs: number;
  /** assumed: ms between `v2.system.socket_closing` and the close. 7.4 "about 1 min" [DOC S23]. */
  socketClosingMs: number;
  /** assumed: close code for a socket that a second one on its channel kicks. Not documented. */
  kickedCloseCode: number;
  /** assumed: what becomes of a channel when its token ends. 7.4 "may close" [S23, second hand]. */
  channelWhenTokenEnds: "closed" | "kept";
  /** assumed: whether topics can be subscribed over the socket. 7.4 [OBS S21], undocumented. */
  subscribeOverSocket: boolean;
}

/** The defaults; each was chosen because it is inferred, or, where nothing is known, because it asks more of a client. */
export const defaultAssumptions: Readonly<Assumptions> = {
  silentRedirect: "http",
  codeLifetimeMs: 300_000,
  badCodeError: "invalid_grant",
  refreshToken: "absent",
  scopeParameter: "ignored",
  tokenRegion: "issuing",
  clientElsewhere: "unknown",
  tokenIdleMs: null,
  logoutEndsTokens: true,
  scopesEnforced: false,
  cors: "open",
  visibleAfterMs: 0,
  eventAfterMs: 20,
  writeMakesEvent: true,
  nonStringValue: "refused",
  nullValue: "refused",
  nativeValueShown: "canonicalString",
  attributesLimitBytes: 10_240,
  attributesLimitOn: "map",
  writeAfterEnd: "notFound",
  writeToEndedLeg: "accepted",
  writeByOutsider: "accepted",
  writeAfterLeaving: "accepted",
  readByOutsider: "notFound",
  readableAfterEndMs: 600_000,
  conflictCode: "general.conflict",
  supervisorPurpose: "user",
  supervisorMediaRoles: true,
  listShowsAfterCallWork: true,
  supervisionEndsWithTarget: true,
  internalPurpose: "user",
  outboundAgentState: "dialing",
  outboundCallerDirection: "outbound",
  campaignPurpose: "dialer",
  consultParticipantIdOn: "initiator",
  consultHoldsCaller: false,
  transferRenewsCallerLeg: false,
  eventQueueName: false,
  externalTagAnswer: "empty",
  analyticsView: "inline",
  actionErrorStatus: 400,
  externalOrganizationShown: "expanded",
  requestsPerMinute: 300,
  heartbeatMs: 30_000,
  socketClosingMs: 60_000,
  kickedCloseCode: 1000,
  channelWhenTokenEnds: "closed",
  subscribeOverSocket: true,
};
