// @ts-check
/**
 * What the wall shows of the result: the picture that was revealed last, as large as the screen. A
 * picture that is too long for one screen has several; whoever leads turns them from the own page.
 *
 * @typedef {import("./console-part.js").Now} Now
 */

import { asker, live } from "./group-live.js";
import { goalsOf } from "./group-screens.js";
import { drawWall } from "./group-wall.js";
import { turningKeys } from "./presenter-keys.js";
import { element } from "./words.js";

/**
 * @param {{state: any, callbacks: any, language: string, say: import("./words.js").Say,
 *   collector: import("./collector.js").Collector}} wall
 */
export function resultWall({ state, callbacks, language, say, collector }) {
  const node = element("div", { class: "kit-wall-result" });
  const { questionnaire, words } = state;
  const goals = goalsOf(questionnaire, language);
  /** @type {import("./group-wall.js").Wall | null} */
  let wall = null;
  let screen = 0;
  const paint = (/** @type {HTMLElement} */ el, /** @type {import("./group-view.js").Group} */ group) =>
    (wall = drawWall(el, group, { say, language, goals, screen }));
  const shown = live(node, { collector, role: "presenter", ask: asker(callbacks), questionnaire, words, language, paint });
  const hush = turningKeys((step) => {
    wall?.turn(wall.shown() + step);
    return wall !== null;
  });
  return {
    node,
    /** @param {Now} now */
    refresh(now) {
      // What was turned with the keys stays until whoever leads turns again.
      if (now.screen !== screen) wall?.turn(now.screen);
      screen = now.screen;
      shown.refresh({ ...now, revealed: now.revealed.slice(-1) });
    },
    destroy() {
      hush();
      shown.destroy();
    },
  };
}
