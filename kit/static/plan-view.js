// @ts-check
/**
 * A group's plan as participants, the wall and a saved page show it: what was agreed on, by whom and
 * when, and what became of what was agreed on before.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Action  see kit/plans.py
 * @property {string} id
 * @property {string} text
 * @property {string | null} [card]
 * @property {string | null} [carried]
 * @property {string | null} [goal]
 * @property {string[]} [competences]
 * @property {string} [owner]
 * @property {string} [first_step]
 * @property {string | null} [due]
 * @property {string} [sign]
 * @property {"planned" | "under_way" | "done" | "dropped"} [mark]
 * @property {string} [why]
 * @property {string} [learned]
 * @typedef {{version?: number, actions: Action[], earlier: Action[], reason?: string, follow_up?: string | null}} Plan
 * @typedef {{goals: string[], needs: string[]}} Gaps
 * @typedef {{say: Say, language: string, view: any, heading?: boolean}} Desk
 */

import { dayInWords, element, msgid, told } from "./words.js";

/** How an action went; the first is an action that nobody has said anything about. @type {Record<string, string>} */
export const MARKS = {
  planned: msgid("Not gone through yet"),
  done: msgid("Done"),
  under_way: msgid("Under way"),
  dropped: msgid("Dropped"),
};

/**
 * Draw a plan into `el`.
 * @param {HTMLElement} el
 * @param {{plan: Plan, view: any, say: Say, language: string, gaps?: Gaps | null, part?: "actions" | "earlier" | "all", heading?: boolean}} shown
 *   part: the actions agreed on now, what became of the earlier ones, or both; heading: false where
 *   the page has one already
 */
export function drawPlan(el, { plan, view, say, language, gaps = null, part = "all", heading = true }) {
  const desk = { say, language, view, heading };
  const hasEarlier = part === "earlier" || (part === "all" && plan.earlier.length > 0);
  const parts = [
    hasEarlier && earlierPart(plan, desk),
    part !== "earlier" && actionsPart(plan, desk),
    part !== "earlier" && gaps && gapsPart(gaps, desk),
  ].filter((one) => one !== null && one !== false);
  el.replaceChildren(element("div", { class: "kit-plan" }, ...parts));
  return { destroy: () => el.replaceChildren() };
}

/** @param {Plan} plan @param {Desk} desk */
function actionsPart({ actions, reason, follow_up: day }, desk) {
  const { say, language } = desk;
  const when = day && element("p", { class: "kit-plan-when" }, say("We come back to the plan {day}.", { day: dayInWords(day, language) }));
  return element("section", {},
    desk.heading && element("h3", {}, say("What we have agreed on")),
    actions.length === 0 ? element("p", {}, say("There are no actions in the plan yet.")) : list(actions, desk, planned),
    actions.length > 0 && reason && element("p", { class: "kit-help" }, say("Why there are this many: {reason}", { reason })),
    when);
}

/** @param {Plan} plan @param {Desk} desk */
function earlierPart({ earlier }, desk) {
  const { say } = desk;
  return element("section", {},
    desk.heading && element("h3", {}, say("What we agreed on last time")),
    earlier.length === 0 ? element("p", {}, say("There is no plan from last time.")) : list(earlier, desk, reviewed));
}

/** @param {Action[]} actions @param {Desk} desk @param {(action: Action, desk: Desk) => (Node | null)[]} more */
function list(actions, desk, more) {
  const lines = actions.map((action, place) =>
    element("li", { class: "kit-plan-line", "data-action": action.id },
      element("span", { class: "kit-plan-number", "aria-hidden": "true" }, place + 1),
      element("div", {}, element("h4", {}, action.text), ...more(action, desk))));
  return element("ol", { class: "kit-plan-list", role: "list" }, ...lines);
}

/** @param {Action} action @param {Desk} desk */
const planned = (action, desk) => [action.carried ? element("p", { class: "kit-help" }, desk.say("Goes on from last time.")) : null, aboutAction(action, desk)];

/** @param {Action} action @param {Desk} desk */
function reviewed(action, desk) {
  const { say } = desk;
  const mark = action.mark ?? "planned";
  return [
    element("p", { class: "kit-plan-mark", "data-mark": mark }, say(MARKS[mark])),
    facts([[say("About it"), action.why], [say("What we learned"), action.learned]]),
    aboutAction(action, desk),
  ];
}

/**
 * Say who does an action and when, what it serves, and how one will know.
 * @param {Action} action @param {Desk} desk
 */
export function aboutAction(action, { say, language, view }) {
  const competences = view.areas.flatMap((/** @type {any} */ one) => one.competences);
  const named = (/** @type {any[]} */ things, /** @type {string} */ id) => told(things.find((one) => one.id === id)?.label, language);
  return facts([
    [say("Owner"), action.owner],
    [say("By when"), action.due && dayInWords(action.due, language)],
    [say("First step"), action.first_step],
    [say("We will know by"), action.sign],
    [say("Goal"), action.goal && named(view.goals ?? [], action.goal)],
    [say("Strengthens"), (action.competences ?? []).map((id) => named(competences, id)).filter(Boolean).join(", ")],
  ]);
}

/** @param {[string, string | null | undefined][]} rows  those without words are left out */
function facts(rows) {
  const filled = rows.filter(([, words]) => words?.trim());
  if (filled.length === 0) return null;
  return element("dl", { class: "kit-plan-facts" },
    ...filled.map(([name, words]) => element("div", {}, element("dt", {}, name), element("dd", {}, words))));
}

/**
 * Say which goals and which of the largest needs have no action yet; null where there is nothing to say.
 * @param {Gaps} gaps @param {Desk} desk
 */
export function gapsPart({ goals, needs }, { say, language, view }) {
  const competences = view.areas.flatMap((/** @type {any} */ one) => one.competences);
  const named = (/** @type {any[]} */ things, /** @type {string[]} */ ids) =>
    ids.map((id) => told(things.find((one) => one.id === id)?.label, language)).filter(Boolean);
  const group = (/** @type {string} */ heading, /** @type {string[]} */ names) =>
    names.length > 0 && element("div", {}, element("h4", {}, heading), element("ul", {}, ...names.map((name) => element("li", {}, name))));
  const parts = [
    group(say("Goals without an action"), named(view.goals ?? [], goals)),
    group(say("Large needs without an action"), named(competences, needs)),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return element("section", { class: "kit-plan-gaps" },
    element("h3", {}, say("What has no action yet")),
    element("p", { class: "kit-help" }, say("It need not have one: a few actions that get done are worth more than many that do not. But let it be a choice.")), ...parts);
}
