// @ts-check
/**
 * The room's ideas as cards: what they say, what they are about, and which of them are voted on.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{id: string, text: string, ideas: string[], originals: {id: string, text: string}[],
 *   area?: string | null, competence?: string | null, goal?: string | null, hidden: boolean, chosen: boolean}} Card
 * @typedef {{version: number, cards: Card[], contributors: any}} Board
 */

import { element } from "./words.js";

/** Return what a card says. @param {Card} card */
export const cardText = (card) => card.text || card.originals?.[0]?.text || "";

/** Return the cards that everybody sees. @param {Board | null} board */
export const openCards = (board) => (board?.cards ?? []).filter(({ hidden }) => !hidden);

/** Return the cards that went on to the grid. @param {Board | null} board */
export const chosenCards = (board) => openCards(board).filter(({ chosen }) => chosen);

/**
 * Say what a card, or an idea, is about: its area or competence, and its goal.
 * @param {{area?: string | null, competence?: string | null, goal?: string | null}} card
 * @param {any} view  the questionnaire's
 * @param {(text: any) => string} tell
 * @returns {string[]}
 */
export function aboutCard({ area, competence, goal }, view, tell) {
  const competences = view.areas.flatMap((/** @type {any} */ one) => one.competences);
  const labels = [named(view.areas, area), named(competences, competence), named(view.goals ?? [], goal)];
  return labels.filter(Boolean).map((label) => tell(label));
}

/** @param {any[]} things @param {string | null | undefined} id */
const named = (things, id) => (id ? things.find((one) => one.id === id)?.label : null);

/**
 * Draw a card to read: its words, what it is about, and the ideas that it was made of.
 * @param {Card} card
 * @param {{say: Say, view: any, tell: (text: any) => string, mark?: string}} desk  mark: said at the card
 */
export function drawCard(card, { say, view, tell, mark = "" }) {
  const about = aboutCard(card, view, tell);
  const others = card.originals.filter(({ text }) => text !== cardText(card));
  return element("li", { class: "kit-card kit-idea", "data-card": card.id },
    element("p", { class: "kit-idea-words" }, cardText(card)),
    about.length > 0 && element("p", { class: "kit-help" }, about.join(" · ")),
    mark && element("p", { class: "kit-idea-mark" }, mark),
    others.length > 0 && element("details", {},
      element("summary", {}, say("In the authors' own words")),
      element("ul", {}, ...others.map(({ text }) => element("li", {}, text)))));
}
