// @ts-check
/**
 * Look again and again at what no event tells of: how many have written or voted, and what of it
 * only the facilitator sees.
 *
 * @typedef {{setTimeout: (act: () => void, after: number) => any, clearTimeout: (timer: any) => void}} Clock
 */

import { spread } from "./collector.js";

/** How often to look, in milliseconds, before the jitter. */
const EVERY = 5_000;
/** @type {Clock} */
const CLOCK = { setTimeout: (act, after) => setTimeout(act, after), clearTimeout: (timer) => clearTimeout(timer) };

/**
 * @param {() => Promise<void>} look  what fails is looked at again
 * @param {Clock} [clock]
 */
export function watcher(look, clock = CLOCK) {
  /** @type {any} */
  let timer = null;
  let isOn = false;
  const again = async () => {
    await look().catch(() => undefined);
    if (isOn) timer = clock.setTimeout(again, spread(EVERY, Math.random));
  };
  return {
    /** Look while this is wished, at once and from then on. @param {boolean} wished */
    set(wished) {
      if (wished === isOn) return;
      isOn = wished;
      clock.clearTimeout(timer);
      if (isOn) again();
    },
    stop() {
      isOn = false;
      clock.clearTimeout(timer);
    },
  };
}
