// @ts-check
/**
 * A group's plan as participants, the wall and a preview show it.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Action  see kit/plans.py
 * @property {string} id
 * @property {string} text
 * @property {string | null} [card]
 * @property {string | null} [carried]
 * @property {string | null} [goal]
 * @property {string[]} [competences]
 * @property {string} [owner]
 * @property {string} [first_step]
 * @property {string | null} [due]
 * @property {string} [sign]
 * @property {"planned" | "under_way" | "done" | "dropped"} [mark]
 * @property {string} [why]
 * @property {string} [learned]
 * @typedef {{version?: number, actions: Action[], earlier: Action[], reason?: string, follow_up?: string | null}} Plan
 * @typedef {{goals: string[], needs: string[]}} Gaps
 */

import { element } from "./words.js";

/**
 * Draw a plan into `el`.
 * @param {HTMLElement} el
 * @param {{plan: Plan, view: any, say: Say, language: string, gaps?: Gaps | null, part?: "actions" | "earlier" | "all"}} shown
 *   part: the actions agreed on now, what became of the earlier ones, or both
 */
export function drawPlan(el, { plan }) {
  el.replaceChildren(element("ul", {}, ...plan.actions.map((action) => element("li", {}, action.text))));
  return { destroy: () => el.replaceChildren() };
}
