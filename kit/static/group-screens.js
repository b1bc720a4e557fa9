// @ts-check
/**
 * Divide what a projector shows into screens: as many pictures on each as can be read at once.
 *
 * The console counts them in the same way as the wall does, so that both mean the same screen.
 *
 * @typedef {import("./group-view.js").GroupChart} GroupChart
 * @typedef {import("./group-view.js").View} View
 * @typedef {{chart: GroupChart, spec: import("./chart.js").Spec}} Piece
 * @typedef {{goals: string[], pieces: Piece[], units: number}} Screen  goals: to be said on it, above
 *   the pictures; units: how tall all pictures are together
 */

import { told } from "./words.js";

/** How tall the pictures of a screen may be, in units of the large form, and how far they are apart. */
const ROOM = 750;
export const APART = 40;
/** Letters of goals that have room beside a picture; more of them have a screen of their own. */
const BESIDE = 260;

/** Return a questionnaire's goals in words. @param {any} questionnaire  its view @param {string} language */
export function goalsOf(questionnaire, language) {
  return (questionnaire.goals ?? []).map((/** @type {any} */ goal) => told(goal.label, language)).filter(Boolean);
}

/**
 * Divide a view into screens. Pictures share one when they fit and are read in the same way.
 * @param {View} view
 * @param {string[]} [goals]  for the view that shows how far it is to them
 * @returns {Screen[]}
 */
export function screensOf(view, goals = []) {
  /** @type {Screen[]} */
  const screens = [];
  for (const chart of view.charts) {
    for (const spec of chart.large ?? []) {
      const last = screens.at(-1);
      if (last && hasRoom(last, chart, spec)) add(last, { chart, spec });
      else screens.push({ goals: [], pieces: [{ chart, spec }], units: spec.height });
    }
  }
  return view.id === "needs" && goals.length > 0 ? withGoals(screens, goals) : screens;
}

/** @param {Screen} screen @param {GroupChart} chart @param {{height: number}} spec */
function hasRoom({ pieces, units }, chart, { height }) {
  return units + APART + height <= ROOM && JSON.stringify(pieces[0].chart.legend) === JSON.stringify(chart.legend);
}

/** @param {Screen} screen @param {Piece} piece */
function add(screen, piece) {
  screen.pieces.push(piece);
  screen.units += APART + piece.spec.height;
}

/** @param {Screen[]} screens @param {string[]} goals */
function withGoals(screens, goals) {
  if (goals.join("").length <= BESIDE) return screens.map((screen) => ({ ...screen, goals }));
  return [{ goals, pieces: [], units: 0 }, ...screens];
}

/** Return a number of a screen that there is. @param {number} wished @param {number} number  of screens */
export const within = (wished, number) => Math.max(0, Math.min(wished, number - 1));
