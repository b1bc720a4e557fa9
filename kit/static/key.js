// @ts-check
/**
 * Take the key that a link carries behind its #, before the page loads or sends anything else.
 *
 * The key leaves the address at once, so that it is in no history, bookmark or picture of the page.
 * It is changed for a cookie that no script can read, so that reloading the page needs no key; until
 * that has worked it is kept in this module's memory and nowhere else.
 *
 * @typedef {{role: "organiser" | "facilitator" | "presenter", round: string | null}} Admission
 */

import { Collector, Refusal } from "./collector.js";
import { apiFrom, keyIn } from "./round-places.js";

/**
 * Return the key in the address, and leave an address without it.
 * @param {{hash: string, pathname: string, search: string}} place
 * @param {{state: any, replaceState: (state: any, unused: string, address: string) => void}} past
 */
export function takeKey(place, past) {
  const key = keyIn(place.hash);
  if (key) past.replaceState(past.state, "", place.pathname + place.search);
  return key;
}

/** Change a key for a cookie, now and again after it has failed. @param {Collector} collector */
export function doorkeeper(collector) {
  /** @type {string | null} */
  let key = null;
  /** @type {Promise<Admission> | null} */
  let going = null;
  const exchange = async () => {
    try {
      const admission = await collector.post("exchange", { key });
      key = null;
      return admission;
    } catch (error) {
      if (error instanceof Refusal && error.passing) going = null;
      else key = null;
      throw error;
    }
  };
  return {
    /** @param {string | null} taken */
    take(taken) {
      if (!taken) return false;
      key = taken;
      going = exchange();
      // Whoever asks is told; until somebody does, a failure is nobody's.
      going.catch(() => {});
      return true;
    },
    /** What the key opened; null where none came. Rejects with the refusal. @returns {Promise<Admission | null>} */
    admitted: () => going ?? (key === null ? Promise.resolve(null) : (going = exchange())),
  };
}

const door = doorkeeper(new Collector(apiFrom(import.meta.url)));

/** What the key of this page's link opened. @returns {Promise<Admission | null>} */
export const admitted = () => door.admitted();

if (typeof document !== "undefined") {
  door.take(takeKey(location, history));
  // Another link to this same page, pasted into the address, loads nothing by itself.
  addEventListener("hashchange", () => {
    if (!door.take(takeKey(location, history))) return;
    door.admitted().then(
      () => location.reload(),
      (refusal) => !refusal.passing && location.reload(),
    );
  });
}
