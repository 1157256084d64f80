import { conversationsDialect } from "../genesys/conversations-dialect.ts";
import type { AttributeDialect } from "../genesys/dialect.ts";
import { interactionsDialect } from "../genesys/interactions-dialect.ts";
import type { Dialect } from "../attributes/dialect.ts";

const dialects: Record<Dialect, AttributeDialect> = {
  conversations: conversationsDialect,
  interactions: interactionsDialect,
};

export function dialectOf(setting: Dialect): AttributeDialect {
  return dialects[setting];
}
