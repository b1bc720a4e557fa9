// @ts-check
/**
 * Let the room see a part of what it has given, or take it away again.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {"ideas" | "points" | "grid" | "plan"} Shown
 */

import { button } from "./press.js";
import { element } from "./words.js";

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 * @param {Shown} part
 * @param {{show: string, hide?: string}} words  without `hide` it cannot be taken back
 */
export function shownPress({ say, collector, take }, act, part, { show, hide }) {
  /** @type {string[]} */
  let parts = [];
  const send = (/** @type {string[]} */ next) => act(async () => take(await collector.put(collector.path("shown"), { parts: next })));
  const shows = button(show, () => send([...parts, part]), "kit-button-quiet");
  const hides = button(hide ?? "", () => send(parts.filter((one) => one !== part)), "kit-button-quiet");
  const mark = element("span", { class: "kit-view-mark" });
  return {
    node: element("div", { class: "kit-shown" }, mark, shows, hides),
    /** @param {Now} now */
    refresh(now) {
      const focused = [shows, hides].find((one) => one === document.activeElement);
      parts = now.workshop?.shown ?? [];
      const isShown = parts.includes(part);
      mark.textContent = isShown ? say("Everybody sees it") : "";
      shows.hidden = isShown;
      hides.hidden = !isShown || hide === undefined;
      // The button that was pressed has given way to another one.
      if (focused?.hidden && !hides.hidden) hides.focus();
      else if (focused?.hidden && !shows.hidden) shows.focus();
    },
  };
}
