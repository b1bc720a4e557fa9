// @ts-check
/**
 * Take the plan home: as a document, a table, a page to print, or days for a calendar.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-plan-keep.js").PlanKeeper} PlanKeeper
 */

import { doer, newsLine } from "./console-part.js";
import { take } from "./download.js";
import { day } from "./draft-storage.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

/** @type {[format: string, msgid: string][]} */
const FORMATS = [
  ["docx", msgid("Document (Word)")],
  ["xlsx", msgid("Table (Excel)")],
  ["html", msgid("Page to print")],
  ["csv", msgid("Table (CSV)")],
  ["ics", msgid("Days for the calendar")],
];
const BEHIND = msgid("The latest changes are not saved on the server yet, but they are in the file.");

/**
 * @param {PlanKeeper} keeper
 * @param {Desk & {state: any, callbacks: any}} desk
 */
export function takePart(keeper, desk) {
  const { say } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const save = (/** @type {string} */ format) => act(async () => {
    news.tell(say("Making the file …"));
    const isSaved = await keeper.flush();
    const { name, problem } = await saved(keeper, desk, format);
    return problem || [say("Your browser is saving {name}.", { name }), !isSaved && say(BEHIND)].filter(Boolean).join(" ");
  });
  const presses = FORMATS.map(([format, words]) => button(say(words), () => save(format), "kit-button-quiet", { "data-format": format }));
  const node = element("div", { class: "kit-plan-take" },
    element("h3", {}, say("Take the plan with you")),
    element("p", { class: "kit-help" }, say("The document is made for the municipality's archive. The calendar file has the days of the actions and the follow-up.")),
    element("div", { class: "kit-actions" }, ...presses), news.node);
  return {
    node,
    refresh() {
      const { actions, earlier } = keeper.mine;
      node.hidden = actions.length + earlier.length === 0;
    },
  };
}

/**
 * Let the kernel make the file, from what the browser hands it.
 * @param {PlanKeeper} keeper @param {Desk & {callbacks: any}} desk @param {string} format
 * @returns {Promise<{name: string, problem: string}>}
 */
async function saved(keeper, { collector, callbacks, language, round }, format) {
  const known = await collector.get(collector.path("settings"));
  const asked = ["tables", "board", "weighing"].map((part) => collector.get(collector.path(part)).catch(() => null));
  const [shown, board, weighing] = await Promise.all(asked);
  const { mine: plan, gaps, most, now } = keeper;
  return take(callbacks.request, {
    what: "plan", format, plan, gaps, most, round, board, weighing, language, day: day(now()),
    settings: known.settings, workshop: known.workshop ?? null, tables: shown?.tables ?? null,
  });
}
