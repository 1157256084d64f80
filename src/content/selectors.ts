/**
 * Everything that Calltag knows of the agent UI's DOM. Source of all: agent-ui-and-peers.md A3 (2026-11, gathered from
 * public code, none checked in a running organization); in brackets who has it, and the confidence there. Labels are
 * localised and ids volatile: only classes and `data-*` hold. If none of these matches, the API alone finds the call.
 */
export const selectors = {
  /** [Drandoxx Genesys_V2.user.js v1.527.0, 2026; Script-Completo 92260ee8, 2026-01-30; three userscripts; H] */
  rosterItem: ".interaction-group",
  selectedRosterItem: ".interaction-group.is-selected",
  /** [Drandoxx 2026; Script-Completo 2026-01-30: `h3.participant-name`; H] */
  rosterName: ".participant-name",
  /** [Drandoxx 2026; Script-Completo 2026-01-30; H] */
  rosterQueue: ".int-queue",
  /** [Drandoxx 2026: the first visible one; H] */
  selectedInteraction: ".selected-interaction-container",
  /** [Drandoxx 2026; H] */
  interactionName: ".participant-name, .interaction-name",
  /** [Drandoxx 2026; M] */
  answerButton: '.messenger-shown [data-action="answerInteraction"]',
  /** Present although nothing is selected, idle or closed. [Drandoxx 2026; M; the roster item H] */
  desktop:
    ".interaction-group, .interaction-queue-status-container, .interactions.chat-container, .command-panel.agent",
  /** Roster and selected interaction in one, the narrowest first. [Drandoxx 2026; M] */
  observed: [".interactions.chat-container", ".command-panel.agent"],
} as const;
