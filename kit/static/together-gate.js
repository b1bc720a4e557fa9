// @ts-check
/**
 * What a participant's page says while there is no step to show: not in a round, not joined, no
 * workshop yet, not begun yet.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {import("./words.js").Say} Say
 */

import { joinPage } from "./round.js";
import { minutesOf, paragraphs, wordsOf } from "./script.js";
import { inRound, still } from "./together-part.js";
import { element } from "./words.js";

/** The page was opened outside a round. @param {Say} say */
export function elsewhere(say) {
  // Only the kit's own server has rounds to join.
  const isServed = document.getElementById("kit-drawn") !== null;
  return gate(say("The workshop"),
    element("p", { class: "kit-lead" }, say("Here you take part in a workshop: you propose actions, weigh them and see what the group agrees on.")),
    element("p", {}, say("You come here by joining with the code that whoever leads the workshop shows.")),
    isServed && way("anslut", say("Join with a code")));
}

/** The round does not know whoever looks. @param {Say} say @param {import("./round.js").Round} round @returns {Part} */
export function stranger(say, round) {
  return still(gate(say("The workshop"),
    element("p", { class: "kit-lead" }, say("You have not joined this workshop on this device yet.")),
    element("p", {}, say("Join with the code that is shown in the workshop. What you have written here stays on this device and comes along.")),
    way(joinPage(round), say("Join with a code"))));
}

/** The workshop is on its way. @param {Say} say @returns {Part} */
export const fetching = (say) => still(element("p", { class: "kit-loading", role: "status" }, say("Fetching the workshop …")));

/** Nobody has chosen a workshop for the round. @param {Desk} desk @returns {Part} */
export function noWorkshop(desk) {
  const { say } = desk;
  return still(gate(say("The workshop"),
    element("p", { class: "kit-lead" }, say("The workshop has not begun. This page follows by itself when it does.")),
    meanwhile(desk)));
}

/** What the workshop will be, before its first step. @param {Desk} desk @param {import("./script.js").Script} script @returns {Part} */
export function beginning(desk, script) {
  const { say, language } = desk;
  const lines = script.steps.map((step) => element("li", {}, wordsOf(step.title, language), " ",
    element("span", { class: "kit-help" }, say("{minutes} min", { minutes: step.minutes }))));
  const node = element("section", { class: "kit-together-step", "aria-labelledby": `${desk.prefix}title` },
    element("h2", { id: `${desk.prefix}title`, tabindex: -1, "data-lead": "" }, say("The workshop begins soon")),
    ...paragraphs(wordsOf(script.intro, language)).map((text) => element("p", { class: "kit-lead" }, text)),
    element("p", {}, say("This page follows by itself. You need not press anything.")),
    meanwhile(desk),
    element("h3", {}, say("What we will do, {minutes} minutes in all", { minutes: minutesOf(script) })),
    element("ol", { class: "kit-together-coming" }, ...lines));
  return still(node);
}

/** @param {Desk} desk */
function meanwhile({ say, state, draft }) {
  if (!state.assessment || draft.response.status === "finished") return null;
  return element("p", { class: "kit-actions" },
    element("a", { class: "kit-button kit-button-quiet", href: inRound(state.assessment) }, say("Do the self-assessment meanwhile")));
}

/** @param {string} heading @param {...(Node | null | false)} children */
function gate(heading, ...children) {
  return element("div", { class: "kit-together-gate" }, element("h1", { tabindex: -1, "data-lead": "" }, heading), ...children);
}

/** @param {string} href @param {string} words */
const way = (href, words) => element("p", { class: "kit-actions" }, element("a", { class: "kit-button", href }, words));
