// @ts-check
/**
 * Bring together what two devices made of one response. Pure.
 *
 * @typedef {import("./participant.js").Response} Response
 */

import { choosing, same } from "./three-way.js";

const GIVEN = /** @type {const} */ (["answers", "background", "role", "status", "earlier"]);

/** Say whether two copies hold the same things given. @param {Response} one @param {Response} other */
export function sameGiven(one, other) {
  // The link to an earlier response may be left out, and is null then.
  return GIVEN.every((name) => same(one[name] ?? null, other[name] ?? null));
}

/**
 * Merge answer by answer.
 * @param {Response} acked what this device knows that the collector had
 * @param {Response | null} sending a copy of this device's that the collector may have had
 * @param {Response} mine
 * @param {Response} theirs what the collector has
 * @returns {{merged: Response, lost: boolean}} lost: an answer given here has given way
 */
export function threeWay(acked, sending, mine, theirs) {
  const chosen = choosing(acked, sending, mine, theirs);
  const { choose } = chosen;
  const map = (/** @type {"answers" | "background"} */ name) => {
    const keys = new Set([...Object.keys(theirs[name]), ...Object.keys(mine[name])]);
    const pairs = [...keys].map((key) => [key, choose((copy) => at(copy[name], key))]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  };
  const earlier = choose((copy) => copy.earlier ?? null);
  const merged = {
    ...mine, answers: map("answers"), background: map("background"),
    role: choose(({ role }) => role), status: choose(({ status }) => status),
    ...(earlier === (mine.earlier ?? null) ? {} : { earlier }),
  };
  return { merged, lost: chosen.lost };
}

/** @param {Record<string, any>} map @param {string} key */
const at = (map, key) => (Object.hasOwn(map, key) ? map[key] : undefined);
