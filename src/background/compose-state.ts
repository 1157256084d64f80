import type { Conversation } from "../genesys/conversation.ts";
import type { GenesysError } from "../genesys/errors.ts";
import type { User } from "../genesys/user.ts";
import type { Account, PublishedState, ShownCall, ShownChange, TagProblem } from "../protocol/published-state.ts";
import type { PageHint } from "../protocol/page-hint.ts";
import type { ShownSource } from "../protocol/sources.ts";
import type { Settings } from "../protocol/settings.ts";
import type { CallsState } from "./calls.ts";
import type { ChangeRecord, Leg } from "./change-record.ts";
import { ownerOf } from "./owner.ts";
import type { LastSave } from "./last-save.ts";
import type { Masks } from "./masks.ts";
import type { SessionStatus } from "./session.ts";
import type { PolicyKeeper } from "./policy.ts";
import { showCall, type Viewer } from "./show-call.ts";
import { showsIt } from "./shows-it.ts";
import { maskCall, maskChanges, maskProgress } from "./with-masks.ts";
import { withoutHidden, withoutHiddenProposals } from "./without-hidden.ts";
import type { WatchStatus } from "./watch.ts";

/** Everything that the published state is made of. */
interface StateParts {
  readonly settings: Settings;
  readonly isSetUp: boolean;
  readonly session: SessionStatus;
  readonly calls: CallsState;
  /** A call that is looked at from outside, and cannot be shown. */
  readonly refused: { readonly conversationId: string; readonly problem: GenesysError } | null;
  readonly changes: readonly ChangeRecord[];
  readonly watch: WatchStatus;
  readonly selectedId: string | undefined;
  readonly front: PageHint;
  readonly lastSave: ReturnType<LastSave["current"]>;
  readonly limits: { totalBytes: number };
  readonly sources: readonly ShownSource[];
  readonly tagProblems: readonly TagProblem[];
  readonly policy: PolicyKeeper;
  readonly masks: Masks;
}

function account({ session, isSetUp }: StateParts): Account {
  switch (session.status) {
    case "signing-in":
      return { status: "signing-in" };
    case "signed-out":
      return isSetUp ? { status: "signed-out", problem: session.problem } : { status: "setup-needed" };
    case "signed-in": {
      const { user, signInNeeded } = session.session;
      const owner = ownerOf(user);
      return {
        status: "signed-in",
        owner,
        userName: user.userName,
        organizationName: user.organizationName,
        signInNeeded,
      };
    }
  }
}

function showChange({
  conversationId,
  participantId,
  name,
  base,
  value,
  status,
  problem,
  retryAt,
}: ChangeRecord): ShownChange {
  return { conversationId, participantId, name, base, value, status, problem, retryAt };
}

/** A save can be undone while its call can be written to. */
function undoable(lastSave: StateParts["lastSave"], list: readonly ShownCall[]): PublishedState["undo"] {
  const call = list.find(({ conversationId }) => conversationId === lastSave?.conversationId);
  if (!lastSave || !call || call.phase === "ended") return null;
  const { id, conversationId, participantId, edits } = lastSave;
  return { id, conversationId, participantId, names: edits.flatMap(({ name, isStamp }) => (isStamp ? [] : [name])) };
}

/** The queue's name, where Genesys gave none, may be on the page before the person's eyes. */
function viewerOf({ front, selectedId }: StateParts): (user: User, conversation: Conversation) => Viewer {
  return (user, conversation) => {
    const isOnPage = conversation.id === selectedId && showsIt(front, conversation, user.userId);
    return { ...user, queueHint: isOnPage ? front.queue : null };
  };
}

/** What the pages paint from. The token has no place in it, nor has a sensitive value. */
export function composeState(parts: StateParts): PublishedState {
  const { settings, session, calls, changes, watch, selectedId, policy, masks } = parts;
  const viewer = viewerOf(parts);
  const user = session.status === "signed-in" ? session.session.user : undefined;
  const list = user
    ? calls.conversations.map((conversation) =>
        maskCall(withoutHidden(showCall(conversation, viewer(user, conversation)), policy.rules()), masks),
      )
    : [];
  return {
    settings,
    account: account(parts),
    calls: {
      ...{ status: calls.status, problem: calls.problem, list, selectedId: selectedId ?? null },
      refused: user ? parts.refused : null,
    },
    changes: user ? maskChanges(changes.map(showChange), masks) : [],
    undo: undoable(parts.lastSave, list),
    tags: policy.tags(),
    limits: parts.limits,
    sources: parts.sources
      .map((source) => withoutHiddenProposals(source, list, policy.rules()))
      .map((source) => ({ ...source, progress: maskProgress(source.progress, masks) })),
    tagProblems: [...parts.tagProblems],
    policy: policy.shown(),
    findings: [...policy.findings()],
    channel: watch,
  };
}

/** The calls on which somebody's text hangs: a draft, or a change on its way. */
export function heldCalls(typed: readonly Leg[], changes: readonly Leg[]): string[] {
  return [...typed, ...changes].map(({ conversationId }) => conversationId);
}
