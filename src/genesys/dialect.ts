import type { Attribute } from "../attributes/attribute.ts";
import type { Result } from "./errors.ts";
import type { Api } from "./user.ts";

/** One leg of a call; the interaction's id is the conversation's (product.md, "Words"). */
export interface LegAddress {
  readonly conversationId: string;
  readonly participantId: string;
}

/** How a participant's attributes are read and written. Finding the call, sign-in and channel are the same in both. */
export interface AttributeDialect {
  /** The attributes as this API has them; `undefined` where snapshots of the conversation are as good. */
  readonly read: ((api: Api, leg: LegAddress) => Promise<Result<Attribute[]>>) | undefined;
  /** Writes the given attributes and no others. `kind` says what the server had. Never an empty list. */
  readonly write: (api: Api, leg: LegAddress, attributes: readonly Attribute[]) => Promise<Result<undefined>>;
}
