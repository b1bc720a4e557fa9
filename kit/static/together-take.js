// @ts-check
/**
 * Take the plan home from the participant's page: to read and print, or as days for a calendar.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { take } from "./download.js";
import { day } from "./draft-storage.js";
import { button } from "./press.js";
import { isShown } from "./together-board.js";
import { element, msgid } from "./words.js";

/** @type {[format: string, msgid: string][]} */
const FORMATS = [["html", msgid("Page to print")], ["ics", msgid("Days for the calendar")]];

/** @param {Desk} desk @returns {Part} */
export function takePart(desk) {
  const { say, callbacks, language } = desk;
  const news = element("p", { role: "status" });
  const read = () => (isShown(desk, "plan") ? desk.things.read("plan") : null);
  let isBusy = false;
  const save = async (/** @type {string} */ format) => {
    const told = read();
    const { now } = desk;
    if (isBusy || !told || !callbacks.request) return;
    isBusy = true;
    news.textContent = say("Making the file …");
    const { plan, gaps, most } = told;
    const wish = { what: "plan", format, plan, gaps, most, round: now.id, language, day: day(new Date()), settings: { name: now.name }, workshop: now.workshop };
    const made = await take(callbacks.request, wish).catch(() => null);
    isBusy = false;
    news.textContent = made ? made.problem || say("Your browser is saving {name}.", { name: made.name }) : say("The file could not be made. Try again in a moment.");
  };
  const presses = FORMATS.map(([format, words]) => button(say(words), () => save(format), "kit-button-quiet", { "data-format": format }));
  const node = element("section", { class: "kit-together-take", hidden: true },
    element("h3", {}, say("Take the plan with you")), element("div", { class: "kit-actions" }, ...presses), news);
  const refresh = () => void (node.hidden = !read()?.plan.actions.length);
  return { node, refresh, destroy: () => undefined };
}
