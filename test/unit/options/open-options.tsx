import { render, screen, waitFor } from "@testing-library/preact";
import { OptionsPage } from "../../../src/options/options-page.tsx";
import { createState } from "../../../src/options/state.ts";
import { fakeBrowser } from "../popup/fake-browser.ts";
import { publishedState } from "../popup/published.ts";

let close: () => void = () => undefined;

/** The options page over a published state, once it has read it. */
export async function openOptions(state = publishedState([])): Promise<void> {
  await fakeBrowser.storage.session.set({ state });
  await openUnpublished();
  // What stands last on the page.
  await waitFor(() => screen.getByRole("heading", { name: "Configuration file" }));
}

/** The options page over whatever the background published, if anything. */
export async function openUnpublished(): Promise<void> {
  const options = createState();
  const { unmount } = render(<OptionsPage state={options} />);
  close = () => {
    unmount();
    options.stop();
  };
  await options.loading;
}

export function closeOptions(): void {
  close();
  fakeBrowser.reset();
}
