// @ts-check
/**
 * The room's ideas, once they are shown: everybody sees the same cards, and nobody sees whose.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { drawCard, openCards } from "./cards.js";
import { drawnFrom } from "./together-part.js";
import { element } from "./words.js";

/** Whether everybody may see a part of what the room has. @param {Desk} desk @param {string} part */
export const isShown = ({ now }, part) => Boolean(now?.workshop?.shown.includes(part));

/** Say that something is not there yet. @param {string} words */
export const notYet = (words) => element("p", { class: "kit-banner" }, words);

/** @param {Desk} desk @returns {Part} */
export function cardsPart(desk) {
  const { say, view, tell, contribution } = desk;
  const facts = () => [isShown(desk, "ideas"), isShown(desk, "ideas") && desk.things.read("board")?.cards, own()];
  const own = () => contribution.response.ideas.map(({ id }) => id);
  return drawnFrom("div", { class: "kit-together-board" }, facts, (node) => {
    if (!isShown(desk, "ideas")) return void node.append(notYet(say("The ideas are shown here when everybody has had time to write.")));
    const board = desk.things.read("board");
    if (!board) return void node.append(notYet(say("Fetching the ideas …")));
    const cards = openCards(board);
    const mine = new Set(own());
    const mark = (/** @type {import("./cards.js").Card} */ card) => (card.ideas.some((id) => mine.has(id)) ? say("Yours, which only you can see") : "");
    node.append(
      element("p", { class: "kit-help" }, cards.length === 1 ? say("One idea. Nobody sees whose it is.") : say("{count} ideas. Nobody sees whose they are.", { count: cards.length })),
      element("ul", { class: "kit-ideas", role: "list" }, ...cards.map((card) => drawCard(card, { say, view, tell, mark: mark(card) }))));
  });
}
