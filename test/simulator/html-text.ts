/** Makes text safe inside HTML elements and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Makes a string safe as a literal inside an inline script. */
export function scriptLiteral(text: string): string {
  return JSON.stringify(text).replace(/</g, "\\u003c");
}
