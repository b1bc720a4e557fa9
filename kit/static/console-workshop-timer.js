// @ts-check
/**
 * The time of a step, which all screens share: start it, stop it, give it a minute more.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 */

import { button } from "./press.js";
import { timerLine } from "./round-timer.js";
import { element } from "./words.js";

const MINUTE = 60;

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function stepTimer({ say, collector, take }, act) {
  const shown = timerLine(say);
  let minutes = 0;
  const send = (/** @type {number | null} */ seconds) => act(async () => take(await collector.put(collector.path("timer"), { seconds })));
  const start = button("", () => send(MINUTE * minutes), "kit-button-quiet");
  const stop = button(say("Stop the timer"), () => send(null), "kit-button-quiet");
  const more = button(say("+1 minute"), () => send((shown.left() ?? 0) + MINUTE), "kit-button-quiet");
  const node = element("div", { class: "kit-timer-row" }, shown.node, start, more, stop);
  return {
    node,
    left: shown.left,
    /** @param {Now} now @param {{minutes: number} | null} step */
    refresh(now, step) {
      const focused = [start, stop, more].find((one) => one === document.activeElement);
      minutes = step?.minutes ?? 0;
      shown.set(now.timer_left);
      const isRunning = shown.left() !== null;
      node.hidden = step === null;
      start.textContent = minutes === 1 ? say("Start the timer: 1 minute") : say("Start the timer: {n} minutes", { n: minutes });
      start.hidden = isRunning;
      stop.hidden = more.hidden = !isRunning;
      // The button that was pressed has given way to another one.
      if (focused?.hidden) (isRunning ? stop : start).focus();
    },
    destroy: shown.stop,
  };
}
