import { linkTo } from "../attributes/policy/link.ts";
import { isStandIn } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import { Icon } from "./icon.tsx";
import type { Row } from "./rows.ts";

/** Where the organization's link leads with this value; its host is seen before anyone goes there. */
export function RowLink({ row: { rule, text, value, label } }: { row: Row }) {
  const link = isStandIn(value) ? null : linkTo(rule?.link ?? "", text);
  if (!link) return null;
  return (
    <a
      class="row-link"
      href={link.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={message("linkOpens", label, link.host)}
      title={link.url}
    >
      {link.host}
      <Icon name="external" />
    </a>
  );
}
