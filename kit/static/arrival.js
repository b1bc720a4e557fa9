// @ts-check
/**
 * See a served page come to life, and let it go when it is closed.
 *
 * The words "the page is loading" stand in the page from the first byte. They go when every window
 * is drawn; if that takes long, or fails, they change into what the visitor can do.
 */

/** After how many seconds the visitor is told that this takes longer than usual. */
const LONG = 20;

/** What Voila replaces with a window once its scripts are there. */
const WAITING = 'script[type="application/vnd.voila.cell-output+json"]';
/** The place of a window; some windows have nothing to show until the one before them is done. */
const PLACE = ".kit-cell > .jp-OutputArea-output";

/**
 * Tell whether every window has its place and at least one has come to life.
 * @param {ParentNode} page
 */
export function drawn(page) {
  if (page.querySelector(WAITING)) return false;
  return !page.querySelector(PLACE) || page.querySelector(`${PLACE} > :not(:empty)`) !== null;
}

/**
 * Keep the line with the words true until every window is drawn.
 * @param {HTMLElement} line
 */
function watch(line) {
  const late = setTimeout(() => speak(line, "slow"), LONG * 1000);
  const look = () => {
    if (!drawn(document)) return;
    observer.disconnect();
    clearTimeout(late);
    line.remove();
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
}

/**
 * Show the words that the page brought along for this case, in both languages.
 * @param {HTMLElement} line
 * @param {"slow" | "lost"} what
 */
function speak(line, what) {
  for (const words of line.querySelectorAll("[data-when]")) {
    /** @type {HTMLElement} */ (words).hidden = words.getAttribute("data-when") !== what;
  }
}

/**
 * End the kernel of a page that is closed. Voila's own farewell hangs on an event that phones do
 * not send.
 * @param {string} kernel
 * @param {string} base
 */
function farewell(kernel, base) {
  addEventListener("pagehide", () => {
    navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}`, new FormData());
  });
  // A page that the browser kept and shows again has lost its kernel: draw it anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function start() {
  const line = document.getElementById("kit-loading");
  if (line) {
    watch(line);
    const failed = () => speak(line, "lost");
    document.querySelector("script[data-voila]")?.addEventListener("error", failed);
  }
  const config = document.getElementById("jupyter-config-data");
  const { kernelId, baseUrl } = config ? JSON.parse(config.textContent ?? "{}") : {};
  if (kernelId) farewell(kernelId, baseUrl);
}

if (typeof document !== "undefined") start();
