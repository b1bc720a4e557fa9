// @ts-check
/**
 * The picture of five by five: work from left to right, effect from below. A number stands where
 * the room's middle answer is, its lines reach as far as half of the answers do.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./weighing-view.js").GridRow} GridRow
 */

import { element } from "./words.js";

const SPACE = "http://www.w3.org/2000/svg";
export const STEPS = 5;
const CELL = 100;
const EDGE = 44;
const SIZE = STEPS * CELL + EDGE;
const DOT = 24;

/**
 * Make an SVG element.
 * @param {string} tag
 * @param {Record<string, string | number>} [properties]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function drawn(tag, properties = {}, ...children) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(properties)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Where a place between 1 and 5 lies in the picture. */
const across = (/** @type {number} */ effort) => EDGE + (effort - 0.5) * CELL;
const down = (/** @type {number} */ effect) => (STEPS - effect + 0.5) * CELL;

/** The field itself with the words at its ends; it says nothing to those who cannot see it. @param {Say} say @param {...Node} marks */
export function field(say, ...marks) {
  const squares = [];
  for (let effort = 1; effort <= STEPS; effort += 1) {
    for (let effect = 1; effect <= STEPS; effect += 1) {
      const isQuick = effect >= 4 && effort <= 2;
      squares.push(drawn("rect", { class: isQuick ? "kit-square kit-square-quick" : "kit-square", x: across(effort) - CELL / 2, y: down(effect) - CELL / 2, width: CELL, height: CELL, "data-effect": effect, "data-effort": effort }));
    }
  }
  const word = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ anchor, turn = "") =>
    drawn("text", { class: "kit-square-words", x, y, "text-anchor": anchor, ...(turn && { transform: turn }) }, text);
  const side = EDGE - 14;
  const words = [
    word(say("little work"), EDGE + 4, SIZE - 10, "start"), word(say("much work"), SIZE - 4, SIZE - 10, "end"),
    word(say("little effect"), side, SIZE - EDGE - 4, "start", `rotate(-90 ${side} ${SIZE - EDGE - 4})`),
    word(say("great effect"), side, 4, "end", `rotate(-90 ${side} 4)`),
  ];
  const svg = drawn("svg", { class: "kit-field", viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true", focusable: "false" }, ...squares, ...words, ...marks);
  return element("div", { class: "kit-field-room" }, svg);
}

/** A number on the field. @param {number} number @param {number} effect @param {number} effort @param {{x?: number, y?: number, kind?: string}} [how] */
export function mark(number, effect, effort, { x = 0, y = 0, kind = "" } = {}) {
  return drawn("g", { class: `kit-dot ${kind}`.trim(), transform: `translate(${across(effort) + x} ${down(effect) + y})` },
    drawn("circle", { r: DOT }), drawn("text", { "text-anchor": "middle", dy: "0.36em" }, String(number)));
}

/** The room's numbers; those that meet stand side by side. @param {GridRow[]} rows @param {Say} say */
export function gridPicture(rows, say) {
  /** @type {Map<string, number>} */
  const met = new Map();
  const lines = [];
  const dots = [];
  for (const [at, { effect, effort, quick_win: isQuick }] of rows.entries()) {
    if (!effect || !effort) continue;
    const place = `${effect.median} ${effort.median}`;
    const before = met.get(place) ?? 0;
    met.set(place, before + 1);
    const [x, y] = beside(before);
    const [middle, height] = [across(effort.median) + x, down(effect.median) + y];
    lines.push(reach(effort, effect, middle, height));
    dots.push(mark(at + 1, effect.median, effort.median, { x, y, kind: isQuick ? "kit-dot-quick" : "" }));
  }
  return field(say, ...lines, ...dots);
}

/** @param {import("./weighing-view.js").Axis} effort @param {import("./weighing-view.js").Axis} effect @param {number} middle @param {number} height */
function reach({ low: left, high: right }, { low, high }, middle, height) {
  const aside = left === null || right === null ? "" : `M${across(left)} ${height}H${across(right)}`;
  const along = low === null || high === null ? "" : `M${middle} ${down(low)}V${down(high)}`;
  return drawn("path", { class: "kit-reach", d: aside + along });
}

/** Where the next of several in one place stands: in the middle, then in its corners. @param {number} before */
export function beside(before) {
  const [across_, down_] = [[0, 0], [1, 1], [-1, -1], [1, -1], [-1, 1]][before % 5];
  return [across_ * 0.3 * CELL, down_ * 0.3 * CELL];
}
