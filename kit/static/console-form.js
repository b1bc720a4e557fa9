// @ts-check
/**
 * The fields of a round's settings: a name is enough, the rest has sensible values already.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-fields.js").Field} Field
 * @typedef {import("./console-settings.js").Choice} Choice
 * @typedef {import("./console-settings.js").Values} Values
 * @typedef {import("./console-settings.js").Settings} Settings
 * @typedef {object} Wish
 * @property {Say} say
 * @property {string} language
 * @property {Choice[]} choices
 * @property {Values} values
 * @property {Settings} [before]  what is changed, where it is there already
 * @property {"all" | "questionnaire" | "none"} frozen  what can no longer be changed; "all" leaves the name, the day and the weights
 * @property {string} button
 * @property {(settings: Settings) => Promise<void>} send
 */

import { area, choice, errorSummary, line, several } from "./console-fields.js";
import { UNREACHED } from "./console-part.js";
import { LONGEST_NAME, WEIGHTS, changed, problemsIn, settingsOf, usual } from "./console-settings.js";
import { button } from "./press.js";
import { element, languageName, told } from "./words.js";

/** What may be changed although people have answered. */
const isFree = (/** @type {string} */ name) => name === "name" || name === "closes" || name.startsWith("weight-");

/**
 * Draw the form into `root`.
 * @param {HTMLElement} root
 * @param {Wish} wish
 */
export function settingsForm(root, wish) {
  const { say, send } = wish;
  let values = wish.values;
  /** @type {Record<string, Field>} */
  let fields = {};
  const notice = element("div");
  const main = element("div", { class: "kit-fields" });
  const more = element("div");
  const press = button(wish.button, () => {}, "", { type: "submit" });
  const onsubmit = (/** @type {Event} */ event) => (event.preventDefault(), submit());
  const form = element("form", { novalidate: true, onsubmit }, notice, main, more, element("div", { class: "kit-actions kit-form-end" }, press));

  const chosen = () => /** @type {Choice} */ (wish.choices.find((one) => one.id === values.questionnaire) ?? wish.choices[0]);
  const read = () => ({
    ...values,
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith("weight-")).map(([name, field]) => [name, field.value()])),
    weights: Object.fromEntries(chosen().areas.map(({ id }) => [id, fields[`weight-${id}`]?.value() ?? "1"])),
  });
  const other = (/** @type {string} */ questionnaire) => {
    const named = fields.name.value();
    values = usual(/** @type {Choice} */ (wish.choices.find((one) => one.id === questionnaire)), named);
    draw(true);
    fields.questionnaire.focus();
  };

  /** @param {boolean} [keepOpen] */
  function draw(keepOpen = false) {
    const open = new Set(keepOpen ? [...more.querySelectorAll("details[open]")].map((one) => /** @type {HTMLElement} */ (one).dataset.group) : []);
    const drawn = groups(wish, chosen(), values, other);
    fields = Object.fromEntries(drawn.flatMap(({ fields: of }) => of));
    const [first, ...rest] = drawn;
    main.replaceChildren(...first.fields.map(([, field]) => field.node));
    more.replaceChildren(...rest.filter(({ fields: of }) => of.length).map((one) => folded(one, open.has(one.id))));
    for (const [name, field] of Object.entries(fields)) {
      field.lock(wish.frozen === "all" ? !isFree(name) : wish.frozen === "questionnaire" && name === "questionnaire");
    }
  }

  /** @param {{field: string, words: string}[]} wrong */
  function complain(wrong) {
    for (const [name, field] of Object.entries(fields)) field.complain(wrong.find((one) => one.field === name)?.words ?? "");
    const complaints = wrong.map(({ field, words }) => ({
      words: field in fields ? `${label(fields[field])}: ${words}` : words,
      open: () => lead(fields[field] ?? fields.name),
    }));
    notice.replaceChildren(...(complaints.length ? [errorSummary(say, complaints)] : []));
    /** @type {HTMLElement | null} */ (notice.firstElementChild)?.focus();
  }

  async function submit() {
    if (press.getAttribute("aria-disabled") === "true") return;
    values = read();
    const wrong = problemsIn(chosen(), values, today()).map((one) => ({ field: one.field, words: say(one.msgid, one.params) }));
    complain(wrong);
    if (wrong.length) return;
    press.setAttribute("aria-disabled", "true");
    try {
      await send(wish.before ? changed(chosen(), values, wish.before) : settingsOf(chosen(), values));
    } catch (/** @type {any} */ refusal) {
      const told = (refusal.problems ?? []).map((/** @type {any} */ one) => ({ field: one.place, words: `${one.what} ${one.remedy}`.trim() }));
      complain(told.length ? told : [{ field: "", words: refusal.detail || say(UNREACHED) }]);
    }
    press.removeAttribute("aria-disabled");
  }

  draw();
  root.replaceChildren(form);
  return { focus: () => fields.name.focus() };
}

/** @param {Field} field */
const label = (field) => field.node.querySelector(".kit-label")?.textContent ?? "";

/** Open what the field stands in, and go there. @param {Field} field */
function lead(field) {
  const box = field.node.closest("details");
  if (box) box.open = true;
  field.focus();
}

/** The day where this computer stands; the server's own day decides. */
function today() {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

/** @typedef {{id: string, title: string, about: string, fields: [string, Field][]}} Group */

/** @param {Group} group @param {boolean} open */
function folded({ id, title, about, fields }, open) {
  const words = element("span", {}, element("strong", {}, title), " ", element("span", { class: "kit-help" }, about));
  return element("details", { class: "kit-group", "data-group": id, open },
    element("summary", {}, words), element("div", { class: "kit-fields" }, ...fields.map(([, field]) => field.node)));
}

/**
 * @param {Wish} wish @param {Choice} chosen @param {Values} values @param {(questionnaire: string) => void} other
 * @returns {Group[]}
 */
function groups(wish, chosen, values, other) {
  const { say } = wish;
  return [
    { id: "first", title: "", about: "", fields: first(wish, values, other) },
    { id: "people", title: say("Who takes part"), about: say("roles, units, languages"), fields: people(wish, chosen, values) },
    { id: "goals", title: say("What you want to reach"), about: say("goals, and how much each area matters for them"), fields: goals(wish, chosen, values) },
    { id: "days", title: say("Days"), about: say("when the round closes and when the answers are deleted"), fields: days(wish, values) },
    { id: "privacy", title: say("Protection of small groups"), about: say("how many answers there must be behind a figure"), fields: privacy(wish, chosen, values) },
  ];
}

/** @param {Wish} wish @param {Values} values @param {(questionnaire: string) => void} other @returns {[string, Field][]} */
function first({ say, language, choices }, values, other) {
  const options = choices.map((one) => ({ value: one.id, label: told(one.title, language) }));
  const words = { label: say("Name of the round"), hint: say("For example your municipality or unit. Everybody in the round sees it.") };
  return [
    ["name", line("name", words, values.name, { maxlength: 2 * LONGEST_NAME })],
    ["questionnaire", choice("questionnaire", { label: say("Questionnaire") }, options, values.questionnaire, other)],
  ];
}

/** @param {Wish} wish @param {Choice} chosen @param {Values} values @returns {[string, Field][]} */
function people({ say, language }, chosen, values) {
  /** @type {[string, Field][]} */
  const fields = [];
  if (chosen.roles.length > 1) {
    const options = chosen.roles.map(({ id, label: text }) => ({ value: id, label: told(text, language) }));
    fields.push(["roles", several("roles", { label: say("Roles"), hint: say("Each participant chooses one of them. A role has levels that are wanted.") }, options, values.roles)]);
  }
  const units = { label: say("Units, one a line"), hint: say("For example branch libraries. Each participant may say where they work. Leave it empty if you do not need it: the fewer in each group, the less can be shown.") };
  fields.push(["units", area("units", units, values.units, 4)]);
  if (chosen.languages.length > 1) {
    const options = chosen.languages.map((one) => ({ value: one, label: languageName(one), lang: one }));
    fields.push(["languages", several("languages", { label: say("Languages"), hint: say("Those that the participants can choose among.") }, options, values.languages)]);
  }
  return fields;
}

/** @param {Wish} wish @param {Choice} chosen @param {Values} values @returns {[string, Field][]} */
function goals({ say, language }, chosen, values) {
  const words = { label: say("Your goals, one a line"), hint: say("What digital competence is for where you work. Everybody sees the goals: on the projector before you begin and beside the needs, and on the page with the group's result.") };
  const steps = WEIGHTS.map((step) => ({ value: step.value, label: say(step.msgid) }));
  const weights = chosen.areas.map(({ id, label: text }) => /** @type {[string, Field]} */ (
    [`weight-${id}`, choice(`weight-${id}`, { label: say("For the goals: {area}", { area: told(text, language) }) }, steps, values.weights[id] ?? "1")]));
  return [["goals", area("goals", words, values.goals, 5)], ...weights];
}

/** @param {Wish} wish @param {Values} values @returns {[string, Field][]} */
function days({ say }, values) {
  const closes = { label: say("Last day to answer"), hint: say("Leave it empty, and you close the round yourself.") };
  const keep = { label: say("Months until the answers are deleted"), hint: say("Counted from today. The answers are then deleted from the server, not from the participants' own files.") };
  return [
    ["closes", line("closes", closes, values.closes, { type: "date", class: "kit-short" })],
    ["keep_months", line("keep_months", keep, values.keep_months, { inputmode: "numeric", class: "kit-short" })],
  ];
}

/** @param {Wish} wish @param {Choice} chosen @param {Values} values @returns {[string, Field][]} */
function privacy({ say }, chosen, values) {
  const { min_group: group, min_distribution: distribution } = chosen.privacy;
  const raised = (/** @type {number} */ n) => say("At least {n}. It can be raised, never lowered, and not changed after the first answer.", { n });
  const few = { label: say("Fewest answers behind a figure"), hint: raised(group) };
  const many = { label: say("Fewest answers to show shares, needs and how answers spread"), hint: raised(distribution) };
  const short = { inputmode: "numeric", class: "kit-short" };
  return [
    ["min_group", line("min_group", few, values.min_group, short)],
    ["min_distribution", line("min_distribution", many, values.min_distribution, short)],
  ];
}
