// @ts-check
/**
 * The line with the words "the page is loading", which stands in a page from the first byte, in both
 * languages. It changes into what the visitor can do when that takes long, and goes at last.
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
export function watch(line) {
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
 * @param {"slow" | "lost" | "queue" | null} what
 * @param {number} [place]  in the queue
 */
export function speak(line, what, place) {
  for (const spot of line.querySelectorAll("[data-place]")) spot.textContent = String(place ?? "");
  for (const words of line.querySelectorAll("[data-when]")) {
    /** @type {HTMLElement} */ (words).hidden = words.getAttribute("data-when") !== what;
  }
}
