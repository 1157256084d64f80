import { message } from "../platform/i18n.ts";

/** The outline of what comes, so that nothing jumps when it comes. */
export function Loading() {
  return (
    <main class="loading" aria-busy="true">
      <h1 class="visually-hidden">{message("loadingTitle")}</h1>
      {Array.from({ length: 6 }, (_, index) => (
        <div class="skeleton" key={index} />
      ))}
    </main>
  );
}
