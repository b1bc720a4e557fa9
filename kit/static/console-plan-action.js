// @ts-check
/**
 * The fields of one action in the plan, kept true while somebody writes in them.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./plan-view.js").Action} Action
 * @typedef {import("./console-plan-merge.js").Clash} Clash
 * @typedef {import("./console-fields.js").Field} Field
 * @typedef {object} Wish
 * @property {Say} say
 * @property {string} language
 * @property {any} view
 * @property {(id: string, field: string, value: any) => void} write
 * @property {(id: string) => void} remove
 * @property {(clash: Clash) => void} settle
 */

import { area, choice, line, several } from "./console-fields.js";
import { clashesAt, filled, longest } from "./console-plan-fields.js";
import { isDay, valueOf } from "./console-plan-merge.js";
import { button } from "./press.js";
import { dayInWords, element, msgid, told } from "./words.js";

const LONGEST_OWNER = 80;
const MOST_COMPETENCES = 10;
const OWNER = msgid("A role or initials, as you like. No full names are needed.");
const ONLY_HERE = msgid("Write what you are going to do. Until then this action is only on this device.");

/**
 * @param {Action} first
 * @param {Wish} wish
 */
export function actionEditor(first, wish) {
  const { say, language, view } = wish;
  const { id } = first;
  const fields = fieldsOf(first, wish);
  const inWords = element("p", { class: "kit-help kit-plan-day", id: `kit-plan-${id}-day` });
  dayBeside(fields.due, inWords);
  const title = element("h3");
  const about = element("span", { class: "kit-help" });
  const number = element("span", { class: "kit-plan-number", "aria-hidden": "true" });
  const chosen = element("span", { class: "kit-help" });
  const competences = competenceBoxes(first, wish);
  const wide = element("details", { class: "kit-explained kit-plan-competences", hidden: competences.length === 0 },
    element("summary", {}, element("span", { class: "kit-label" }, say("Competences that it strengthens")), " ", chosen),
    element("div", { class: "kit-fields" }, ...competences.map(({ node }) => node)));
  const taken = button(say("Remove the action"), () => wish.remove(id), "kit-button-link kit-plan-remove");
  const box = element("details", { class: "kit-plan-box" },
    element("summary", {}, number, element("span", { class: "kit-plan-brief" }, title, about)),
    element("div", { class: "kit-fields" }, fields.text.node, fields.goal.node, wide, fields.owner.node, fields.first_step.node,
      fields.due.node, fields.sign.node, element("div", {}, taken)));
  const node = element("li", { class: "kit-plan-action", "data-action": id }, box);
  const ticked = () => competences.flatMap((one) => one.value());
  for (const [name, field] of Object.entries(fields)) field.node.addEventListener("input", () => wish.write(id, name, field.value() || empty(name)));
  wide.addEventListener("change", () => wish.write(id, "competences", ticked().slice(0, MOST_COMPETENCES)));

  return {
    node, id,
    focus: () => ((box.open = true), fields.text.focus()),
    /** @param {Action} action @param {number} place @param {Clash[]} clashes */
    refresh(action, place, clashes) {
      number.textContent = String(place + 1);
      title.textContent = action.text.trim() || say("Action {n}", { n: place + 1 });
      about.textContent = brief(action, wish);
      for (const [name, field] of Object.entries(fields)) {
        filled(field, valueOf(action, name) ?? "");
        clashesAt(field, clashes.filter((one) => one.field === name), wish, (value) => wish.write(id, name, value));
      }
      fields.text.complain(action.text.trim() ? "" : say(ONLY_HERE));
      fields.due.complain(isDay(action.due) ? "" : say("Write a day of this century, with the year in four digits."));
      fields.goal.node.hidden = view.goals.length === 0;
      inWords.textContent = action.due ? dayInWords(action.due, language) : "";
      const those = valueOf(action, "competences");
      for (const input of wide.querySelectorAll("input")) tick(input, those);
      chosen.textContent = those.length ? say("{n} chosen", { n: those.length }) : say("none chosen");
    },
  };
}

/** @param {HTMLInputElement} input @param {string[]} those */
function tick(input, those) {
  input.checked = those.includes(input.value);
  input.disabled = !input.checked && those.length >= MOST_COMPETENCES;
}

/** Empty as the collector has it. @param {string} name */
const empty = (name) => (["goal", "due"].includes(name) ? null : "");

/** @param {Action} first @param {Wish} wish @returns {Record<string, Field>} */
function fieldsOf(first, { say, language, view }) {
  const name = (/** @type {string} */ field) => `plan-${first.id}-${field}`;
  const goals = [{ value: "", label: say("No goal chosen yet") }, ...view.goals.map((/** @type {any} */ one) => ({ value: one.id, label: told(one.label, language) }))];
  const text = area(name("text"), { label: say("What we are going to do") }, first.text, 2);
  longest(text);
  return {
    text,
    goal: choice(name("goal"), { label: say("Which goal it serves") }, goals, first.goal ?? ""),
    owner: longest(line(name("owner"), { label: say("Who sees to it"), hint: say(OWNER) }, first.owner ?? ""), LONGEST_OWNER),
    first_step: longest(line(name("first_step"), { label: say("The first step"), hint: say("Something small that can be done within two weeks.") }, first.first_step ?? "")),
    due: line(name("due"), { label: say("Done by") }, first.due ?? "", { type: "date", class: "kit-short", min: "2000-01-01", max: "2099-12-31" }),
    sign: longest(line(name("sign"), { label: say("How we will know that it has worked"), hint: say("What you will see, hear or be able to count.") }, first.sign ?? "")),
  };
}

/** One group of boxes for each area. @param {Action} first @param {Wish} wish @returns {Field[]} */
function competenceBoxes(first, { language, view }) {
  return view.areas.filter((/** @type {any} */ one) => one.competences.length > 0).map((/** @type {any} */ one) =>
    several(`plan-${first.id}-${one.id}`, { label: told(one.label, language) },
      one.competences.map((/** @type {any} */ competence) => ({ value: competence.id, label: told(competence.label, language) })), first.competences ?? []));
}

/** The day in words stands by the field and is read with it. @param {Field} due @param {HTMLElement} words */
function dayBeside(due, words) {
  due.node.append(words);
  const input = due.node.querySelector("input");
  input?.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${words.id}`.trim());
}

/** Say who and when in one line, and what is missing. @param {Action} action @param {Wish} wish */
function brief(action, { say, language }) {
  const owner = action.owner?.trim() || say("nobody sees to it yet");
  return [owner, action.due ? dayInWords(action.due, language) : say("no day yet")].join(" · ");
}
