// @ts-check
/**
 * What stands above each step: the workshop's name, where the room is, the time that is left, and
 * the way to look back and to come back to now.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {import("./script.js").Script} Script
 * @typedef {import("./following.js").Following} Following
 */

import { button } from "./press.js";
import { timerLine } from "./round-timer.js";
import { wordsOf } from "./script.js";
import { drawnFrom } from "./together-part.js";
import { element } from "./words.js";

/**
 * @param {Desk} desk @param {Script} script @param {Following} following
 * @param {{look: (place: number) => void, goAlong: () => void}} ways
 * @returns {Part}
 */
export function frame(desk, script, following, ways) {
  const { say, language, prefix } = desk;
  const timer = timerLine(say);
  const place = element("p", { class: "kit-together-place" });
  const panel = element("div", { class: "kit-together-all", id: `${prefix}all`, hidden: true });
  const opener = button(say("All steps"), () => open(panel.hidden), "kit-button-link", { "aria-expanded": false, "aria-controls": panel.id });
  const open = (/** @type {boolean} */ isOpen) => {
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    open(false);
    opener.focus();
  };
  const list = drawnFrom("ol", {}, () => [following.now, following.place, following.last], (node) =>
    node.append(...script.steps.map((step, at) => line(desk, wordsOf(step.title, language), at, following, ways))));
  panel.append(list.node);
  const notice = moved(desk, script, following, ways);
  const bar = element("nav", { class: "kit-together-bar", "aria-label": say("The steps of the workshop"), onkeydown },
    element("div", { class: "kit-together-row" }, place, timer.node, opener), notice.node, panel);
  const node = element("div", { class: "kit-together-frame" }, element("h1", {}, wordsOf(script.title, language)), bar);
  // The bar stays in sight while the page is scrolled, and so must be no part of what is left behind.
  node.style.display = "contents";
  let left = NaN;
  return {
    node,
    refresh() {
      const { now } = desk;
      const words = following.now === null ? say("Not begun yet") : say("Step {step} of {steps}", { step: following.now + 1, steps: script.steps.length });
      if (place.textContent !== words) place.textContent = words;
      if (left !== now?.timer_left) timer.set((left = now?.timer_left ?? null));
      list.refresh();
      notice.refresh();
    },
    destroy() {
      timer.stop();
      list.destroy();
    },
  };
}

/** @param {Desk} desk @param {string} title @param {number} at @param {Following} following @param {{look: (place: number) => void}} ways */
function line({ say, prefix }, title, at, following, ways) {
  const isNow = at === following.now;
  const words = [title, isNow && say("now")].filter(Boolean).join(" · ");
  const more = { id: `${prefix}step${at}`, ...(at === following.place && { "aria-current": "step" }) };
  return element("li", {}, at <= following.last
    ? button(words, () => ways.look(at), "kit-button-link", more)
    : element("span", { class: "kit-together-ahead" }, title));
}

/** Say that the page shows another step than the room's, and offer to go along. @param {Desk} desk @param {Script} script @param {Following} following @param {{goAlong: () => void}} ways */
function moved({ say, language, prefix }, script, following, { goAlong }) {
  const words = element("span", { role: "status" });
  const along = button("", goAlong, "", { id: `${prefix}along` });
  const node = element("div", { class: "kit-together-moved", hidden: true }, words, along);
  return {
    node,
    refresh() {
      node.hidden = !following.isBehind;
      const step = following.now === null ? say("the beginning") : wordsOf(script.steps[following.now]?.title, language);
      const isHeld = following.mode === "held";
      const text = !following.isBehind ? "" : isHeld
        ? say("The workshop has moved on to: {step}. What you have written is kept.", { step })
        : say("You are looking back. The workshop is at: {step}.", { step });
      if (words.textContent !== text) words.textContent = text;
      along.textContent = isHeld ? say("Go along") : say("Back to now");
    },
  };
}
