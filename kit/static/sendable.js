// @ts-check
/**
 * Which of a person's answers the collector takes. Pure; kit/answers.py holds the same rules.
 *
 * @typedef {import("./form-rules.js").View} View
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-rules.js").Option} Option
 * @typedef {import("./participant.js").Response} Response
 */

import { visible } from "./conditions.js";
import { charactersLeft, left } from "./form-rules.js";

/**
 * Return the copy to send: without answers to hidden questions, without what cannot be taken, and
 * without what a file from elsewhere had beside.
 * @param {View} view
 * @param {Response} response
 * @returns {{copy: Response, held: string[]}} held: keys of shown questions that wait to be put right
 */
export function sendable(view, response) {
  const items = view.pages.flatMap((page) => page.items);
  const takes = takers(view, items, response.status);
  const given = Object.entries(response.answers);
  const sound = Object.fromEntries(given.filter(([key, value]) => takes.get(key)?.(value)));
  const shown = new Set(visible(items, sound, /** @type {any} */ (view.scales)));
  const isShown = (/** @type {string} */ key) => shown.has(key.split(".")[0]);
  const answers = Object.fromEntries(Object.entries(sound).filter(([key]) => isShown(key)));
  const held = given.map(([key]) => key).filter((key) => takes.has(key) && isShown(key) && !Object.hasOwn(answers, key));
  const { response_id, round, seq, questionnaire: { id, version, hash }, day, status } = response;
  const language = view.languages.includes(response.language) ? response.language : view.languages[0];
  const about = { response_id, round, seq, questionnaire: { id, version, hash }, language, day, status };
  const link = response.earlier ? { earlier: response.earlier } : {};
  return { copy: structuredClone({ ...about, ...link, ...person(view, response), answers }), held };
}

/** @param {View} view @param {Response} response */
function person(view, { role, background }) {
  const asked = new Map(view.background.map((item) => [item.id, idsOf(item.options)]));
  const known = Object.entries(background).filter(([key, value]) => asked.get(key)?.includes(value));
  return { role: view.roles.some(({ id }) => id === role) ? role : null, background: Object.fromEntries(known) };
}

/**
 * Return for each key of an answer what may stand there.
 * @param {View} view
 * @param {Item[]} items
 * @param {string} status
 * @returns {Map<string, (value: any) => boolean>}
 */
function takers(view, items, status) {
  const rating = (/** @type {string} */ scale) => oneOf([...view.scales[scale].points, ...view.scales[scale].other]);
  const pairs = items.filter(({ kind }) => kind !== "note").flatMap((item) => [
    [item.id, item.kind === "rate" ? rating(/** @type {string} */ (item.scale)) : KINDS[item.kind](item, status)],
    ...(item.also ?? []).map(({ facet, scale }) => [`${item.id}.${facet}`, rating(scale)]),
  ]);
  return new Map(/** @type {any} */ (pairs));
}

/** @type {Record<string, (item: Item, status: string) => (value: any) => boolean>} */
const KINDS = {
  choice: (item) => oneOf(item.options),
  choices: (item) => (value) => isSet(value) && value.every(oneOf(item.options)),
  rank: (item) => (value) => isSet(value) && value.length === item.options?.length && value.every(oneOf(item.options)),
  number: (item) => (value) => Number.isFinite(value) && value >= (item.min ?? -LARGEST) && value <= (item.max ?? LARGEST),
  text: (item) => (value) => typeof value === "string" && charactersLeft(item, value) >= 0,
  points: (item, status) => (value) => {
    const isMap = value !== null && typeof value === "object" && !Array.isArray(value);
    const isWhole = isMap && Object.entries(value).every(([id, part]) => oneOf(item.options)(id) && Number.isSafeInteger(part) && part >= 0);
    return isWhole && (status === "started" ? left(item, value) >= 0 : left(item, value) === 0);
  },
};

const LARGEST = Number.MAX_SAFE_INTEGER;

/** @param {Option[]} [options] */
const idsOf = (options = []) => options.map(({ id }) => id);

/** @param {Option[]} [options] @returns {(value: any) => boolean} */
function oneOf(options) {
  const ids = idsOf(options);
  return (value) => typeof value === "string" && ids.includes(value);
}

/** @param {any} value */
const isSet = (value) => Array.isArray(value) && new Set(value).size === value.length;
