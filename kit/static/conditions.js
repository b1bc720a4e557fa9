// @ts-check
/**
 * Decide which items to show. The conditions arrive parsed (see kit/conditions.py, whose rules
 * these are; tests/cases/conditions.json holds both to them).
 */

/** @typedef {any[]} Ast */
/** @typedef {{texts: string[], number: number | null}} Given one answer as conditions see it */
/** @typedef {{points: {id: string, value: number}[]}} Scale */
/**
 * @typedef {{id: string, kind: string, when?: Ast | null, scale?: string,
 *   also?: {facet: string, scale: string}[]}} Item
 */

/** @type {Record<string, (a: number, b: number) => boolean>} */
const ORDER = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * Decide a condition. A comparison with an unanswered item is false, != too.
 * @param {Ast} ast
 * @param {(id: string) => Given | null} lookup what was answered, null for nothing
 * @returns {boolean}
 */
export function evaluate(ast, lookup) {
  const [sign, left, right] = ast;
  switch (sign) {
    case "and":
      return evaluate(left, lookup) && evaluate(right, lookup);
    case "or":
      return evaluate(left, lookup) || evaluate(right, lookup);
    case "not":
      return !evaluate(left, lookup);
    case "answered":
      return lookup(left) !== null;
    case "in":
      return right.some((/** @type {Ast} */ one) => compare("==", side(left, lookup), side(one, lookup)));
    default:
      return compare(sign, side(left, lookup), side(right, lookup));
  }
}

/**
 * @param {Ast} operand
 * @param {(id: string) => Given | null} lookup
 * @returns {Given | null}
 */
function side([kind, value], lookup) {
  if (kind === "id") return lookup(value);
  return kind === "text" ? { texts: [value], number: null } : { texts: [], number: value };
}

/**
 * @param {string} sign
 * @param {Given | null} left
 * @param {Given | null} right
 */
function compare(sign, left, right) {
  if (!left || !right) return false;
  if (left.number !== null && right.number !== null) return ORDER[sign](left.number, right.number);
  if (!left.texts.length || !right.texts.length || !["==", "!="].includes(sign)) return false;
  return left.texts.some((text) => right.texts.includes(text)) === (sign === "==");
}

/**
 * Return an answer as conditions see it; null for a blank one, or one of the wrong sort.
 * @param {any} answer
 * @param {string} kind
 * @param {Scale | undefined} scale
 * @returns {Given | null}
 */
function given(answer, kind, scale) {
  switch (kind) {
    case "number":
      return typeof answer === "number" ? { texts: [], number: answer } : null;
    case "choices":
      return isFilled(answer) && answer.every(isText) ? { texts: answer, number: null } : null;
    case "rank":
      return isFilled(answer) ? { texts: [], number: null } : null;
    case "points":
      return isSpread(answer) ? { texts: [], number: null } : null;
    case "rate":
    case "choice":
    case "text": {
      const point = scale?.points.find(({ id }) => id === answer);
      return isText(answer) && answer ? { texts: [answer], number: point?.value ?? null } : null;
    }
    default:
      return null;
  }
}

/** @param {any} answer */
const isText = (answer) => typeof answer === "string";

/** @param {any} answer */
const isFilled = (answer) => Array.isArray(answer) && answer.length > 0;

/** @param {any} answer */
const isSpread = (answer) =>
  answer !== null && typeof answer === "object" && !Array.isArray(answer) && Object.keys(answer).length > 0;

/**
 * Return the ids of the items to show, in order; a hidden item counts as unanswered.
 * @param {Iterable<Item>} items all items of the questionnaire, in order
 * @param {Record<string, any>} answers by item id, or item.facet
 * @param {Record<string, Scale>} scales
 * @returns {string[]}
 */
export function visible(items, answers, scales) {
  /** @type {Map<string, Given | null>} */
  const known = new Map();
  const shown = [];
  for (const { id, kind, when, scale, also } of items) {
    if (when && !evaluate(when, (name) => known.get(name) ?? null)) continue;
    shown.push(id);
    known.set(id, given(own(answers, id), kind, scale ? scales[scale] : undefined));
    for (const { facet, scale: second } of also ?? []) {
      const key = `${id}.${facet}`;
      known.set(key, given(own(answers, key), "rate", scales[second]));
    }
  }
  return shown;
}

/**
 * An item may be called "constructor": only the answers' own keys count.
 * @param {Record<string, any>} answers
 * @param {string} key
 */
function own(answers, key) {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}
