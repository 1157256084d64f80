import { useEffect, useId, useRef } from "preact/hooks";
import { tagsIn } from "../attributes/tags.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { placeKey } from "../protocol/draft-key.ts";
import { AttributeField } from "./attribute-field.tsx";
import { Icon } from "./icon.tsx";
import { RevealButton } from "./reveal.tsx";
import { RowMark } from "./row-mark.tsx";
import { isNoted, RowNotes } from "./row-notes.tsx";
import { maskable } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { tagLabel } from "./tag-label.ts";
import type { TagRows } from "./tag-rows.ts";
import { wantedTags } from "./tagging.ts";

/** So many have a digit key of their own. */
const mostDigits = 9;

function TagButtons({ policy, tags }: TagRows) {
  const { shown, toggleTag } = useAppState();
  const given = tagsIn(wantedTags(tags));
  const others = given.filter((tag) => !policy.values.some(({ value }) => value === tag));
  return (
    <div class="tag-buttons">
      {policy.values.map((tag, index) => {
        const isGiven = given.includes(tag.value);
        const digit = index < mostDigits ? (index + 1).toString() : undefined;
        return (
          <button
            type="button"
            key={tag.value}
            class="tag"
            data-tone={tag.tone}
            aria-pressed={isGiven}
            aria-label={tagLabel(tag)}
            disabled={!shown.editable.value}
            {...(digit === undefined ? {} : { "aria-keyshortcuts": digit, "data-digit": digit })}
            onClick={() => toggleTag(tag.value)}
          >
            {isGiven ? <Icon name="check" /> : null}
            {tagLabel(tag)}
          </button>
        );
      })}
      {others.map((tag) => (
        <span class="tag" key={tag} dir="auto">
          {tag}
        </span>
      ))}
    </div>
  );
}

/** Predefined tags to toggle by click or digit key, and a note: one Save for both. */
export function TagsSection(rows: TagRows) {
  const { tags, note } = rows;
  const { shown, published } = useAppState();
  const tagProblem = published.value?.tagProblems.find(({ conversationId }) => conversationId === tags.conversationId);
  const id = useId();
  const section = useRef<HTMLDivElement>(null);
  const wanted = shown.wantedFocus.value;
  useEffect(() => {
    if (wanted === null || (wanted !== tags.name && wanted !== note.name)) return;
    section.current?.querySelector<HTMLElement>(wanted === note.name ? "textarea" : "button")?.focus();
    shown.wantedFocus.value = null;
  }, [wanted, tags.name, note.name, shown]);
  return (
    <div class="tags" role="group" aria-label={message("tags")} ref={section}>
      <div class="tags-part" data-state={tags.state}>
        <div class="row-head">
          <span>{message("tags")}</span>
          <RowMark row={tags} id={`${id}-tags-mark`} />
        </div>
        <TagButtons {...rows} />
        {tagProblem ? (
          <p class="row-note" data-tone="bad">
            {message(
              tagProblem.isRetried ? "externalTagWaits" : "externalTagFailed",
              problemText(tagProblem.problem).text,
            )}
          </p>
        ) : null}
        <RowNotes row={tags} id={`${id}-tags-note`} />
      </div>
      <div class="tags-part" data-state={note.state}>
        <div class="row-head">
          <label for={`${id}-note`}>{message("note")}</label>
          <RowMark row={note} id={`${id}-note-mark`} />
          <RevealButton place={note} values={maskable(note)} />
        </div>
        <AttributeField
          key={placeKey(note)}
          row={note}
          editable={shown.editable.value}
          id={`${id}-note`}
          label={message("note")}
          lines
          describedBy={isNoted(note) ? `${id}-note-mark ${id}-note-note` : `${id}-note-mark`}
        />
        <RowNotes row={note} id={`${id}-note-note`} />
      </div>
    </div>
  );
}
