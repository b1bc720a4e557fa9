// @ts-check
/**
 * What the wall shows of the result: the picture that was revealed last, as large as the screen.
 *
 * @typedef {import("./console-part.js").Now} Now
 */

import { asker, live } from "./group-live.js";
import { element } from "./words.js";

/**
 * @param {{state: any, callbacks: any, language: string, collector: import("./collector.js").Collector}} wall
 */
export function resultWall({ state, callbacks, language, collector }) {
  const node = element("div", { class: "kit-wall-result" });
  const { questionnaire, words } = state;
  const drawn = () => scrollTo({ top: 0 });
  const shown = live(node, { collector, role: "presenter", ask: asker(callbacks), questionnaire, words, language, large: true, drawn });
  return {
    node,
    /** @param {Now} now */
    refresh: (now) => void shown.refresh({ ...now, revealed: now.revealed.slice(-1) }),
    destroy: () => shown.destroy(),
  };
}
