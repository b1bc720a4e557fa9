// @ts-check
/**
 * The time that is left, counted down alike on every screen.
 *
 * The server says how many seconds are left; from then on each screen counts on a clock that
 * nobody can set, so that a screen with the wrong time of day shows the right time left.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{now: () => number, setTimeout: (act: () => void, after: number) => any, clearTimeout: (timer: any) => void}} Clock
 */

import { element } from "./words.js";

/** @type {Clock} */
const CLOCK = {
  now: () => performance.now(),
  setTimeout: (act, after) => setTimeout(act, after),
  clearTimeout: (timer) => clearTimeout(timer),
};

/** Write seconds as minutes and seconds, "4:05". @param {number} seconds */
export function minutes(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Show the time that is left; nothing where no timer runs.
 * @param {Say} say
 * @param {Clock} [clock]
 */
export function timerLine(say, clock = CLOCK) {
  const figure = element("span", { class: "kit-timer-figure" });
  const words = element("span", { class: "kit-timer-words" });
  // Read when somebody goes there; a clock that speaks each second would drown all else.
  const node = element("p", { class: "kit-timer", role: "timer", hidden: true }, figure, " ", words);
  /** @type {number | null} */
  let ends = null;
  /** @type {any} */
  let ticking = null;

  const draw = () => {
    clock.clearTimeout(ticking);
    node.hidden = ends === null;
    if (ends === null) return;
    const left = (ends - clock.now()) / 1000;
    node.classList.toggle("kit-timer-over", left <= 0);
    figure.textContent = left > 0 ? minutes(left) : "";
    words.textContent = left > 0 ? say("left") : say("Time is up");
    // Woken a little after each full second, so that none is skipped.
    if (left > 0) ticking = clock.setTimeout(draw, ((left % 1) || 1) * 1000 + 20);
  };
  return {
    node,
    /** @param {number | null | undefined} left  in seconds */
    set(left) {
      ends = left === null || left === undefined ? null : clock.now() + left * 1000;
      draw();
    },
    /** How many seconds are left; null where no timer runs. */
    left: () => (ends === null ? null : Math.max(0, Math.ceil((ends - clock.now()) / 1000))),
    stop: () => clock.clearTimeout(ticking),
  };
}
