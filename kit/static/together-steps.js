// @ts-check
/**
 * What a participant's page has at each kind of step.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {import("./script.js").Step} Step
 */

import { closing } from "./together-close.js";
import { cardsPart } from "./together-board.js";
import { gridPart } from "./together-grid.js";
import { ideasPart } from "./together-ideas.js";
import { notesPart } from "./together-notes.js";
import { planPart } from "./together-plan.js";
import { pointsPart } from "./together-points.js";
import { takePart } from "./together-take.js";
import { phaseLine } from "./script.js";
import { viewPart } from "./together-look.js";
import { inRound, stepPart } from "./together-part.js";
import { element } from "./words.js";

/** The page with what was agreed on before, and the own change since then. */
const BEFORE = "05-uppfoljning.ipynb";

/** @type {Record<string, (desk: Desk, step: Step) => Part>} */
export const PARTS = {
  talk: (desk, step) => stepPart(desk, step, seen(desk, step), unfinished(desk)),
  break: (desk, step) => stepPart(desk, step, unfinished(desk)),
  answer: (desk, step) => stepPart(desk, step, answering(desk)),
  look: (desk, step) => stepPart(desk, step, viewPart(desk, step.view ?? null)),
  reflect: (desk, step) => stepPart(desk, step, reflecting(desk), seen(desk, step)),
  circles: (desk, step) => stepPart(desk, step, phases(desk, step), seen(desk, step), unfinished(desk)),
  review: (desk, step) => stepPart(desk, step, planPart(desk, "earlier"), ownBefore(desk), seen(desk, step)),
  ideas: (desk, step) => stepPart(desk, step, ideasPart(desk), notesPart(desk)),
  sort: (desk, step) => stepPart(desk, step, cardsPart(desk), unfinished(desk)),
  points: (desk, step) => stepPart(desk, step, pointsPart(desk), unfinished(desk)),
  grid: (desk, step) => stepPart(desk, step, gridPart(desk), unfinished(desk)),
  plan: (desk, step) => stepPart(desk, step, planPart(desk, "actions"), takePart(desk), unfinished(desk)),
  close: (desk, step) => stepPart(desk, step, closing(desk)),
};

/** The view that belongs to a step of another kind. @param {Desk} desk @param {Step} step */
const seen = (desk, { view }) => (view ? viewPart(desk, view) : null);

/** @param {Desk} desk */
function answering(desk) {
  const { say, state, draft } = desk;
  if (!state.assessment) return null;
  const isDone = draft.response.status === "finished";
  return element("div", {},
    element("p", {}, isDone ? say("You have finished the self-assessment.") : say("Answer on your own. When you are done, come back here: the page with the questions shows the way.")),
    way(state.assessment, isDone ? say("See my profile") : say("To the self-assessment"), isDone ? "kit-button-quiet" : ""));
}

/** @param {Desk} desk */
function reflecting({ say, state }) {
  if (!state.reflection) return null;
  return element("div", {},
    element("p", {}, say("What you write for yourself stays on this device and in your own file. It is sent to nobody.")),
    way(state.reflection, say("To my own notes")));
}

/** The way to what has changed for the person since the round before. @param {Desk} desk @returns {Part} */
function ownBefore(desk) {
  const node = way(BEFORE, desk.say("See what has changed for you"), "kit-button-quiet");
  return { node, refresh: () => void (node.hidden = !desk.now?.follows), destroy: () => undefined };
}

/** @param {string} page @param {string} words @param {string} [kind] */
const way = (page, words, kind = "") => element("p", { class: "kit-actions" }, element("a", { class: `kit-button ${kind}`.trim(), href: inRound(page) }, words));

/** @param {Desk} desk @param {Step} step @returns {Part} */
function phases(desk, step) {
  const line = phaseLine(desk.say, step, desk.language);
  const isNow = () => desk.script?.steps[desk.following.now ?? -1]?.id === step.id;
  return {
    node: line.node,
    // The room's clock tells of the step that the room is at.
    refresh: () => line.set(isNow() ? desk.now?.timer_left : null),
    destroy: () => line.stop(),
  };
}

/** An idea that is half written is never far away. @param {Desk} desk @returns {Part} */
function unfinished(desk) {
  const { say, contribution, script, following } = desk;
  const words = element("span", {});
  const go = element("button", { type: "button", class: "kit-button kit-button-link", onclick: () => desk.look(place()) }, say("Go on with it"));
  const node = element("p", { class: "kit-banner kit-together-unfinished", hidden: true }, words, " ", go);
  const place = () => (script?.steps ?? []).findLastIndex(({ kind }, at) => kind === "ideas" && at <= following.last);
  const refresh = () => {
    const half = Object.values(contribution.lines).find(({ text }) => text.trim());
    node.hidden = !half || place() < 0;
    words.textContent = half ? say("You have begun an idea: “{text}”.", { text: half.text.trim() }) : "";
  };
  return { node, refresh, destroy: () => undefined };
}
