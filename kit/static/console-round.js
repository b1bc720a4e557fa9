// @ts-check
/**
 * The page of one round: what to do next, and under it everything that can be done.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 */

import { codePart } from "./console-code.js";
import { endPart } from "./console-end.js";
import { followPart } from "./console-follow.js";
import { linksPart } from "./console-links.js";
import { progressPart } from "./console-progress.js";
import { resultPart } from "./console-result.js";
import { settingsPart } from "./console-edit.js";
import { STATUS } from "./console-start.js";
import { stepPart } from "./console-step.js";
import { toolsPart } from "./console-tools.js";
import { workshopPart } from "./console-workshop.js";
import { contactLine } from "./round-contact.js";
import { dayInWords, element, msgid, told } from "./words.js";

const LOST = msgid("Contact with the server was lost at {time}. What you see is from then. The page tries again by itself. The participants can go on answering: their answers are kept on their own devices and sent when the server is back.");
const PARTS = [headPart, stepPart, workshopPart, toolsPart, codePart, progressPart, resultPart, followPart, linksPart, settingsPart, endPart];

/**
 * Draw the page into `root`, and keep it true.
 * @param {HTMLElement} root
 * @param {{say: Say, language: string, collector: import("./collector.js").Collector, state: any, callbacks: any}} console_
 * @param {Now} first
 * @param {(hindrance: import("./console-gate.js").Hindrance) => void} stop
 */
export function roundPage(root, { say, language, collector, state, callbacks }, first, stop) {
  let now = first;
  const round = first.id;
  const draw = (/** @type {Partial<Now>} */ next) => {
    now = { ...now, ...next };
    parts.forEach((part) => part.refresh(now));
  };
  /** @type {Desk & {state: any, callbacks: any}} */
  const desk = { say, language, collector, round, view: { ...state.questionnaire, follows: first.follows ?? null }, state, callbacks, take: draw, stop };
  const contact = contactLine(say, language, LOST);
  const parts = PARTS.map((make) => make(desk));
  const hear = (/** @type {Partial<Now>} */ next) => (contact.found(), draw(next));
  const fail = (/** @type {import("./collector.js").Refusal} */ refusal) => {
    if (refusal.passing) return contact.lost();
    stop(refusal.status === 404 ? "deleted" : "refused");
  };
  root.replaceChildren(contact.node, ...parts.map(({ node }) => node));
  draw(first);
  const hush = collector.events(round, hear, fail);
  return {
    destroy() {
      hush();
      parts.forEach((part) => part.destroy?.());
      root.replaceChildren();
    },
  };
}

/** @param {Desk} desk @returns {Part} */
function headPart({ say, language, view }) {
  const name = element("h1", { tabindex: -1 });
  const about = element("p", { class: "kit-help" });
  const day = (/** @type {string} */ iso) => dayInWords(iso, language);
  return {
    node: element("header", { class: "kit-round-head" }, name, about),
    refresh(now) {
      name.textContent = now.name;
      about.textContent = [
        say(STATUS[now.status]),
        told(view.title, language),
        now.closes && say("last day {day}", { day: day(now.closes) }),
        say("deleted {day}", { day: day(now.delete_after) }),
      ].filter(Boolean).join(" · ");
    },
  };
}
