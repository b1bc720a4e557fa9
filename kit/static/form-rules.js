// @ts-check
/**
 * What a form knows without a page to show it on: order, progress, blanks and problems. Pure.
 *
 * @typedef {import("./words.js").Text} Text
 * @typedef {string | string[] | number | Record<string, number>} Answer
 * @typedef {Record<string, Answer>} Answers
 * @typedef {{id: string, label: Text | null, value?: number}} Option
 * @typedef {{points: Option[], other: Option[]}} Scale
 * @typedef {{facet: string, scale: string, text: Text | null}} Facet
 * @typedef {{id: string, kind: string, text: Text, help?: Text | null, when?: any,
 *   required?: boolean | "soft", scale?: string, also?: Facet[], anchors?: Record<string, Text> | null,
 *   options?: Option[], min?: number | null, max?: number | null, unit?: Text | null,
 *   max_length?: number, lines?: number, total?: number}} Item
 * @typedef {{id: string, title: Text, intro?: Text | null, items: Item[]}} Page
 * @typedef {{id: string, version: string, hash: string, languages: string[], title: Text,
 *   intro?: Text | null, credit?: any, scales: Record<string, Scale>, pages: Page[],
 *   roles: {id: string, label: Text}[], background: Item[], areas: any[]}} View
 * @typedef {{item: Item, key: string, msgid: string, params: Record<string, string | number>}} Problem
 */

import { visible } from "./conditions.js";
import { msgid } from "./words.js";

/** The places of a form besides its pages; ids of pages have no colon. */
export const START = "start:";
export const CHECK = "check:";
export const DONE = "done:";

/**
 * Return the pages that have something to show, each with its visible items only.
 * @param {View} view
 * @param {Answers} answers
 * @returns {Page[]}
 */
export function shownPages(view, answers) {
  const items = view.pages.flatMap((page) => page.items);
  const scales = /** @type {any} */ (view.scales); // points of a scale always have a value
  const seen = new Set(visible(items, answers, scales));
  return view.pages
    .map((page) => ({ ...page, items: page.items.filter((item) => seen.has(item.id)) }))
    .filter((page) => page.items.length > 0);
}

/** Return every place in the order it is walked. @param {View} view @param {Answers} answers */
export function places(view, answers) {
  return [START, ...shownPages(view, answers).map((page) => page.id), CHECK, DONE];
}

/**
 * Return the place that many steps on; a place that is hidden now counts from where it would stand.
 * @param {View} view
 * @param {Answers} answers
 * @param {string} place
 * @param {1 | -1} step
 */
export function neighbour(view, answers, place, step) {
  const open = places(view, answers);
  const all = [START, ...view.pages.map((page) => page.id), CHECK, DONE];
  const from = all.indexOf(place);
  const way = step > 0 ? all.slice(from + 1) : all.slice(0, Math.max(from, 0)).reverse();
  return way.find((next) => open.includes(next)) ?? place;
}

/** Return the answers' keys of an item, its second ratings included. @param {Item} item */
export function keysOf(item) {
  if (item.kind === "note") return [];
  return [item.id, ...(item.also ?? []).map((facet) => `${item.id}.${facet.facet}`)];
}

/**
 * Say whether something whole has been answered; half an order or half a sum is not.
 * @param {Item} item
 * @param {Answer | undefined} answer
 */
export function isGiven(item, answer) {
  if (answer === undefined || answer === "") return false;
  if (item.kind === "choices") return Array.isArray(answer) && answer.length > 0;
  if (item.kind === "rank") return Array.isArray(answer) && answer.length === item.options?.length;
  if (item.kind === "points") return left(item, answer) === 0;
  return true;
}

/**
 * Return the answer under a key; an item may be called "constructor", so only own keys count.
 * @param {Answers} answers
 * @param {string} key
 * @returns {Answer | undefined}
 */
export function answerTo(answers, key) {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

/** Say whether an item and its second ratings are all answered. @param {Item} item @param {Answers} answers */
export function isAnswered(item, answers) {
  return keysOf(item).every((key) => isGiven(item, answerTo(answers, key)));
}

/** Return the key where an item is first blank, else its own. @param {Item} item @param {Answers} answers */
export function firstBlank(item, answers) {
  return keysOf(item).find((key) => !isGiven(item, answerTo(answers, key))) ?? item.id;
}

/** Return the questions of some pages, notes left out. @param {Page[]} pages */
export function questionsOf(pages) {
  return pages.flatMap((page) => page.items).filter((item) => item.kind !== "note");
}

/** Return the questions of one page that are blank. @param {Page} page @param {Answers} answers */
export function blanksOf(page, answers) {
  return questionsOf([page]).filter((item) => !isAnswered(item, answers));
}

/**
 * Count the questions that are shown, and those that are answered.
 * @param {Page[]} pages  as shownPages returns them
 * @param {Answers} answers
 */
export function progress(pages, answers) {
  const questions = questionsOf(pages);
  const answered = questions.filter((item) => isAnswered(item, answers));
  return { answered: answered.length, total: questions.length };
}

/**
 * Return the soft-required items to ask about now: blank, and never asked about before.
 * @param {Page} page
 * @param {Answers} answers
 * @param {string[]} asked
 */
export function toAsk(page, answers, asked) {
  const blank = blanksOf(page, answers);
  return blank.filter((item) => item.required === "soft" && !asked.includes(item.id));
}

/**
 * Return what stops a page: required answers that are blank, and answers that cannot be kept.
 * @param {Page} page
 * @param {Answers} answers
 * @param {Map<string, string>} [typed]  what stands in number boxes, by key
 * @returns {Problem[]}
 */
export function problemsOf(page, answers, typed = new Map()) {
  return questionsOf([page]).flatMap((item) =>
    keysOf(item).flatMap((key) => {
      const answer = answerTo(answers, key);
      const found = wrong(item, answer, typed.get(key)) ?? missing(item, answer);
      return found ? [{ item, key, params: {}, ...found }] : [];
    }),
  );
}

/** @param {Item} item @param {Answer | undefined} answer */
function missing(item, answer) {
  if (item.required !== true || isGiven(item, answer)) return null;
  if (item.kind === "text") return { msgid: "Write an answer" };
  if (item.kind === "number") return { msgid: "Write a number" };
  if (item.kind === "rank") return { msgid: "Put the options in order" };
  if (item.kind === "points") return { msgid: "Spread the points" };
  return { msgid: "Choose an answer" };
}

/** @param {Item} item @param {Answer | undefined} answer @param {string | undefined} typed */
function wrong(item, answer, typed) {
  if (item.kind === "number") return wrongNumber(item, typed);
  if (item.kind === "text") return wrongText(item, answer);
  if (item.kind !== "points" || answer === undefined) return null;
  const rest = left(item, answer);
  if (rest > 0) return { msgid: msgid("Spread all points (left: {rest})"), params: { rest } };
  if (rest < 0) return { msgid: msgid("Take back points (too many: {over})"), params: { over: -rest } };
  return null;
}

/** @param {Item} item @param {string | undefined} typed */
function wrongNumber(item, typed) {
  const number = typed === undefined ? null : readNumber(typed);
  if (number === null) return null;
  const { min, max } = { min: item.min ?? null, max: item.max ?? null };
  const inside = number >= (min ?? -Infinity) && number <= (max ?? Infinity);
  if (inside) return null;
  if (min !== null && max !== null) {
    return { msgid: msgid("Write a number from {min} to {max}"), params: { min, max } };
  }
  if (min !== null) return { msgid: msgid("Write a number that is {min} or more"), params: { min } };
  if (max !== null) return { msgid: msgid("Write a number that is {max} or less"), params: { max } };
  return { msgid: msgid("Write the number in digits, for example 12 or 2.5") };
}

/** @param {Item} item @param {Answer | undefined} answer */
function wrongText(item, answer) {
  const over = typeof answer === "string" ? -charactersLeft(item, answer) : 0;
  return over > 0
    ? { msgid: msgid("Shorten the text (characters too many: {over})"), params: { over } }
    : null;
}

/** Count as people do: one sign is one character. @param {Item} item @param {string} text */
export function charactersLeft(item, text) {
  return (item.max_length ?? 2000) - [...text].length;
}

/**
 * Read what stands in a number box: null when empty, NaN when it is no number; "2,5" is 2.5.
 * @param {string} typed
 */
export function readNumber(typed) {
  const text = typed.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("−", "-");
  if (text === "") return null;
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? Number(text) : NaN;
}

/**
 * Return the number to keep, or undefined when it is blank or breaks the item's bounds.
 * @param {Item} item
 * @param {string} typed
 */
export function keptNumber(item, typed) {
  const number = readNumber(typed);
  return number === null || wrongNumber(item, typed) ? undefined : number;
}

/**
 * Return the points that are not spread yet; negative when too many are.
 * @param {Item} item
 * @param {Answer | undefined} answer
 */
export function left(item, answer) {
  const given = answer && typeof answer === "object" && !Array.isArray(answer) ? answer : {};
  return (item.total ?? 0) - Object.values(given).reduce((sum, points) => sum + points, 0);
}

/**
 * Return the points with one option changed; all options are named, undefined when all are 0.
 * @param {Item} item
 * @param {Answer | undefined} answer
 * @param {string} option
 * @param {number} points
 */
export function withPoints(item, answer, option, points) {
  const given = /** @type {Record<string, number>} */ (answer ?? {});
  const all = (item.options ?? []).map(({ id }) => [id, id === option ? points : (given[id] ?? 0)]);
  return all.some(([, value]) => value !== 0) ? Object.fromEntries(all) : undefined;
}

/**
 * Return the order with one option moved; at the ends it stays.
 * @param {string[]} order
 * @param {string} id
 * @param {1 | -1} step
 */
export function moved(order, id, step) {
  const from = order.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = order.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

/**
 * Return the choices in the questionnaire's order with one ticked or not; undefined when none is.
 * @param {Item} item
 * @param {Answer | undefined} answer
 * @param {string} id
 * @param {boolean} ticked
 */
export function withChoice(item, answer, id, ticked) {
  const before = Array.isArray(answer) ? answer : [];
  const wanted = (item.options ?? []).map((option) => option.id);
  const next = wanted.filter((option) => (option === id ? ticked : before.includes(option)));
  return next.length > 0 ? next : undefined;
}

/**
 * Cut a sentence at a word, for links and messages.
 * @param {string} text
 * @param {number} [most]  characters
 */
export function short(text, most = 70) {
  const letters = [...text];
  if (letters.length <= most) return text;
  const cut = letters.slice(0, most).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s,.;:]+$/, "")} …`;
}
