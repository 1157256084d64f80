// The one text node: whatever the worker publishes.
const shown = document.querySelector("[data-floor]");
chrome.storage.onChanged.addListener(({ text }) => {
  if (text) shown.textContent = text.newValue;
});

/** The bare message. */
globalThis.write = (request) => chrome.runtime.sendMessage({ do: "write", ...request });
globalThis.listen = (request) => chrome.runtime.sendMessage({ do: "listen", ...request });
