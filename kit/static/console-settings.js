// @ts-check
/**
 * A round's settings between the fields of the page and the collector; nothing here touches a page.
 *
 * @typedef {Record<string, string>} Text
 * @typedef {{id: string, label: Text}} Named
 * @typedef {object} Choice  what can be asked in a round
 * @property {string} id
 * @property {Text} title
 * @property {string[]} languages
 * @property {Named[]} areas
 * @property {Named[]} roles
 * @property {(Named | Text)[]} goals
 * @property {{min_group: number, min_distribution: number, keep_months: number}} privacy
 *
 * @typedef {object} Values  as they stand in the fields
 * @property {string} questionnaire
 * @property {string} name
 * @property {string[]} languages
 * @property {string[]} roles
 * @property {string} units  one a line
 * @property {string} goals  one a line
 * @property {Record<string, string>} weights
 * @property {string} closes
 * @property {string} keep_months
 * @property {string} min_group
 * @property {string} min_distribution
 *
 * @typedef {object} Settings  as the collector takes them
 * @property {string} name
 * @property {string} questionnaire
 * @property {string[]} languages
 * @property {string[]} roles
 * @property {string[]} units
 * @property {string[]} goals
 * @property {Record<string, number>} weights
 * @property {string | null} closes
 * @property {number} keep_months
 * @property {number} min_group
 * @property {number} min_distribution
 *
 * @typedef {{field: string, msgid: string, params: Record<string, string | number>}} Problem
 */

import { msgid, told } from "./words.js";

/** How much an area matters, in words; the first is the default. */
export const WEIGHTS = [
  { value: "1", msgid: msgid("Matters a lot") },
  { value: "0.67", msgid: msgid("Matters") },
  { value: "0.33", msgid: msgid("Matters less") },
  { value: "0", msgid: msgid("Does not matter now") },
];
export const LONGEST_NAME = 80;
const MOST_UNITS = 40;
const LONGEST_UNIT = 60;
const MOST_GOALS = 10;
const LONGEST_GOAL = 200;
const LONGEST_KEEPING = 120;
const LARGEST_GROUP = 1000;
const TWICE = msgid("“{line}” stands there twice. Delete one of them.");

/** Split what is written one a line. @param {string} text */
export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** @param {Choice} choice @param {string} language */
const goalsOf = (choice, language) =>
  choice.goals.map((goal) => told("label" in goal ? /** @type {Named} */ (goal).label : /** @type {Text} */ (goal), language)).join("\n");

/**
 * Return what a new round has unless somebody says otherwise: only its name is missing.
 * @param {Choice} choice
 * @param {string} name
 * @returns {Values}
 */
export function usual(choice, name = "") {
  const { privacy } = choice;
  return {
    questionnaire: choice.id,
    name,
    languages: [...choice.languages],
    roles: choice.roles.map((role) => role.id),
    units: "",
    goals: goalsOf(choice, choice.languages[0]),
    weights: Object.fromEntries(choice.areas.map((area) => [area.id, "1"])),
    closes: "",
    keep_months: String(privacy.keep_months),
    min_group: String(privacy.min_group),
    min_distribution: String(privacy.min_distribution),
  };
}

/**
 * Return a round's settings as they stand in the fields.
 * @param {Choice} choice
 * @param {Settings} settings
 * @returns {Values}
 */
export function valuesOf(choice, settings) {
  const known = usual(choice, settings.name);
  const weights = Object.entries(settings.weights).map(([area, weight]) => [area, nearest(weight)]);
  return {
    ...known,
    languages: [...settings.languages],
    roles: settings.roles.length ? [...settings.roles] : known.roles,
    units: settings.units.join("\n"),
    goals: settings.goals.length ? settings.goals.join("\n") : known.goals,
    weights: { ...known.weights, ...Object.fromEntries(weights) },
    closes: settings.closes ?? "",
    keep_months: String(settings.keep_months),
    min_group: String(settings.min_group),
    min_distribution: String(settings.min_distribution),
  };
}

/** Return the step nearest to a weight that something else has set. @param {number} weight */
function nearest(weight) {
  const far = (/** @type {{value: string}} */ step) => Math.abs(Number(step.value) - weight);
  return WEIGHTS.reduce((best, step) => (far(step) < far(best) ? step : best)).value;
}

/**
 * Return what the collector is told. What is as the questionnaire has it is left to the
 * questionnaire: its goals are in every language, and a list of all roles grows with it.
 * @param {Choice} choice
 * @param {Values} values
 * @returns {Settings}
 */
export function settingsOf(choice, values) {
  const own = usual(choice);
  const isAll = values.roles.length === own.roles.length;
  const weights = Object.entries(values.weights).filter(([area, weight]) => area in own.weights && weight !== "1");
  return {
    name: values.name.trim(),
    questionnaire: choice.id,
    languages: choice.languages.filter((one) => values.languages.includes(one)),
    roles: isAll ? [] : own.roles.filter((one) => values.roles.includes(one)),
    units: lines(values.units),
    goals: values.goals.trim() === own.goals.trim() ? [] : lines(values.goals),
    weights: Object.fromEntries(weights.map(([area, weight]) => [area, Number(weight)])),
    closes: values.closes || null,
    keep_months: Number(values.keep_months),
    min_group: Number(values.min_group),
    min_distribution: Number(values.min_distribution),
  };
}

/**
 * Return changed settings; what nobody touched stays to the letter, also what the fields cannot say.
 * @param {Choice} choice
 * @param {Values} values
 * @param {Settings} before
 * @returns {Settings}
 */
export function changed(choice, values, before) {
  const was = /** @type {Record<string, any>} */ (valuesOf(choice, before));
  const same = Object.entries(values).filter(([field, value]) => JSON.stringify(value) === JSON.stringify(was[field]));
  const kept = Object.fromEntries(same.map(([field]) => [field, /** @type {any} */ (before)[field]]));
  return { ...settingsOf(choice, values), ...kept };
}

/**
 * Find what has to be put right, in the order of the fields.
 * @param {Choice} choice
 * @param {Values} values
 * @param {string} today  YYYY-MM-DD
 * @returns {Problem[]}
 */
export function problemsIn(choice, values, today) {
  const { privacy } = choice;
  return [
    name(values.name),
    values.languages.length === 0 && wrong("languages", msgid("Choose at least one language.")),
    choice.roles.length > 0 && values.roles.length === 0 && wrong("roles", msgid("Choose at least one role.")),
    units(lines(values.units)),
    goals(lines(values.goals)),
    closing(values.closes, today),
    whole("keep_months", values.keep_months, 1, LONGEST_KEEPING),
    whole("min_group", values.min_group, privacy.min_group, LARGEST_GROUP),
    whole("min_distribution", values.min_distribution, privacy.min_distribution, LARGEST_GROUP),
  ].filter((found) => found !== false && found !== null);
}

/** @param {string} field @param {string} id @param {Record<string, string | number>} [params] @returns {Problem} */
const wrong = (field, id, params = {}) => ({ field, msgid: id, params });

/** @param {string} given */
function name(given) {
  const length = given.trim().length;
  if (length === 0) return wrong("name", msgid("Write a name, for example your municipality or unit."));
  return length > LONGEST_NAME && wrong("name", msgid("Write at most {most} characters."), { most: LONGEST_NAME });
}

/** @param {string[]} given */
function units(given) {
  const twice = repeated(given);
  const long = given.find((one) => one.length > LONGEST_UNIT);
  if (given.length === 1) return wrong("units", msgid("Write at least two units, or none."));
  if (given.length > MOST_UNITS) return wrong("units", msgid("Write at most {most} units."), { most: MOST_UNITS });
  if (twice) return wrong("units", TWICE, { line: twice });
  return long !== undefined && wrong("units", msgid("Write at most {most} characters a line."), { most: LONGEST_UNIT });
}

/** Return what stands twice, whatever the capitals. @param {string[]} given */
function repeated(given) {
  const plain = given.map((one) => one.toLowerCase());
  return given.find((_, place) => plain.indexOf(plain[place]) < place);
}

/** @param {string[]} given */
function goals(given) {
  const twice = repeated(given);
  if (twice) return wrong("goals", TWICE, { line: twice });
  if (given.length > MOST_GOALS) return wrong("goals", msgid("Write at most {most} goals."), { most: MOST_GOALS });
  const long = given.some((one) => one.length > LONGEST_GOAL);
  return long && wrong("goals", msgid("Write at most {most} characters a line."), { most: LONGEST_GOAL });
}

/** @param {string} given @param {string} today */
function closing(given, today) {
  if (given === "") return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return wrong("closes", msgid("Write the day as 2027-01-31."));
  return given < today && wrong("closes", msgid("Choose a day that has not passed."));
}

/** @param {string} field @param {string} given @param {number} least @param {number} most */
function whole(field, given, least, most) {
  const number = /^\d{1,6}$/.test(given.trim()) ? Number(given) : NaN;
  if (number >= least && number <= most) return null;
  return wrong(field, msgid("Write a whole number from {least} to {most}."), { least, most });
}
