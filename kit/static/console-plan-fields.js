// @ts-check
/**
 * Fields that two people may write in at once: set from elsewhere without disturbing whoever types,
 * and with the other's words beside one's own.
 *
 * @typedef {import("./console-fields.js").Field} Field
 * @typedef {import("./console-plan-merge.js").Clash} Clash
 * @typedef {import("./words.js").Say} Say
 */

import { button } from "./press.js";
import { element } from "./words.js";

const LONGEST = 300;
const CONTROLS = "input, textarea, select";

/** @param {Field} field @returns {any} */
export const controlOf = (field) => field.node.querySelector(CONTROLS);

/** Hold a field to so many characters. @param {Field} field @param {number} [most] */
export function longest(field, most = LONGEST) {
  controlOf(field).maxLength = most;
  return field;
}

/** Show a value in a field, unless it stands there. @param {Field} field @param {string} value */
export function filled(field, value) {
  const control = controlOf(field);
  // A day that is half written has no value, and would be lost by being set.
  if (control.value === value || (value === "" && control.validity?.badInput)) return;
  control.value = value;
}

/**
 * Show below a field what somebody else has written there meanwhile.
 * @param {Field} field @param {Clash[]} clashes
 * @param {{say: Say, settle: (clash: Clash) => void}} wish
 * @param {(value: any) => void} take  puts the other's words in place
 */
export function clashesAt(field, clashes, { say, settle }, take) {
  const key = JSON.stringify(clashes);
  if ((field.node.dataset.clashes ?? "[]") === key) return;
  field.node.dataset.clashes = key;
  const focused = field.node.querySelector(".kit-plan-clash")?.contains(document.activeElement);
  for (const old of field.node.querySelectorAll(".kit-plan-clash")) old.remove();
  field.node.append(...clashes.map((clash) => {
    const theirs = () => (take(clash.theirs), settle(clash));
    return element("div", { class: "kit-plan-clash", role: "group" },
      element("p", {}, say("Somebody else wrote here at the same time: “{text}”", { text: clash.theirs })),
      element("div", { class: "kit-actions" },
        button(say("Use those words"), theirs, "kit-button-quiet"),
        button(say("Keep mine"), () => settle(clash), "kit-button-link")));
  }));
  if (focused) controlOf(field).focus();
}
