// @ts-check
/**
 * What the two votes have in common: being done and opening it again, the result, and what came too
 * late to count.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./contribution-record.js").Vote} Vote
 */

import { finish } from "./contribution-record.js";
import { button } from "./press.js";
import { isShown } from "./together-board.js";
import { element } from "./words.js";

/** @param {Desk} desk @param {Vote} vote */
export const isDone = ({ contribution }, vote) => contribution.response.done.includes(vote);

/** Return the room's result, null until it is shown and has come. @param {Desk} desk @param {Vote} vote @returns {any} */
export const resultOf = (desk, vote) => (isShown(desk, vote) ? (desk.things.read("weighing")?.[vote] ?? null) : null);

/** @param {Desk} desk @param {Vote} vote @returns {HTMLElement[]} */
export function lateBanner({ say, sync }, vote) {
  if (!sync.standing.late?.includes(vote)) return [];
  return [element("p", { class: "kit-banner kit-banner-warn" }, say("What you changed last came after the result had been shown, and is not counted."))];
}

/**
 * The button that finishes a vote, or the words that it is finished with a way to open it again.
 * @param {Desk} desk @param {Vote} vote
 * @param {{finish?: string, done?: string, again?: string, check?: () => boolean}} words
 * @returns {HTMLElement[]}
 */
export function doneWays(desk, vote, { finish: finished = "", done = "", again = "", check = () => true }) {
  const { contribution, prefix } = desk;
  const put = (/** @type {boolean} */ isFinished) => {
    if (isFinished && !check()) return;
    contribution.update((given) => finish(given, vote, isFinished));
    document.getElementById(`${prefix}${isFinished ? "again" : "done"}`)?.focus();
  };
  if (finished) return [element("p", { class: "kit-actions kit-ways" }, button(finished, () => put(true), "", { id: `${prefix}done` }))];
  return [
    element("p", { class: "kit-banner kit-banner-good" }, done),
    element("p", { class: "kit-actions" }, button(again, () => put(false), "kit-button-quiet", { id: `${prefix}again` })),
  ];
}
