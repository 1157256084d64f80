import * as z from "zod/mini";
import { copyExtension, type ExtensionCopy } from "./extension-copy.ts";

const manifestSchema = z.looseObject({
  permissions: z.array(z.string()),
  optional_permissions: z.array(z.string()),
});

/**
 * A copy of a Chrome build that has the optional permission `notifications` from the start: Chrome asks for it in a bubble that
 * no driver reaches, and what is there is granted unasked.
 */
export function withNotifications(extension: string): Promise<ExtensionCopy> {
  return copyExtension(extension, "manifest.json", (text) => {
    const manifest = manifestSchema.parse(JSON.parse(text));
    const { permissions, optional_permissions: optional } = manifest;
    return JSON.stringify({ ...manifest, permissions: [...permissions, ...optional], optional_permissions: [] });
  });
}
