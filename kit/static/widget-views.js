// @ts-check
/** Which widget of a kernel belongs to which window of a page. */

const VIEW = "application/vnd.jupyter.widget-view+json";

/**
 * Pair the windows that stand in a page with what its cells show in a kernel, by cell and order.
 * @template {{root: HTMLElement}} Window
 * @param {import("./turns.js").Cell[]} cells
 * @param {Window[]} windows
 * @returns {{comms: Map<Window, string>, others: number}} comms: the widget of each window;
 *   others: how many widgets have no window of ours
 */
export function commsOf(cells, windows) {
  const comms = new Map();
  let others = 0;
  for (const cell of cells) {
    const [ids, here] = [idsIn(cell), windowsIn(cell, windows)];
    for (const [place, window_] of here.entries()) if (ids[place]) comms.set(window_, ids[place]);
    others += Math.max(0, ids.length - here.length);
  }
  return { comms, others };
}

/** The widgets that a cell shows, by id. @param {import("./turns.js").Cell} cell @returns {string[]} */
export const idsIn = ({ outputs }) => outputs.map(({ data }) => data?.[VIEW]?.model_id).filter(Boolean);

/**
 * The windows that stand in a cell, in order.
 * @template {{root: HTMLElement}} Window
 * @param {import("./turns.js").Cell} cell
 * @param {Window[]} windows
 */
export const windowsIn = ({ index }, windows) => windows.filter(({ root }) => cellOf(root) === String(index));

/** @param {HTMLElement} root */
const cellOf = (root) => /** @type {HTMLElement | null} */ (root.closest("[data-cell]"))?.dataset.cell;
