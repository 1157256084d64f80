// tsx names the functions inside of what Puppeteer takes into a page with this.
globalThis.__name = (named) => named;

// Marks the moment after the frame in which so many elements are there. Before every script of the page, the same in both extensions.
{
  const { selector, count } = document.currentScript.dataset;
  const mark = () => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => performance.mark("painted");
      port2.postMessage(undefined);
    });
  };
  const isThere = () => document.querySelectorAll(selector).length >= Number(count);
  if (isThere()) mark();
  else {
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      mark();
    });
    observer.observe(document, { childList: true, subtree: true });
  }
}
