// @ts-check
/**
 * Where a workshop that follows a script stands, and what is to be done there; nothing here touches
 * a page.
 *
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./script.js").Script} Script
 * @typedef {import("./script.js").Step} Step
 * @typedef {import("./console-press.js").Press} Press
 *
 * @typedef {object} Errand  what the round itself needs before the step can go on
 * @property {"open" | "gather" | "wait" | "close" | "closing" | "counting" | "few" | "reveal" | "look" | "unasked" | "reopen"} name
 * @property {Press[]} presses
 * @property {boolean} isFirst  whether it comes before the next step
 */

import { nextStep } from "./console-steps.js";
import { stepOf } from "./script.js";

/** The tools that come with a step of each kind. @type {Record<string, string>} */
const TOOLS = { review: "plan", ideas: "ideas", sort: "ideas", points: "points", grid: "grid", plan: "plan", close: "plan" };
/** All tools, in the order of a workshop. */
export const ALL_TOOLS = ["ideas", "points", "grid", "plan"];

/** Return the step that the room is at; null before the first. @param {Now} now @returns {Step | null} */
export function stepNow({ workshop, script }) {
  return workshop && script ? stepOf(script, workshop.at) : null;
}

/** Return the tool that a step opens with, or null. @param {Step | null} step */
export const toolOf = (step) => (step ? (TOOLS[step.kind] ?? null) : null);

/** Return the tools that a script has any use for, in order. @param {Script} script */
export function toolsIn(script) {
  const used = new Set(script.steps.map((step) => toolOf(step)));
  return ALL_TOOLS.filter((tool) => used.has(tool));
}

/**
 * Return what the round itself needs at this step, or null: a script knows when people answer and
 * when they look, not how far the round has come.
 * @param {Now} now
 * @param {Step | null} step  null before the first
 * @param {string[]} possible  the views that this questionnaire can fill
 * @returns {Errand | null}
 */
export function errandAt(now, step, possible) {
  if (now.status === "new") return { name: "open", presses: ["open"], isFirst: step === null || step.kind === "answer" };
  if (step?.kind === "answer") return answering(now);
  return step?.kind === "look" ? looking(now, step, possible) : null;
}

/** @param {Now} now @returns {Errand} */
function answering(now) {
  if (now.status === "closed") return { name: "reopen", presses: ["reopen"], isFirst: false };
  const name = /** @type {"gather" | "wait" | "close"} */ (nextStep(now, []));
  return { name, presses: [], isFirst: false };
}

/** @param {Now} now @param {Step} step @param {string[]} possible @returns {Errand} */
function looking(now, { view }, possible) {
  if (now.status === "open") return { name: "closing", presses: ["close"], isFirst: true };
  if (now.release === 0) return { name: now.looking ? "counting" : "few", presses: now.looking ? [] : ["reopen"], isFirst: false };
  if (!view || !possible.includes(view)) return { name: "unasked", presses: [], isFirst: false };
  const isShown = now.revealed.at(-1) === view;
  return isShown ? { name: "look", presses: [], isFirst: false } : { name: "reveal", presses: ["reveal"], isFirst: true };
}

/**
 * Whether the round closes for answers on the way to a step: who has not answered before the result
 * is looked at may never be in it.
 * @param {Now} now @param {number | null} at
 */
export function closesBefore({ status, script }, at) {
  return status === "open" && script !== null && script !== undefined && stepOf(script, at)?.kind === "look";
}

/** Return what is revealed once a view is on the wall. @param {string[]} revealed @param {string} view */
export const withView = (revealed, view) => [...revealed.filter((one) => one !== view), view];

/**
 * Return the steps with the minute that each begins at, when the script is kept to.
 * @param {Script} script
 */
export function timetable({ steps }) {
  let from = 0;
  return steps.map((step) => {
    const begins = from;
    from += step.minutes;
    return { step, from: begins, to: from };
  });
}

/**
 * Return how many seconds are left of the whole workshop, by the clock and the script.
 * @param {Script} script @param {number} at @param {number | null} left  of this step; null where no clock runs
 */
export function secondsLeft({ steps }, at, left) {
  const rest = steps.slice(at + 1).reduce((sum, { minutes }) => sum + 60 * minutes, 0);
  return rest + (left ?? 60 * (steps[at]?.minutes ?? 0));
}
