import { escapeHtml, scriptLiteral } from "./html-text.ts";
import type { Person } from "./people.ts";

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #23395d; font: 16px/1.5 system-ui, sans-serif; color: #1d2a3e; }
  main { background: #fff; border-radius: 8px; padding: 32px 36px; width: 300px; box-shadow: 0 12px 40px rgb(0 0 0 / 35%); }
  h1 { font-size: 20px; margin: 0 0 4px; }
  p { margin: 0 0 20px; color: #55617a; font-size: 14px; }
  button { display: block; width: 100%; margin: 0 0 10px; padding: 11px 14px; font: inherit; text-align: left; color: inherit; background: #f3f5f9; border: 1px solid #c9d1e0; border-radius: 5px; cursor: pointer; }
  button:hover, button:focus-visible { background: #e4ebf7; border-color: #2f63c4; outline: none; }
</style>
</head>
<body><main>${content}</main></body>
</html>`;
}

/** The page where the person picks who they are: a button per person, named by the person's name. */
export function signInPage(people: readonly Person[], authorizeQuery: string): string {
  const buttons = people.map(
    (person) => `<button type="submit" name="user" value="${person.id}">${escapeHtml(person.name)}</button>`,
  );
  return page(
    "Genesys Cloud (simulator)",
    `<h1>Genesys Cloud (simulator)</h1>
<p>Sign in to Acme Service as</p>
<form method="post" action="/__simulator/sign-in">
<input type="hidden" name="continue" value="${escapeHtml(authorizeQuery)}">
${buttons.join("\n")}
</form>`,
  );
}

/** What someone sees whose client or redirect URI is not registered, so that nothing may be sent back. */
export function signInErrorPage(error: string, description: string): string {
  return page(
    "Genesys Cloud (simulator)",
    `<h1>Sign-in failed</h1><p role="alert">${escapeHtml(error)}: ${escapeHtml(description)}</p>`,
  );
}

/** Goes on by script, for the switch `silentRedirect: "script"`. */
export function scriptRedirectPage(location: string): string {
  return page(
    "Genesys Cloud (simulator)",
    `<p>Signing in …</p><script>location.replace(${scriptLiteral(location)});</script>`,
  );
}
