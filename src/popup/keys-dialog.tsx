import { message } from "../platform/i18n.ts";
import { Dialog } from "./dialog.tsx";
import { useAppState } from "./state-context.ts";

/** Apple's keyboards have another key for what is Ctrl elsewhere; shortcuts.ts takes both. */
const command = navigator.userAgent.includes("Mac") ? "⌘" : "Ctrl";

/** What the keys do, in the order in which they are needed. */
export function KeysDialog() {
  const { keysShown } = useAppState();
  if (!keysShown.value) return null;
  const keys = [
    ["/", message("keyFilter")],
    ["↑ ↓", message("keyWalk")],
    ["Enter", message("keySaveRow")],
    [`${command}+Enter`, message("keySaveLines")],
    ["Esc", message("keyRevert")],
    [`${command}+S`, message("keySaveAll")],
    [`${command}+Z`, message("keyUndo")],
    ["1 – 9", message("keyTags")],
    ["?", message("keyList")],
  ];
  function onClose(): void {
    keysShown.value = false;
  }
  return (
    <Dialog label={message("shortcuts")} onClose={onClose}>
      <dl class="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div class="buttons">
        <button type="button" onClick={onClose}>
          {message("close")}
        </button>
      </div>
    </Dialog>
  );
}
