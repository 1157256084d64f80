/** A whole UUID and nothing else: placeholders that nobody filled in (`{{gcConversationId}}`) are none (agent-ui-and-peers.md A2). */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
