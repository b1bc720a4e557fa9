// @ts-check
/**
 * The plan of the group: what it has agreed on, and what became of what it agreed on last time.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { element } from "./words.js";

/** @param {Desk & {state: any, callbacks: any}} _desk @returns {Part} */
export function planPart(_desk) {
  return { node: element("section", { hidden: true }), refresh: () => {} };
}
