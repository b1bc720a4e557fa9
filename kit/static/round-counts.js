// @ts-check
/**
 * How far a group has come, in words that isolate nobody.
 *
 * The collector tells counts in steps; a number below the first step is never told.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{at_least: number, few: boolean}} Count
 * @typedef {{joined: Count, started: Count, finished: Count, all_finished?: boolean}} Progress
 */

import { element, msgid } from "./words.js";

/** What is counted, in the order that it happens. */
export const COUNTED = /** @type {const} */ ([
  ["joined", msgid("have joined")],
  ["started", msgid("have begun")],
  ["finished", msgid("are done")],
]);

/** Say a count: "at least 10", "fewer than 5". @param {Count} count @param {number} least @param {Say} say */
export function countInWords({ at_least: number, few }, least, say) {
  return few ? say("fewer than {n}", { n: least }) : say("at least {n}", { n: number });
}

/** Say that all are done, where that is so and they are more than a few. @param {Progress} progress @param {Say} say */
export function everybodyInWords(progress, say) {
  return progress.all_finished && !progress.finished.few ? say("Everybody who has joined is done.") : "";
}

/** The counts as a list of figures with their words. @param {Say} say */
export function tiles(say) {
  const figures = COUNTED.map(() => element("dd"));
  const node = element("dl", { class: "kit-counts" },
    ...COUNTED.map(([, words], place) => element("div", {}, element("dt", {}, say(words)), figures[place])));
  return {
    node,
    /** @param {Progress} progress @param {number} least */
    set(progress, least) {
      COUNTED.forEach(([name], place) => {
        const words = countInWords(progress[name], least, say);
        if (figures[place].textContent !== words) figures[place].textContent = words;
      });
    },
  };
}
