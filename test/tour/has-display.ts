/** Whether a window can be shown: always on macOS and Windows, elsewhere where X or Wayland says so. */
export function hasDisplay({ platform, env }: Pick<NodeJS.Process, "platform" | "env">): boolean {
  if (platform === "darwin" || platform === "win32") return true;
  return [env.DISPLAY, env.WAYLAND_DISPLAY].some((display) => display !== undefined && display !== "");
}
