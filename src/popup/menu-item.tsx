import { Icon, type IconName } from "./icon.tsx";

interface Props {
  /** The id of the menu that it stands in. */
  readonly menu: string;
  readonly icon: IconName;
  readonly text: string;
  readonly onClick: () => unknown;
}

/** Whatever it does, it closes its menu. */
export function MenuItem({ menu, icon, text, onClick }: Props) {
  return (
    <button type="button" popovertarget={menu} popovertargetaction="hide" onClick={onClick}>
      <Icon name={icon} />
      {text}
    </button>
  );
}
