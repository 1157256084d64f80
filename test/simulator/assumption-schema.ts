import * as z from "zod/mini";

/** A part of `Assumptions`, as JSON that came from outside; what each means stands in `assumptions.ts`. */
export const assumptionSchema = z.partial(
  z.strictObject({
    silentRedirect: z.enum(["http", "script"]),
    codeLifetimeMs: z.number(),
    badCodeError: z.enum(["unauthorized_client", "invalid_grant"]),
    refreshToken: z.enum(["absent", "present"]),
    scopeParameter: z.enum(["ignored", "refused"]),
    tokenRegion: z.enum(["issuing", "any"]),
    tokenIdleMs: z.nullable(z.number()),
    logoutEndsTokens: z.boolean(),
    scopesEnforced: z.boolean(),
    cors: z.enum(["open", "closed"]),
    visibleAfterMs: z.number(),
    eventAfterMs: z.number(),
    writeMakesEvent: z.boolean(),
    nonStringValue: z.enum(["refused", "stringified", "kept"]),
    nullValue: z.enum(["refused", "removed", "emptied", "ignored"]),
    nativeValueShown: z.enum(["canonicalString", "asStored"]),
    attributesLimitBytes: z.number(),
    attributesLimitOn: z.enum(["map", "request"]),
    writeAfterEnd: z.enum(["notFound", "accepted", "conflict", "badRequest", "forbidden"]),
    writeToEndedLeg: z.enum(["accepted", "notFound"]),
    writeByOutsider: z.enum(["accepted", "forbidden", "notFound"]),
    writeAfterLeaving: z.enum(["accepted", "forbidden"]),
    readByOutsider: z.enum(["notFound", "accepted"]),
    readableAfterEndMs: z.number(),
    conflictCode: z.enum(["general.conflict", "conflict"]),
    supervisorPurpose: z.enum(["user", "agent"]),
    supervisorMediaRoles: z.boolean(),
    listShowsAfterCallWork: z.boolean(),
    requestsPerMinute: z.number(),
    heartbeatMs: z.number(),
    socketClosingMs: z.number(),
    kickedCloseCode: z.number(),
    channelWhenTokenEnds: z.enum(["closed", "kept"]),
    subscribeOverSocket: z.boolean(),
  }),
);

/** What `assume` takes. */
export type AssumedChanges = z.infer<typeof assumptionSchema>;
