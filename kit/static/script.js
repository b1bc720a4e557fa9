// @ts-check
/**
 * The script of a workshop as the browser has it: fetched once for each version, and read alike on
 * every page.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./words.js").Text} Text
 * @typedef {"alone" | "pairs" | "fours" | "all"} Circle
 * @typedef {{circle: Circle, minutes: number, text: Text}} Phase
 * @typedef {{id: string, kind: string, minutes: number, title: Text, room: Text, facilitator?: Text,
 *   view?: string | null, phases: Phase[]}} Step
 * @typedef {{points: number, shortlist: number, actions: number}} Limits
 * @typedef {{id: string, version: string, title: Text, intro: Text, limits: Limits, steps: Step[]}} Script
 * @typedef {{script: string, version: string, title: Text, at: number | null, steps: number,
 *   shown: string[], board: number}} Now  how the workshop of a round stands
 */

import { element, msgid, told } from "./words.js";

/** Fetches a round's script, and again only when the round is led by another one. */
export class ScriptDesk {
  #key = "";
  /** @type {Promise<Script> | null} */
  #coming = null;

  /** @param {Pick<import("./collector.js").Collector, "get" | "path">} collector  for one round, with the caller's key or cookie */
  constructor(collector) {
    this.collector = collector;
  }

  /**
   * Return the script; null where the round has none. Throws the collector's refusal.
   * @param {Now | null | undefined} workshop
   * @returns {Promise<Script | null>}
   */
  async read(workshop) {
    if (!workshop) return null;
    const key = `${workshop.script} ${workshop.version}`;
    if (this.#key !== key || !this.#coming) this.#coming = this.collector.get(this.collector.path("script"));
    this.#key = key;
    const coming = this.#coming;
    try {
      return await coming;
    } catch (refusal) {
      if (this.#coming === coming) this.#coming = null;
      throw refusal;
    }
  }
}

/**
 * Return the step at a place; null before the first one and where there is none.
 * @param {Script} script @param {number | null} at
 */
export const stepOf = (script, at) => (at === null ? null : (script.steps[at] ?? null));

/**
 * Return a script's words in a language, or in the first one that it has.
 * @param {Text | string | null | undefined} text @param {string} language
 */
export const wordsOf = (text, language) => told(text, language);

/** Return the minutes of a whole script. @param {Script} script */
export const minutesOf = (script) => script.steps.reduce((sum, { minutes }) => sum + minutes, 0);

/** Return a text's paragraphs. @param {string} text */
export const paragraphs = (text) => text.split(/\n\s*\n/).map((one) => one.trim()).filter(Boolean);

const CIRCLES = {
  alone: msgid("On your own"),
  pairs: msgid("In pairs"),
  fours: msgid("In fours"),
  all: msgid("All together"),
};

/** Name a circle, "In pairs". @param {Circle} circle @param {Say} say */
export const circleIn = (circle, say) => say(CIRCLES[circle] ?? circle);

/**
 * Return which phase it is when so many seconds of the step are left. It is counted from the step's
 * end, so that time which is given on top of the script's goes to the first phase.
 * @param {Phase[]} phases
 * @param {number | null} left  null while no clock runs
 * @returns {{at: number, left: number} | null}  left: seconds of this phase; null where nobody can tell
 */
export function phaseAt(phases, left) {
  if (left === null || phases.length === 0) return null;
  let after = 60 * phases.reduce((sum, { minutes }) => sum + minutes, 0);
  for (const [at, { minutes }] of phases.entries()) {
    after -= 60 * minutes;
    if (left > after || at === phases.length - 1) return { at, left: Math.max(0, left - after) };
  }
  return null;
}

/** @typedef {import("./round-timer.js").Clock} Clock @type {Clock} */
const CLOCK = {
  now: () => performance.now(),
  setTimeout: (act, after) => setTimeout(act, after),
  clearTimeout: (timer) => clearTimeout(timer),
};

/**
 * List the phases of a step in circles, and mark the one that it is time for.
 * @param {Say} say
 * @param {{phases: Phase[]}} step
 * @param {string} language
 * @param {Clock} [clock]
 */
export function phaseLine(say, { phases }, language, clock = CLOCK) {
  const lines = phases.map(({ circle, minutes, text }) =>
    element("li", { class: "kit-phase" },
      element("strong", {}, circleIn(circle, say)), " ",
      element("span", { class: "kit-phase-minutes" }, say("{minutes} min", { minutes })),
      element("span", { class: "kit-phase-words" }, wordsOf(text, language))));
  const node = element("ol", { class: "kit-phases" }, ...lines);
  /** @type {number | null} */
  let ends = null;
  /** @type {any} */
  let waiting = null;

  const draw = () => {
    clock.clearTimeout(waiting);
    const left = ends === null ? null : (ends - clock.now()) / 1000;
    const now = phaseAt(phases, left);
    for (const [at, line] of lines.entries()) {
      if (at === now?.at) line.setAttribute("aria-current", "step");
      else line.removeAttribute("aria-current");
      line.classList.toggle("kit-phase-over", now !== null && at < now.at);
    }
    if (now && now.at < phases.length - 1) waiting = clock.setTimeout(draw, now.left * 1000 + 20);
  };
  return {
    node,
    /** @param {number | null | undefined} left  seconds of the whole step */
    set(left) {
      ends = left === null || left === undefined ? null : clock.now() + left * 1000;
      draw();
    },
    stop: () => clock.clearTimeout(waiting),
  };
}
