// @ts-check
/** The shape of a participant's file, as participant.schema.json publishes it. Pure. */

const LARGEST = Number.MAX_SAFE_INTEGER;
const DEEPEST = 32;

const HEX = /^[0-9a-f]{32}$/;
const DAY = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;

/** @typedef {(value: any, place: string) => string | null} Check  the place that is wrong, or null */

/**
 * Say whether programs would read this data differently: too deep, too large a number, half a character.
 * @param {any} value
 * @param {number} [depth]
 * @returns {boolean}
 */
export function isUnsafe(value, depth = 1) {
  if (typeof value === "number") return Math.abs(value) > LARGEST;
  if (typeof value === "string") return /[\ud800-\udfff]/u.test(value);
  if (value === null || typeof value !== "object") return false;
  if (depth > DEEPEST) return true;
  return Object.entries(value).some(([key, inner]) => isUnsafe(key) || isUnsafe(inner, depth + 1));
}

/**
 * Say whether a key stands twice in one object of a valid JSON text; programs disagree on which one counts.
 * @param {string} text
 * @param {any} data what the text was read as
 */
export function hasTwins(text, data) {
  return keysWritten(text) > keysRead(data);
}

/** @param {string} text */
function keysWritten(text) {
  let keys = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    for (at += 1; text[at] !== '"'; at += 1) if (text[at] === "\\") at += 1;
    for (at += 1; " \t\r\n".includes(text[at] ?? "."); at += 1);
    if (text[at] === ":") keys += 1;
  }
  return keys;
}

/** @param {any} data @returns {number} */
function keysRead(data) {
  if (data === null || typeof data !== "object") return 0;
  const own = Array.isArray(data) ? 0 : Object.keys(data).length;
  return Object.values(data).reduce((sum, inner) => sum + keysRead(inner), own);
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

/** @param {Check} check @returns {Check} */
const mapOf = (check) => (value, place) => {
  if (!isMap(value)) return place;
  for (const key of Object.keys(value)) {
    const wrong = check(value[key], `${place} ${key}`);
    if (wrong !== null) return wrong;
  }
  return null;
};

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
  const wrong = Array.isArray(value) ? listOf(text)(value, place) : mapOf(whole)(value, place);
  return wrong === null ? null : place;
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
  { round: orNull(text), role: orNull(text), background: mapOf(text), earlier: orNull(id) },
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
