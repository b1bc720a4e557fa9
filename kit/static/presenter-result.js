// @ts-check
/**
 * What the wall shows of the result: the pictures that have been revealed.
 *
 * @typedef {import("./console-part.js").Now} Now
 */

import { element } from "./words.js";

/** @param {any} wall */
export function resultWall(wall) {
  const node = element("div", { class: "kit-wall-result" });
  void wall;
  return { node, refresh(/** @type {Now} */ now) { node.textContent = now.revealed.join(", "); } };
}
