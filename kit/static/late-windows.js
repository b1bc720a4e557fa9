// @ts-check
/**
 * The kit's windows that need to know more than the page brought along: they are drawn from what
 * their widgets tell of themselves, as soon as there is a kernel.
 *
 * @typedef {ReturnType<import("./kernel-socket.js").Kernel["model"]>} Widget
 * @typedef {{cell: HTMLElement, id: string}} Late
 */

import { show } from "./jupyter.js";
import { idsIn, windowsIn } from "./widget-views.js";

/** Windows that the server foresees in a notebook, beside those that stand before there is a kernel. */
const LATE = ["console", "follow_up", "group", "presenter", "region"];

/**
 * Return what is shown in cells that have no window yet; null where some of it may not be the kit's,
 * so that Voila's scripts must show it.
 * @param {import("./turns.js").Cell[]} cells
 * @param {{root: HTMLElement}[]} windows  that stand in the page
 * @returns {Late[] | null}
 */
export function lateIn(cells, windows) {
  /** @type {Late[]} */
  const late = [];
  for (const one of cells) {
    const ids = idsIn(one);
    if (ids.length === windowsIn(one, windows).length) continue;
    const cell = /** @type {HTMLElement | null} */ (document.querySelector(`[data-cell="${one.index}"]`));
    if (!cell || ids.length > 1 || !LATE.includes(cell.dataset.window ?? "")) return null;
    late.push({ cell, id: ids[0] });
  }
  return late;
}

/**
 * Draw a window from what its widget tells.
 * @param {Widget} widget
 * @param {HTMLElement} cell
 */
export async function raiseLate(widget, cell) {
  const told = new Promise((resolve) => widget.on("change:state", resolve));
  widget.ask();
  await told;
  const el = document.createElement("div");
  cell.append(el);
  await show({ model: widget, el });
}
