// @ts-check
/**
 * A person's own change since last time: up, same or down for each competence, in words and a table.
 *
 * Python words and scores everything (kit/reports.py); this places it.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{mean: number, score: number, figure: string, change: string} | null} Then
 * @typedef {Omit<import("./profile-page.js").Row, "competences"> & {then: Then, competences?: OwnRow[]}} OwnRow
 * @typedef {"up" | "same" | "down"} Way
 */

import { element, msgid } from "./words.js";

/** What Python says of a change, and which way it is. @type {[Way, string][]} */
const WAYS = [
  ["up", msgid("higher than last time")],
  ["same", msgid("about the same as before")],
  ["down", msgid("lower than last time")],
];
const SIGNS = { up: "↑", same: "=", down: "↓" };
const HEADS = {
  up: msgid("You put yourself higher"),
  same: msgid("About the same"),
  down: msgid("You put yourself lower"),
};

/**
 * Return the competences that can be compared, each with its way; areas where there are no competences.
 * @param {{areas: OwnRow[]}} profile
 * @param {Say} say  in the profile's language
 */
export function changes({ areas }, say) {
  const rows = areas.flatMap((area) => (area.competences?.length ? area.competences.map((row) => ({ area, row })) : [{ area, row: area }]));
  return rows.flatMap(({ area, row }) => {
    const found = WAYS.find(([, words]) => row.then?.change === say(words));
    return found && row.then ? [{ way: found[0], label: row.label, area: area.label, then: row.then.figure, now: row.figure, words: row.then.change }] : [];
  });
}

/**
 * @param {any} profile  as kit/reports.py makes it
 * @param {Say} say  in its language
 * @returns {HTMLElement}
 */
export function ownChange(profile, say) {
  const rows = changes(profile, say);
  const reading = profile.earlier && element("p", { class: "kit-banner" }, profile.earlier.sentence);
  if (rows.length === 0) return element("div", {}, reading, element("p", {}, say("There is too little that was answered both times to compare.")));
  const groups = WAYS.map(([way]) => group(way, rows.filter((one) => one.way === way).map(({ label }) => label), say));
  return element("div", { lang: profile.language }, reading, element("div", { class: "kit-own-ways" }, ...groups), table(rows, say));
}

/** @param {Way} way @param {string[]} labels @param {Say} say */
function group(way, labels, say) {
  return element("section", { class: "kit-own-way", "data-way": way },
    element("h3", {}, element("span", { class: "kit-own-sign", "aria-hidden": "true" }, SIGNS[way]), ` ${say(HEADS[way])}: ${labels.length}`),
    labels.length > 0 && element("ul", {}, ...labels.map((label) => element("li", {}, label))));
}

/** @param {ReturnType<typeof changes>} rows @param {Say} say */
function table(rows, say) {
  const heads = [say("Competence"), say("Last time"), say("Now"), say("The change")];
  const lines = rows.map(({ label, then, now, words, way }) =>
    element("tr", {}, element("th", { scope: "row" }, label), element("td", {}, then), element("td", {}, now),
      element("td", {}, element("span", { "aria-hidden": "true" }, `${SIGNS[way]} `), words)));
  const caption = say("Your own estimates, last time and now");
  return element("details", { class: "kit-explained" }, element("summary", {}, say("The same as a table")),
    element("div", { class: "kit-table", tabindex: 0, role: "group", "aria-label": caption },
      element("table", {}, element("caption", {}, caption),
        element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...lines))));
}
