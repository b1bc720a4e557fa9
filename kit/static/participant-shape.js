// @ts-check
/** The shape of a participant's file, as participant.schema.json publishes it. Pure. */

const LARGEST = Number.MAX_SAFE_INTEGER;
const DEEPEST = 32;

const HEX = /^[0-9a-f]{32}$/;
const DAY = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;

/** @typedef {(value: any, place: string) => string | null} Check  the place that is wrong, or null */

/**
 * Find data that programs read differently: too deep, too large a number, half a character.
 * @param {any} value
 * @param {number} [depth]
 * @returns {true | null}
 */
export function unsafePlace(value, depth = 1) {
  if (typeof value === "number") return Math.abs(value) <= LARGEST ? null : true;
  if (typeof value === "string") return /[\ud800-\udfff]/u.test(value) ? true : null;
  if (value === null || typeof value !== "object") return null;
  if (depth > DEEPEST) return true;
  for (const [key, inner] of Object.entries(value)) {
    if (unsafePlace(key) || unsafePlace(inner, depth + 1)) return true;
  }
  return null;
}

/** @param {(value: any) => boolean} holds @returns {Check} */
const when = (holds) => (value, place) => (holds(value) ? null : place);

const text = when((value) => typeof value === "string");
const whole = when((value) => Number.isInteger(value));
const count = when((value) => Number.isInteger(value) && value >= 0);
const truth = when((value) => typeof value === "boolean");
const id = when((value) => typeof value === "string" && HEX.test(value));
const day = when((value) => typeof value === "string" && DAY.test(value));

/** @param {any} value */
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @param {Check} check @returns {Check} */
const orNull = (check) => (value, place) => (value === null ? null : check(value, place));

/** @param {any} value @param {string} place @param {(key: string) => Check} pick */
function eachKey(value, place, pick) {
  if (!isMap(value)) return place;
  for (const key of Object.keys(value)) {
    const wrong = pick(key)(value[key], `${place} ${key}`);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** @param {Check} check @returns {Check} */
const mapOf = (check) => (value, place) => eachKey(value, place, () => check);

/** @param {Check} check @param {number} [most] @returns {Check} */
const listOf = (check, most = Infinity) => (value, place) => {
  if (!Array.isArray(value) || value.length > most) return place;
  for (const [index, item] of value.entries()) {
    const wrong = check(item, `${place} ${index + 1}`);
    if (wrong !== null) return wrong;
  }
  return null;
};

/** Unknown keys are always allowed. @param {Record<string, Check>} must @param {Record<string, Check>} may @returns {Check} */
const shape = (must, may = {}) => (value, place) => {
  if (!isMap(value)) return place;
  const under = place ? `${place} ` : "";
  for (const [key, check] of Object.entries({ ...must, ...may })) {
    if (!Object.hasOwn(value, key) && Object.hasOwn(may, key)) continue;
    const wrong = Object.hasOwn(value, key) ? check(value[key], under + key) : under + key;
    if (wrong !== null) return wrong;
  }
  return null;
};

/** @type {Check} */
const answer = (value, place) => {
  if (typeof value === "string" || typeof value === "number") return null;
  return Array.isArray(value) ? listOf(text)(value, place) : mapOf(whole)(value, place);
};

const response = shape(
  {
    response_id: id,
    seq: count,
    questionnaire: shape({ id: text, version: text, hash: text }),
    language: text,
    answers: mapOf(answer),
    day,
    status: when((value) => value === "started" || value === "finished"),
  },
  { round: orNull(text), role: orNull(text), background: mapOf(text) },
);

const note = shape({ id: text, response_id: id, day, text });
const chosen = shape({ response_id: id, competences: listOf(text, 3) });
const step = shape({ id: text, response_id: id, text, day }, { competence: orNull(text), done: truth });

const file = shape(
  {
    format: when((value) => value === "kit-participant"),
    format_version: when((value) => value === 1),
    person_key: id,
    saved: day,
    responses: listOf(response),
  },
  { notes: listOf(note), chosen: listOf(chosen), steps: listOf(step) },
);

/**
 * Return the first place where the file has the wrong shape, such as "responses 2 seq", or null.
 * @param {any} data
 * @returns {string | null}
 */
export const shapeProblem = (data) => file(data, "");
