// @ts-check
/**
 * Ask now and then how a round stands, as participants' pages do: a whole room asks one server, so
 * each page asks at times of its own, and not at all while nobody looks at it.
 *
 * @typedef {import("./collector.js").Collector} Collector
 * @typedef {import("./collector.js").Refusal} Refusal
 */

/** Between how many milliseconds the next question comes. */
const SHORTEST = 4_000;
const LONGEST = 8_000;

/**
 * Ask how a round stands, now and again and again.
 * @param {Collector} collector  for one round
 * @param {(state: any) => void} listener
 * @param {{failed?: (refusal: Refusal) => void, hidden?: () => boolean, page?: EventTarget}} [options]
 *   page: what tells that somebody looks again
 * @returns {{ask: () => void, stop: () => void}}
 */
export function watchRound(collector, listener, { failed = () => {}, hidden = () => document.hidden, page = document } = {}) {
  const { clock, random } = collector;
  let stopped = false;
  let asking = false;
  /** @type {any} */
  let timer = null;

  const later = () => {
    clock.clearTimeout(timer);
    if (!stopped) timer = clock.setTimeout(ask, SHORTEST + (LONGEST - SHORTEST) * random());
  };
  const ask = async () => {
    clock.clearTimeout(timer);
    if (stopped || asking || hidden()) return;
    asking = true;
    try {
      const state = await collector.get(collector.path());
      if (!stopped) listener(state);
    } catch (refusal) {
      if (!stopped) failed(/** @type {Refusal} */ (refusal));
    }
    asking = false;
    later();
  };
  const looked = () => {
    if (!hidden()) ask();
  };
  page.addEventListener("visibilitychange", looked);
  globalThis.addEventListener?.("online", looked);
  ask();
  return {
    ask,
    stop() {
      stopped = true;
      clock.clearTimeout(timer);
      page.removeEventListener("visibilitychange", looked);
      globalThis.removeEventListener?.("online", looked);
    },
  };
}
