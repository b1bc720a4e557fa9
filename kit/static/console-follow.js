// @ts-check
/**
 * Half a year later: start a round that goes on from this one, and hand the result on to the region.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 */

import { choiceOf, followForm } from "./console-follow-form.js";
import { regionExport } from "./console-follow-region.js";
import { UNREACHED, folded, newsLine } from "./console-part.js";
import { button } from "./press.js";
import { pageOf } from "./round-places.js";
import { dayInWords, element } from "./words.js";

export { followStart } from "./console-follow-start.js";

/** @param {Desk & {state: any, callbacks: any, lead?: (round: string) => void}} desk  lead: goes to another round @returns {Part} */
export function followPart(desk) {
  const { say, language, collector, round, view } = desk;
  const lead = desk.lead ?? ((/** @type {string} */ id) => location.assign(pageOf(collector.api, "ledare", id)));
  const region = regionExport(desk);
  const room = element("div");
  const news = newsLine();
  const from = element("p", { class: "kit-help" });
  const open = async () => {
    news.tell("");
    try {
      const settings = await collector.get(`rounds/${round}/following`);
      const choice = (await choiceOf(collector, view.id, view)) ?? view;
      start.hidden = true;
      followForm(room, { say, language, collector, lead }, { round, settings, choice }).focus();
    } catch (/** @type {any} */ refusal) {
      news.tell(refusal.detail || say(UNREACHED));
    }
  };
  const start = button(say("Start the follow-up"), open);
  const node = folded("follow", say("Half a year later"), say("start the follow-up, export to the region"), from,
    element("p", {}, say("In half a year the group answers the same questions again, looks at what became of the actions, and sees what has changed. That is a new round, with its own code. The plan comes along by itself.")),
    element("p", { class: "kit-help" }, say("Ask everybody to take their own file home today. With it, each person can see the own change, and the group can see how many have moved.")),
    element("div", { class: "kit-actions" }, start), news.node, room, region.node);
  return {
    node,
    refresh(now) {
      const { follows } = /** @type {{follows?: {name: string, created: string} | null}} */ (/** @type {unknown} */ (now));
      node.hidden = now.status !== "closed";
      from.hidden = !follows;
      from.textContent = follows ? say("This round goes on from {name}, {day}.", { name: follows.name, day: dayInWords(follows.created, language) }) : "";
      region.refresh(now);
    },
  };
}
