// @ts-check
/**
 * Keep the script of a round at hand, for every part of a page that is told how the round stands.
 *
 * @typedef {import("./script.js").Script} Script
 * @typedef {{setTimeout: (act: () => void, after: number) => any, clearTimeout: (timer: any) => void}} Clock
 */

import { ScriptDesk } from "./script.js";

/** How long to wait before a script that could not be had is asked for again, in milliseconds. */
const AGAIN = 5_000;
/** @type {Clock} */
const CLOCK = { setTimeout: (act, after) => setTimeout(act, after), clearTimeout: (timer) => clearTimeout(timer) };

/**
 * @param {import("./collector.js").Collector} collector
 * @param {(found: {script: Script | null}) => void} take  hears of each other script
 * @param {Clock} [clock]
 */
export function scriptKeeper(collector, take, clock = CLOCK) {
  const desk = new ScriptDesk(collector);
  let key = "";
  /** @type {any} */
  let later = null;

  /** @param {{workshop?: import("./script.js").Now | null}} now */
  async function refresh({ workshop }) {
    const wanted = workshop ? `${workshop.script} ${workshop.version}` : "";
    if (wanted === key) return;
    key = wanted;
    clock.clearTimeout(later);
    take({ script: null });
    if (!workshop) return;
    try {
      const script = await desk.read(workshop);
      if (wanted === key) take({ script });
    } catch {
      if (wanted !== key) return;
      later = clock.setTimeout(() => ((key = ""), refresh({ workshop })), AGAIN);
    }
  }
  return { refresh, stop: () => clock.clearTimeout(later) };
}
