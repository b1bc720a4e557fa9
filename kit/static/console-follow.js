// @ts-check
/**
 * Half a year later: a round that follows an earlier one.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 * @typedef {import("./words.js").Say} Say
 */

import { element } from "./words.js";

/** @param {Desk & {state: any, callbacks: any}} _desk @returns {Part} */
export function followPart(_desk) {
  return { node: element("section", { hidden: true }), refresh: () => {} };
}
