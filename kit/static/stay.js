// @ts-check
/** Being in a round goes on from page to page. */

/**
 * Whoever is in a round stays in it: the links between the pages carry it on.
 * @param {ParentNode} page
 * @param {Location} here
 */
export function stay(page, here) {
  const round = new URLSearchParams(here.search).get("round");
  if (!round) return;
  for (const link of page.querySelectorAll("a[href]")) {
    const { origin, pathname, search, hash } = new URL(/** @type {HTMLAnchorElement} */ (link).href, here.href);
    // A link that names its own questionnaire leads out of the round.
    const isPage = origin === here.origin && /\.ipynb$|\/$/.test(pathname) && !search && !link.getAttribute("href")?.startsWith("#");
    if (isPage) link.setAttribute("href", `${pathname}?round=${encodeURIComponent(round)}${hash}`);
  }
}
