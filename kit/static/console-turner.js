// @ts-check
/** The line that says which screen the wall shows, with the buttons that turn it. */

import { button } from "./press.js";
import { element } from "./words.js";

/**
 * @param {import("./words.js").Say} say
 * @param {(step: number) => void} turn  1 for the next screen, -1 for the one before
 */
export function turner(say, turn) {
  const where = element("p", { role: "status" });
  const names = element("p", { class: "kit-help" });
  const press = (/** @type {string} */ text, /** @type {number} */ step) => {
    const made = button(text, () => turn(step), "kit-button-quiet");
    made.append(element("span", { class: "kit-hidden" }, ` ${say("on the wall")}`));
    return made;
  };
  const back = press(say("Previous"), -1);
  const on = press(say("Next"), 1);
  const node = element("div", { class: "kit-turn", hidden: true }, element("div", {}, where, names), element("div", { class: "kit-actions" }, back, on));
  return {
    node,
    /** @param {number} at  from 0 @param {number} number  of screens; fewer than two need no turning @param {string} [name]  what stands on it */
    set(at, number, name = "") {
      node.hidden = number < 2;
      if (node.hidden) return;
      set(where, say("On the wall: screen {n} of {all}", { n: at + 1, all: number }));
      set(names, name);
      names.hidden = name === "";
      back.setAttribute("aria-disabled", String(at === 0));
      on.setAttribute("aria-disabled", String(at === number - 1));
    },
  };
}

/** Say it only when it is new: it is read out each time. @param {HTMLElement} line @param {string} words */
function set(line, words) {
  if (line.textContent !== words) line.textContent = words;
}
