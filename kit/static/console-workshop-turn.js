// @ts-check
/**
 * Turn the wall's screens of what the group has made; how many there are follows from the words.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./script.js").Step} Step
 */

import { turner } from "./console-turner.js";
import { within } from "./group-screens.js";
import { fetchWork, screensFor, workAt } from "./wall-screens.js";

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function workTurner({ say, collector, take }, act) {
  let at = 0;
  let number = 0;
  let key = "";
  const turning = turner(say, (step) => {
    const screen = within(at + step, number);
    if (screen !== at) act(async () => take(await collector.put(collector.path("screen"), { screen })));
  });

  /** @param {import("./wall-screens.js").Work} work @param {string} wanted */
  async function count(work, wanted) {
    try {
      const content = await fetchWork(collector, work);
      if (wanted === key) number = screensFor(work, content).length;
    } catch {
      // Asked again at the next change; until then there is nothing to turn.
      if (wanted === key) key = "";
    }
  }
  return {
    node: turning.node,
    /** @param {Now} now @param {Step | null} step */
    async refresh(now, step) {
      const work = workAt(step, now.workshop?.shown ?? []);
      const wanted = work ? JSON.stringify([work, now.workshop?.board, now.workshop?.shown]) : "";
      if (wanted !== key) {
        key = wanted;
        number = 0;
        if (work) await count(work, wanted);
      }
      at = within(now.screen, number);
      turning.set(at, number);
    },
  };
}
