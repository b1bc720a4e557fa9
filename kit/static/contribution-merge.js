// @ts-check
/**
 * Bring together what two devices made of one contribution, idea by idea and card by card. Pure.
 *
 * @typedef {import("./contribution-record.js").Contribution} Contribution
 */

import { blankContribution } from "./contribution-record.js";
import { choosing, same } from "./three-way.js";

const GIVEN = /** @type {const} */ (["ideas", "points", "grid", "done"]);

/** Say whether two copies hold the same things given. @param {Contribution} one @param {Contribution} other */
export const sameContribution = (one, other) => GIVEN.every((name) => same(one[name], other[name]));

/**
 * Merge as answers are merged, idea by idea and card by card.
 * @param {Contribution} acked  what this device knows that the collector had
 * @param {Contribution | null} sending  a copy of this device's that the collector may have had
 * @param {Contribution} mine @param {Contribution} theirs  what the collector has
 * @returns {{merged: Contribution, lost: boolean}} lost: something given here has given way
 */
export function mergeContributions(acked, sending, mine, theirs) {
  const chosen = choosing(acked, sending, mine, theirs);
  const { choose } = chosen;
  const map = (/** @type {"points" | "grid"} */ name) => {
    const keys = [...new Set([...Object.keys(theirs[name]), ...Object.keys(mine[name])])];
    return Object.fromEntries(keys.map((key) => [key, choose((copy) => copy[name][key])]).filter(([, value]) => value !== undefined));
  };
  const ids = [...new Set([...theirs.ideas, ...mine.ideas].map(({ id }) => id))];
  const ideas = ids.map((id) => choose((copy) => copy.ideas.find((idea) => idea.id === id))).filter((idea) => idea !== undefined);
  const votes = /** @type {const} */ (["grid", "points"]);
  const done = votes.filter((vote) => choose((copy) => copy.done.includes(vote)));
  return { merged: { ...mine, ideas, points: map("points"), grid: map("grid"), done }, lost: chosen.lost };
}

/** How a contribution is kept in step with the collector. @type {import("./sync-answers.js").Subject} */
export const CONTRIBUTION = {
  part: "contribution",
  sendable: (given) => ({ copy: structuredClone(given), held: [] }),
  same: sameContribution,
  merge: mergeContributions,
  blank: ({ response_id: id }) => blankContribution(id),
  leave: ({ response_id: _, ...copy }) => copy,
  arrive: (body, id) => ({ ...blankContribution(id), ...body, response_id: id }),
  // A vote whose result everybody has seen stays as it was.
  yield_: (mine, before, late) => {
    const votes = Object.fromEntries(late.map((vote) => [vote, before[vote]]));
    const isLate = (/** @type {string} */ vote) => late.includes(vote);
    const done = [...mine.done.filter((/** @type {string} */ vote) => !isLate(vote)), ...before.done.filter(isLate)];
    return { ...mine, ...votes, done: done.sort() };
  },
};
