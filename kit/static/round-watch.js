// @ts-check
/**
 * Ask now and then how a round stands, as participants' pages do: a whole room asks one server, so
 * each page asks at times of its own, and not at all while nobody looks at it.
 *
 * @typedef {import("./collector.js").Collector} Collector
 * @typedef {import("./collector.js").Refusal} Refusal
 */

/** Between how many milliseconds the next question comes where the page follows the room. @type {[number, number]} */
const FOLLOWING = [4_000, 8_000];

/**
 * Ask how a round stands, now and again and again.
 * @param {Collector} collector  for one round
 * @param {(state: any) => void} listener
 * @param {{failed?: (refusal: Refusal) => void, hidden?: () => boolean, page?: EventTarget,
 *   pace?: (state: any) => [number, number]}} [options]  page: what tells that somebody looks again;
 *   pace: between how many milliseconds the next question comes, by how the round stood last
 * @returns {{ask: () => void, stop: () => void}}
 */
export function watchRound(collector, listener, { failed = () => {}, hidden = () => document.hidden, page = document, pace = () => FOLLOWING } = {}) {
  const { clock, random } = collector;
  let stopped = false;
  let asking = false;
  /** @type {any} */
  let last = null;
  /** @type {any} */
  let timer = null;

  const later = () => {
    clock.clearTimeout(timer);
    const [shortest, longest] = pace(last);
    if (!stopped) timer = clock.setTimeout(ask, shortest + (longest - shortest) * random());
  };
  const ask = async () => {
    clock.clearTimeout(timer);
    if (stopped || asking || hidden()) return;
    asking = true;
    try {
      last = await collector.get(collector.path());
      if (!stopped) listener(last);
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
