// @ts-check
/**
 * Take the plan home: as a document, a table, a page to print, or days for a calendar.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-plan-keep.js").PlanKeeper} PlanKeeper
 */

import { doer, newsLine } from "./console-part.js";
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
  const take = (/** @type {string} */ format) => act(async () => {
    news.tell(say("Making the file …"));
    const isSaved = await keeper.flush();
    const name = await saved(keeper, desk, format);
    return [say("Your browser is saving {name}.", { name }), !isSaved && say(BEHIND)].filter(Boolean).join(" ");
  });
  const presses = FORMATS.map(([format, words]) => button(say(words), () => take(format), "kit-button-quiet", { "data-format": format }));
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

/** Let the kernel make the file, from what the browser hands it. @param {PlanKeeper} keeper @param {Desk & {callbacks: any}} desk @param {string} format */
async function saved(keeper, { collector, callbacks, language }, format) {
  const { download } = await import("./download.js");
  const [known, shown] = await Promise.all([collector.get(collector.path("settings")), collector.get(collector.path("tables")).catch(() => null)]);
  const { settings, workshop = null } = known;
  const { mine: plan, gaps, now } = keeper;
  const file = await callbacks.request("document", { what: "plan", format, plan, gaps, settings, workshop, tables: shown?.tables ?? null, language, day: day(now()) });
  download(file);
  return file.name;
}
