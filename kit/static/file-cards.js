// @ts-check
/**
 * What the window says about a file that was opened, and what it asks.
 *
 * @typedef {import("./file-parts.js").Desk} Desk
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {import("./file-plan.js").How} How
 */

import { holdings, waysOn } from "./file-plan.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

/** @type {Record<How, {msgid: string}>} */
const WAYS = {
  show: { msgid: "Show the result again" },
  anew: { msgid: "Answer once more and compare" },
  continue: { msgid: "Continue where you stopped" },
};

/** @param {string} kind @param {string} heading @param {...any} parts */
function card(kind, heading, ...parts) {
  return element("div", { class: `kit-file-card kit-banner ${kind}`.trim(), role: "group" },
    element("h3", { tabindex: -1 }, heading), ...parts);
}

/** @param {...HTMLElement} buttons */
const actions = (...buttons) => element("div", { class: "kit-actions" }, ...buttons);

/** @param {Desk} desk */
const cancel = (desk) => button(desk.say("Cancel"), () => desk.cancel(), "kit-button-quiet", { "data-name": "cancel" });

/** @param {Desk} desk */
const another = (desk) => actions(button(desk.say("Choose another file"), () => desk.choose(), "kit-button-quiet", { "data-name": "choose" }));

/**
 * @param {Desk} desk
 * @param {{name: string, msgid: string, params: Record<string, string>}} refusal
 */
export function refusedCard(desk, { name, msgid: sentence, params }) {
  const { say } = desk;
  return card("kit-banner-error", say("The file was not opened"),
    element("p", {}, say(sentence, params)),
    element("p", { class: "kit-help" }, say("File: {name}", { name })),
    another(desk));
}

/** @param {Desk} desk @param {string[]} ids */
export function otherQuestionnaireCard(desk, ids) {
  const { say, title } = desk;
  const links = ids.map((id) => element("li", {}, element("a", { href: `?questionnaire=${encodeURIComponent(id)}` }, say("Open the page for {id}", { id }))));
  return card("kit-banner-warn", say("The file belongs to another form"),
    element("p", {}, say("The answers in it are to {ids}, and this is {title}. Nothing has been changed here.", { ids: ids.join(", "), title })),
    element("ul", {}, ...links),
    another(desk));
}

/** @param {Desk} desk @param {ParticipantFile} opened */
export function otherKeyCard(desk, opened) {
  const { say } = desk;
  return card("kit-banner-warn", say("Is all of it yours?"),
    element("p", {}, say("There are answers here already, and they do not come from this file.")),
    element("h4", {}, say("Here")), list(desk, desk.file),
    element("h4", {}, say("In the file")), list(desk, opened),
    element("p", {}, say("If all of it is yours it can be put together. Nothing is lost.")),
    actions(button(say("It is all mine, put it together"), () => desk.join(), "", { "data-name": "join" })),
    ...(desk.state.round ? strangersInRound(desk) : strangers(desk)));
}

/** In a round each person joins for themselves. @param {Desk} desk */
function strangersInRound(desk) {
  const words = desk.say("If the answers here are somebody else's, take them from this device first, further down, and join with the code yourself.");
  return [element("p", {}, words), actions(cancel(desk))];
}

/** @param {Desk} desk */
function strangers(desk) {
  const { say } = desk;
  return [
    element("p", {}, say("If the answers here are somebody else's, download them for that person first. Then they are replaced by your file.")),
    actions(
      button(say("Download the answers that are here"), () => desk.takeHome(), "kit-button-quiet", { "data-name": "first" }),
      button(say("Replace the answers here"), () => desk.replace(), "kit-button-danger", { "data-name": "replace" }),
      cancel(desk)),
  ];
}

/**
 * @param {Desk} desk
 * @param {ParticipantFile} opened
 * @param {ParticipantFile} joined the file as it would be here
 */
export function askCard(desk, opened, joined) {
  const { say } = desk;
  // In a round there is one response to answer, the one that this device has joined with.
  /** @type {How[]} */
  const possible = desk.state.round ? ["anew"] : waysOn(joined, desk.view);
  const ways = possible.map((how, index) =>
    button(say(WAYS[how].msgid), () => desk.goOn(how), index === 0 ? "" : "kit-button-quiet", { "data-name": how }));
  const isMore = joined.responses.length > opened.responses.length;
  return card("", say("This is what the file holds"),
    list(desk, opened),
    isMore && element("p", {}, say("It is put together with what is here already.")),
    element("p", {}, say("How do you want to go on?")),
    actions(...ways, cancel(desk)));
}

/** @param {Desk} desk @param {How} how */
export function openedCard({ say, state }, how) {
  const sentence = how === "show" ? say("The file is open. Your result is on the page with the self-assessment.") : say("The file is open. Go to the self-assessment to answer.");
  const link = state.assessment && element("p", {}, element("a", { href: `${state.assessment}${location.search}` }, say("To the self-assessment")));
  return card("kit-banner-good", say("The file is open"), element("p", {}, sentence), link);
}

/** @param {Desk} desk @param {ParticipantFile} file */
function list(desk, file) {
  const { say } = desk;
  const { times, notes, steps } = holdings(file);
  const lines = times.map(({ questionnaire, day, status }) => {
    const title = questionnaire === desk.view.id ? desk.title : questionnaire;
    const sentence = status === "finished" ? FINISHED : STARTED;
    return say(sentence, { title, day: desk.day(day) });
  });
  if (notes) lines.push(say("Notes: {count}", { count: notes }));
  if (steps) lines.push(say("Own steps: {count}", { count: steps }));
  return element("ul", { class: "kit-file-list" }, ...lines.map((line) => element("li", {}, line)));
}

const FINISHED = msgid("{title}, finished {day}");
const STARTED = msgid("{title}, begun {day}");
