// @ts-check
/** The one rule by which two devices' copies of the same thing become one. Pure. */

import { canonical } from "./participant.js";

/** Say whether two values are the same plain JSON. @param {any} one @param {any} other */
export const same = (one, other) => one === other || (one !== undefined && other !== undefined && canonical(one) === canonical(other));

/**
 * Choose part by part. What only one device has changed is kept as that device has it; what both
 * have changed is kept as the collector has it, since that copy has been called saved already.
 * @template Copy
 * @param {Copy} acked  what this device knows that the collector had
 * @param {Copy | null} sending  a copy of this device's that the collector may have had
 * @param {Copy} mine
 * @param {Copy} theirs  what the collector has
 */
export function choosing(acked, sending, mine, theirs) {
  const chosen = {
    /** Whether something given here has given way. */
    lost: false,
    /** @param {(copy: Copy) => any} part */
    choose(part) {
      const [own, other, before] = [part(mine), part(theirs), part(acked)];
      const isKnown = same(other, before) || (sending !== null && same(other, part(sending)));
      if (isKnown || same(own, other)) return own;
      chosen.lost ||= !same(own, before);
      return other;
    },
  };
  return chosen;
}
