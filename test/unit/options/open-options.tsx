import { render, screen, waitFor } from "@testing-library/preact";
import { OptionsPage } from "../../../src/options/options-page.tsx";
import { createState } from "../../../src/options/state.ts";
import { fakeBrowser } from "../popup/fake-browser.ts";
import { publishedState } from "../popup/published.ts";

let close: () => void = () => undefined;

/** The options page over a published state, once it has read it. */
export async function openOptions(state = publishedState([])): Promise<void> {
  await fakeBrowser.storage.session.set({ state });
  const options = createState();
  const { unmount } = render(<OptionsPage state={options} />);
  close = () => {
    unmount();
    options.stop();
  };
  await options.loading;
  // What stands last on the page.
  await waitFor(() => screen.getByRole("heading", { name: "Configuration file" }));
}

export function closeOptions(): void {
  close();
  fakeBrowser.reset();
}
