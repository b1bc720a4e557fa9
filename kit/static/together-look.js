// @ts-check
/**
 * A view of the group's result within a step, drawn by the visitor's own kernel from the protected
 * tables that the browser fetches.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { asker, live } from "./group-live.js";
import { element } from "./words.js";

/** @param {Desk} desk @param {string | null} view  null shows all that is revealed @returns {Part} */
export function viewPart(desk, view) {
  const { callbacks, collector, language, state } = desk;
  const node = element("div", { class: "kit-together-view" });
  const request = callbacks.request ?? (() => Promise.reject(new Error("nobody draws here")));
  const shown = live(node, {
    // The window asks how the round stands; the view only hears of it.
    collector, role: "presenter", ask: asker({ request }), questionnaire: desk.view, words: state.words, language,
    ...(view && { views: [view] }),
  });
  let heard = "";
  const refresh = () => {
    const { now } = desk;
    const key = JSON.stringify([now?.release, now?.revealed]);
    if (!now || key === heard) return;
    heard = key;
    shown.refresh(now);
  };
  return { node, refresh, destroy: shown.destroy };
}
