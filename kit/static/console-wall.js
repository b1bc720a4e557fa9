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
import { goalsOf, screensOf, within } from "./group-screens.js";
import { button } from "./press.js";
import { element } from "./words.js";

/**
 * @param {Desk & {state: any, callbacks: any}} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function wallPart({ say, collector, view, state, callbacks, take }, act) {
  const ask = asker(callbacks);
  const where = element("p", { role: "status" });
  const names = element("p", { class: "kit-help" });
  let key = "";
  let at = 0;
  let wished = 0;
  /** @type {Screen[]} */
  let screens = [];
  const turn = (/** @type {number} */ step) => {
    const screen = within(at + step, screens.length);
    if (screen !== at) act(async () => take(await collector.put(collector.path("screen"), { screen })));
  };
  const press = (/** @type {string} */ text, /** @type {number} */ step) => {
    const made = button(text, () => turn(step), "kit-button-quiet");
    made.append(element("span", { class: "kit-hidden" }, ` ${say("on the wall")}`));
    return made;
  };
  const back = press(say("Previous"), -1);
  const on = press(say("Next"), 1);
  const node = element("div", { class: "kit-turn", hidden: true }, element("div", {}, where, names), element("div", { class: "kit-actions" }, back, on));

  const draw = () => {
    node.hidden = screens.length < 2;
    if (node.hidden) return;
    set(where, say("On the wall: screen {n} of {all}", { n: at + 1, all: screens.length }));
    set(names, named(screens[at]).join(", "));
    back.setAttribute("aria-disabled", String(at === 0));
    on.setAttribute("aria-disabled", String(at === screens.length - 1));
  };
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
    node,
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

/** Say it only when it is new: it is read out each time. @param {HTMLElement} line @param {string} words */
function set(line, words) {
  if (line.textContent !== words) line.textContent = words;
}
