// @ts-check
/**
 * See a served page come to life, and let it go when it is closed.
 *
 * The words "the page is loading" stand in the page from the first byte. They go when every window
 * is drawn; if that takes long, or fails, they change into what the visitor can do.
 */

import { takeMine } from "./mine.js";

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

/** The token by which Jupyter Server knows its own pages; `kit serve` needs none. */
const token = () => document.cookie.match(/\b_xsrf=([^;]*)/)?.[1];

/**
 * End the kernel of a page that is closed. Voila's own farewell hangs on an event that phones do
 * not send.
 * @param {{kernelId: string, baseUrl: string, server?: string}} config
 */
function farewell({ kernelId, baseUrl, server }) {
  // Jupyter Server refuses a farewell without a token, and gives tokens on other pages only.
  if (server !== "kit" && !token()) fetch(`${baseUrl}voila/tree`).catch(() => {});
  addEventListener("pagehide", () => {
    const form = new FormData();
    form.append("_xsrf", token() ?? "");
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
  });
  // A page that the browser kept and shows again has lost its kernel: draw it anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

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

function start() {
  stay(document, location);
  // Before anything else: a personal key must not stay in the address.
  takeMine();
  const line = document.getElementById("kit-loading");
  if (line) {
    watch(line);
    const failed = () => speak(line, "lost");
    document.querySelector("script[data-voila]")?.addEventListener("error", failed);
  }
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  if (config.kernelId) farewell(config);
}

if (typeof document !== "undefined") start();
