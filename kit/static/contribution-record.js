// @ts-check
/**
 * What one person gives to a workshop: ideas, points, and places on the grid. Pure: each function
 * changes the contribution that it is given, or only reads it.
 *
 * @typedef {{id: string, text: string, area: string | null, competence: string | null,
 *   goal: string | null, shared: boolean}} Idea
 * @typedef {{effect: number | null, effort: number | null}} Placing
 * @typedef {"points" | "grid"} Vote
 * @typedef {{response_id: string, seq: number, ideas: Idea[], points: Record<string, number>,
 *   grid: Record<string, Placing>, done: Vote[]}} Contribution
 * @typedef {{id: string, ideas: string[]}} Card
 */

import { wellFormed } from "./participant.js";

export const LONGEST = 300;
export const MOST_IDEAS = 30;
export const STEPS = 5;

/** @param {string} id of the response @returns {Contribution} */
export const blankContribution = (id) => ({ response_id: id, seq: 0, ideas: [], points: {}, grid: {}, done: [] });

/** Say whether anything is given. @param {Partial<Contribution>} contribution */
export function holdsAny({ ideas = [], points = {}, grid = {}, done = [] }) {
  return ideas.length + Object.keys(points).length + Object.keys(grid).length + done.length > 0;
}

/** Return what somebody typed as one line that can be sent. @param {string} typed */
export function oneLine(typed) {
  const line = wellFormed(typed.replaceAll("\0", "").replace(/\s+/g, " ").trim());
  return [...line].slice(0, LONGEST).join("").trim();
}

/**
 * Add an idea, or give one that is there other words; says false when there are as many as can be.
 * @param {Contribution} contribution @param {Idea} idea
 */
export function putIdea(contribution, idea) {
  const known = contribution.ideas.find(({ id }) => id === idea.id);
  if (known) Object.assign(known, idea, { shared: known.shared || idea.shared });
  else if (contribution.ideas.length >= MOST_IDEAS) return false;
  else contribution.ideas.push(idea);
  return true;
}

/** @param {Contribution} contribution @param {string} id */
export function removeIdea(contribution, id) {
  contribution.ideas = contribution.ideas.filter((idea) => idea.id !== id);
}

/** The ids under which something may be kept for a card: ideas may have been put together since. @param {Card} card */
const idsOf = (card) => [...new Set([card.id, ...card.ideas])];

/** Return the points that a card has from this person. @param {Contribution} contribution @param {Card} card */
export const pointsOf = ({ points }, card) => idsOf(card).reduce((sum, id) => sum + (points[id] ?? 0), 0);

/** Return how many points are given to these cards. @param {Contribution} contribution @param {Card[]} cards */
export const spent = (contribution, cards) => cards.reduce((sum, card) => sum + pointsOf(contribution, card), 0);

/**
 * Give a card so many points. What was given to cards that are there no more is free again.
 * @param {Contribution} contribution @param {Card[]} cards  all of them @param {Card} card @param {number} number
 */
export function give(contribution, cards, card, number) {
  const given = cards.map((one) => /** @type {[string, number]} */ ([one.id, one.id === card.id ? number : pointsOf(contribution, one)]));
  contribution.points = Object.fromEntries(given.filter(([, points]) => points > 0));
}

/** Return where this person places a card. @param {Contribution} contribution @param {Card} card @returns {Placing} */
export function placingOf({ grid }, card) {
  const found = idsOf(card).map((id) => grid[id]).filter(Boolean);
  const side = (/** @type {"effect" | "effort"} */ name) => found.find((one) => one[name] !== null)?.[name] ?? null;
  return { effect: side("effect"), effort: side("effort") };
}

/**
 * Place a card, on one side or on both.
 * @param {Contribution} contribution @param {Card} card @param {Partial<Placing>} where
 */
export function place(contribution, card, where) {
  const placing = { ...placingOf(contribution, card), ...where };
  for (const id of idsOf(card)) delete contribution.grid[id];
  if (placing.effect !== null || placing.effort !== null) contribution.grid[card.id] = placing;
}

/** @param {Contribution} contribution @param {Vote} vote @param {boolean} isDone */
export function finish(contribution, vote, isDone) {
  contribution.done = [...contribution.done.filter((one) => one !== vote), ...(isDone ? [vote] : [])].sort();
}
