// @ts-check
/**
 * All steps of a script with their minutes, and a way to go to any of them.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./script.js").Script} Script
 */

import { timetable } from "./console-workshop-way.js";
import { button } from "./press.js";
import { element, told } from "./words.js";

/** Say how long something takes. @param {number} n @param {Say} say */
export const minutesInWords = (n, say) => (n === 1 ? say("1 minute") : say("{n} minutes", { n }));

/**
 * @param {{say: Say, language: string}} desk
 * @param {(at: number) => void} [go]  without it the steps are only listed
 */
export function overview({ say, language }, go) {
  const list = element("ol", { class: "kit-script-steps" });
  const node = element("details", { class: "kit-explained" }, element("summary", {}, say("All steps with their times")), list);
  let shown = "";
  return {
    node,
    /** @param {Script} script @param {number | null} at */
    refresh(script, at) {
      const key = `${script.id} ${script.version} ${at}`;
      if (key === shown) return;
      shown = key;
      list.replaceChildren(...timetable(script).map((one, place) => line(one, place, at)));
    },
  };

  /** @param {ReturnType<typeof timetable>[number]} one @param {number} place @param {number | null} at */
  function line({ step, from, to }, place, at) {
    const isHere = place === at;
    const title = told(step.title, language);
    const jump = go && !isHere && button(say("Go here"), () => go(place), "kit-button-link");
    if (jump) jump.append(element("span", { class: "kit-hidden" }, ` ${title}`));
    return element("li", { class: "kit-script-step", "aria-current": isHere ? "step" : null },
      element("div", {}, element("strong", {}, title), " ",
        element("span", { class: "kit-help" }, [minutesInWords(step.minutes, say), say("minute {from} to {to}", { from, to })].join(" · "))),
      isHere ? element("span", { class: "kit-view-mark" }, say("You are here")) : jump || null);
  }
}
