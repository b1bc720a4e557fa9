// @ts-check
/** End the kernel of a page that is closed. */

/** The token by which Jupyter Server knows its own pages; `kit serve` needs none. */
const token = () => document.cookie.match(/\b_xsrf=([^;]*)/)?.[1];

/**
 * End the page's kernel when the page is closed. Voila's own farewell hangs on an event that phones
 * do not send.
 * @param {() => {kernelId: string, baseUrl: string, server?: string} | null} kernel  the one that the page has then
 */
export function farewell(kernel) {
  const now = kernel();
  // Jupyter Server refuses a farewell without a token, and gives tokens on other pages only.
  if (now && now.server !== "kit" && !token()) fetch(`${now.baseUrl}voila/tree`).catch(() => {});
  addEventListener("pagehide", () => {
    const last = kernel();
    if (last) end(last);
  });
}

/** Tell the server that a kernel is needed no more. @param {{kernelId: string, baseUrl: string}} kernel */
export function end({ kernelId, baseUrl }) {
  const form = new FormData();
  form.append("_xsrf", token() ?? "");
  navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
}
