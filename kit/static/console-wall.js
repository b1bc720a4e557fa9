// @ts-check
/**
 * Turn the wall from one screen to the next, where a picture is too long for one.
 *
 * How many screens there are follows from what is drawn, so the page's own kernel is asked to draw
 * it once, in the language of the wall. Without a kernel there is nothing to turn here; the arrow
 * keys of the computer at the projector do the same.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./group-screens.js").Screen} Screen
 */

import { asker, pictureKey } from "./group-live.js";
import { turner } from "./console-turner.js";
import { goalsOf, screensOf, within } from "./group-screens.js";

/**
 * @param {Desk & {state: any, callbacks: any}} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function wallPart({ say, collector, view, state, callbacks, take }, act) {
  const ask = asker(callbacks);
  let key = "";
  let at = 0;
  let wished = 0;
  /** @type {Screen[]} */
  let screens = [];
  const turning = turner(say, (step) => {
    const screen = within(at + step, screens.length);
    if (screen !== at) act(async () => take(await collector.put(collector.path("screen"), { screen })));
  });
  const draw = () => turning.set(at, screens.length, screens.length ? named(screens[at]).join(", ") : "");
  const named = (/** @type {Screen} */ { pieces }) =>
    pieces.length ? [...new Set(pieces.map(({ chart }) => chart.title))] : [say("The goals")];
  const count = async (/** @type {string} */ wanted, /** @type {string} */ shown) => {
    try {
      const { tables } = await collector.get(collector.path("tables"));
      const group = tables && (await ask(tables, [shown], state.language));
      const [drawn] = group?.views ?? [];
      if (wanted === key) screens = drawn ? screensOf(drawn, goalsOf(view, state.language)) : [];
    } catch {
      // Asked again at the next change; until then there is nothing to turn.
      if (wanted === key) key = "";
    }
  };
  return {
    node: turning.node,
    /** @param {Now} now */
    async refresh(now) {
      wished = now.screen;
      const shown = now.revealed.at(-1) ?? "";
      const wanted = now.release > 0 && shown ? pictureKey(now, [shown], state.language) : "";
      if (wanted !== key) {
        key = wanted;
        screens = [];
        draw();
        if (wanted) await count(wanted, shown);
      }
      at = within(wished, screens.length);
      draw();
    },
  };
}
