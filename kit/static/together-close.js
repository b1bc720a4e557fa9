// @ts-check
/**
 * The end of the workshop: when the group comes back to the plan, how the workshop was, and the own
 * file to take home.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { mount as mountFile } from "./file.js";
import { dress } from "./jupyter.js";
import { planPart } from "./together-plan.js";
import { drawnFrom, still } from "./together-part.js";
import { takePart } from "./together-take.js";
import { dayInWords, element } from "./words.js";

/** The questionnaire about the workshop itself. */
const EVALUATION = "utvardering";

/** @param {Desk} desk @returns {Part} */
export function closing(desk) {
  return gathered(element("div", { class: "kit-together-close" }), [followUp(desk), evaluation(desk), home(desk), agreed(desk)]);
}

/** @param {Desk} desk @returns {Part} */
function agreed(desk) {
  const room = element("section", { class: "kit-card" }, element("h3", {}, desk.say("The plan")));
  return gathered(room, [planPart(desk, "actions", false), takePart(desk)]);
}

/** Put parts into one. @param {HTMLElement} node @param {Part[]} parts @returns {Part} */
function gathered(node, parts) {
  node.append(...parts.map((part) => part.node));
  return {
    node,
    refresh: () => parts.forEach((part) => part.refresh()),
    destroy: () => parts.forEach((part) => part.destroy()),
  };
}

/** @param {Desk} desk @returns {Part} */
function followUp(desk) {
  const { say, language } = desk;
  const day = () => desk.things.read("plan")?.plan.follow_up ?? null;
  return drawnFrom("div", {}, day, (node) => {
    const when = day();
    if (!when) return;
    node.append(element("p", { class: "kit-banner kit-banner-good" }, say("We come back to the plan {day}. Write it in your calendar.", { day: dayInWords(when, language) })));
  });
}

/** @param {Desk} desk @returns {Part} */
function evaluation({ say, state }) {
  if (!state.assessment) return still(element("div", {}));
  return still(element("section", { class: "kit-card" },
    element("h3", {}, say("How was the workshop?")),
    element("p", {}, say("A few questions, two minutes. Have you got a code of its own for the evaluation? Join with that code instead. Otherwise your answers stay on this device.")),
    element("p", { class: "kit-actions" },
      element("a", { class: "kit-button kit-button-quiet", href: `${state.assessment}?questionnaire=${EVALUATION}` }, say("Answer the evaluation")))));
}

/** @param {Desk} desk @returns {Part} */
function home({ say, state, callbacks }) {
  const room = element("div", {});
  const node = element("section", { class: "kit-card kit-together-home" },
    element("p", {}, say("In half a year the group looks at the plan again. Bring your own file then, and you see what has changed for you.")), room);
  dress(["file"]);
  const ask = (/** @type {object} */ request) => callbacks.request?.("ask", request) ?? Promise.reject(new Error("nobody answers here"));
  const { questionnaire, words, language, round, assessment } = state;
  const mounted = mountFile(room, { questionnaire, words, language, round, assessment }, { ask });
  return { node, refresh: () => undefined, destroy: mounted.destroy };
}
