// @ts-check
/**
 * How far the group has come, and the time that everybody sees.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { line } from "./console-fields.js";
import { card, doer, explained, newsLine } from "./console-part.js";
import { button } from "./press.js";
import { everybodyInWords, tiles } from "./round-counts.js";
import { timerLine } from "./round-timer.js";
import { element, msgid } from "./words.js";

/** Minutes that are often wanted. */
const OFTEN = [5, 10, 15];
const MOST_MINUTES = 180;
const STEPS = [
  msgid("If the page showed every single person, one could see when a certain colleague came in or was done. That is why a number is told only when it has grown by {n}."),
  msgid("So “at least {two}” means that there are from {two} to {end}. It can take a while before a number changes, although people are answering."),
  msgid("Are you few, or do you wonder whether all are done? Ask in the room."),
];

/** @param {Desk} desk @returns {Part} */
export function progressPart(desk) {
  const { say } = desk;
  const counts = tiles(say);
  const everybody = element("p", { role: "status" });
  const timer = timerControls(desk);
  const least = desk.view.privacy.min_group;
  const node = card("progress", say("How far the group has come"), counts.node, everybody,
    explained(say("Why do the numbers move in steps?"), ...STEPS.map((one) => say(one, { n: least, two: 2 * least, end: 3 * least - 1 }))), timer.node);
  return {
    node,
    refresh(now) {
      node.hidden = now.status === "new";
      counts.set(now, now.min_group);
      const words = everybodyInWords(now, say);
      if (everybody.textContent !== words) everybody.textContent = words;
      timer.refresh(now);
    },
    destroy: timer.destroy,
  };
}

/** Start and stop the time that all screens share. @param {Desk} desk */
function timerControls(desk) {
  const { say, collector } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const shown = timerLine(say);
  const send = (/** @type {number | null} */ seconds) => act(async () => desk.take(await collector.put(collector.path("timer"), { seconds })));
  const own = line("minutes", { label: say("Another number of minutes") }, "", { inputmode: "numeric", class: "kit-short", maxlength: 3 });
  const begin = () => {
    const minutes = /^\d{1,3}$/.test(own.value().trim()) ? Number(own.value()) : 0;
    const isGood = minutes >= 1 && minutes <= MOST_MINUTES;
    own.complain(isGood ? "" : say("Write a whole number from {least} to {most}.", { least: 1, most: MOST_MINUTES }));
    if (isGood) return send(minutes * 60);
    own.focus();
  };
  const quick = OFTEN.map((n) => button(say("{n} minutes", { n }), () => send(n * 60), "kit-button-quiet"));
  const choose = element("details", { class: "kit-explained" }, element("summary", {}, say("Set a timer that all screens show")),
    element("div", { class: "kit-actions" }, ...quick),
    element("form", { class: "kit-timer-own", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), begin()) },
      own.node, button(say("Start the timer"), () => {}, "kit-button-quiet", { type: "submit" })));
  const stop = button(say("Take the timer away"), () => send(null), "kit-button-quiet");
  const running = element("div", { class: "kit-timer-row", hidden: true }, shown.node, stop);
  const node = element("div", { class: "kit-timer-part" }, running, choose, news.node);
  return {
    node,
    /** @param {import("./console-part.js").Now} now */
    refresh(now) {
      // Where a script leads, the time stands beside its step.
      node.hidden = Boolean(now.workshop && now.workshop.at !== null);
      shown.set(now.timer_left);
      running.hidden = now.timer_left === null || now.timer_left === undefined;
    },
    destroy: shown.stop,
  };
}
