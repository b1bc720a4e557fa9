// @ts-check
/**
 * A person's own key to their answers in a round, as a code that can be read aloud: Crockford's
 * base 32 of the round's id and the response's id, two check characters last, in groups of four.
 * Pure.
 */

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Letters that people write for others. @type {Record<string, string>} */
const MEANT = { O: "0", I: "1", L: "1" };
/** Signs of a round's id; kit/rounds.py has the same. */
const ROUND_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
const ROUND_LENGTH = 12;
const LENGTH = 38;
const CHECK = 2;
/** The largest prime below 32 x 32: it finds every wrong character and every swap of neighbours. */
const PRIME = 1021n;
const KEY_BITS = 128n;

/** @param {bigint} number @param {number} length */
function written(number, length) {
  let text = "";
  for (let rest = number; text.length < length; rest >>= 5n) text = SIGNS[Number(rest & 31n)] + text;
  return text;
}

/** @param {string} text */
const read = (text) => [...text].reduce((sum, sign) => sum * 32n + BigInt(SIGNS.indexOf(sign)), 0n);

/**
 * Write the code of one response.
 * @param {string} round its id
 * @param {string} id of the response
 */
export function personalCode(round, id) {
  const place = [...round].reduce((sum, sign) => sum * 32n + BigInt(ROUND_SIGNS.indexOf(sign)), 0n);
  const whole = (place << KEY_BITS) | BigInt(`0x${id}`);
  const text = written(whole, LENGTH) + written(whole % PRIME, CHECK);
  return /** @type {RegExpMatchArray} */ (text.match(/.{4}/g)).join("-");
}

/**
 * Read what somebody typed or pasted: a personal code, or the personal link itself.
 * @param {string} typed
 * @returns {{round: string, id: string} | null} null when it is neither
 */
export function readPersonal(typed) {
  const link = /[?&]round=([a-z0-9]+)[^#]*#mine=([0-9a-f]{32})\s*$/.exec(typed.trim());
  if (link) return { round: link[1], id: link[2] };
  const text = typed.toUpperCase().replace(/[\s.·-]/g, "").replace(/[OIL]/g, (sign) => MEANT[sign]);
  if (text.length !== LENGTH + CHECK || [...text].some((sign) => !SIGNS.includes(sign))) return null;
  const whole = read(text.slice(0, LENGTH));
  if (read(text.slice(LENGTH)) !== whole % PRIME) return null;
  const place = whole >> KEY_BITS;
  if (place >> BigInt(5 * ROUND_LENGTH)) return null;
  const id = (whole & ((1n << KEY_BITS) - 1n)).toString(16).padStart(32, "0");
  return { round: roundOf(place), id };
}

/** @param {bigint} place */
function roundOf(place) {
  let round = "";
  for (let rest = place; round.length < ROUND_LENGTH; rest >>= 5n) round = ROUND_SIGNS[Number(rest & 31n)] + round;
  return round;
}
