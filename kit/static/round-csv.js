// @ts-check
/**
 * A safe table as a file for spreadsheets: names beside the ids, the language's own decimal sign.
 *
 * @typedef {import("./words.js").Say} Say
 */

import { msgid, told } from "./words.js";

const GROUPINGS = /** @type {Record<string, string>} */ ({ all: msgid("everybody"), role: msgid("role"), unit: msgid("unit") });
const DIMENSIONS = /** @type {Record<string, string>} */ ({
  area: msgid("area"), competence: msgid("competence"), tag: msgid("across the areas"), item: msgid("statement"),
});
const STATUSES = /** @type {Record<string, string>} */ ({
  shown: msgid("shown"), few: msgid("not shown"), not_asked: msgid("not asked in this version"),
});
/** Figures, as the collector names them, and as a reader does. */
const FIGURES = /** @type {[string, string][]} */ ([
  ["n", msgid("answers")],
  ["not_relevant", msgid("not relevant")],
  ["above", msgid("at or above the wanted level")],
  ["share", msgid("share at or above")],
  ["share_low", msgid("share, lower limit (95 %)")],
  ["share_high", msgid("share, upper limit (95 %)")],
  ["wanted", msgid("wanted level")],
  ["mean", msgid("mean")],
  ["need", msgid("need")],
  ["rank_low", msgid("place, lowest")],
  ["rank_high", msgid("place, highest")],
]);
/** What a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r\0]/;

/** Write a text so that no spreadsheet runs it. @param {string} text */
export function cell(text) {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** @param {number | null | undefined} number @param {string} language */
function figure(number, language) {
  if (number === null || number === undefined) return "";
  return language === "sv" ? String(number).replace(".", ",") : String(number);
}

/**
 * Name everything that a table speaks of.
 * @param {any} view @param {string} language
 * @returns {Record<string, Map<string, string>>}
 */
function namesIn(view, language) {
  const named = (/** @type {any[]} */ all, word = "label") => new Map(all.map((one) => [one.id, told(one[word], language)]));
  const unit = view.background.find((/** @type {any} */ one) => one.id === "unit");
  return {
    area: named(view.areas),
    competence: named(view.areas.flatMap((/** @type {any} */ area) => area.competences)),
    tag: named(view.tags),
    item: named(view.pages.flatMap((/** @type {any} */ page) => page.items), "text"),
    role: named(view.roles),
    unit: named(unit?.options ?? []),
  };
}

/**
 * Return the table as CSV with semicolons, as Swedish spreadsheets expect.
 * @param {{rows: any[]}} tables
 * @param {any} view
 * @param {string} language
 * @param {Say} say
 */
export function safeTable({ rows }, view, language, say) {
  const names = namesIn(view, language);
  const most = Math.max(0, ...rows.map((row) => row.counts?.length ?? 0));
  const steps = Array.from({ length: most }, (_, place) => place);
  const head = [
    say("divided by"), say("group"), say("kind"), "id", say("name"), say("shown or not"),
    ...FIGURES.map(([, words]) => say(words)),
    ...steps.map((place) => say("step {n}", { n: place + 1 })),
  ];
  const body = rows.map((row) => [
    say(GROUPINGS[row.grouping] ?? row.grouping),
    names[row.grouping]?.get(row.group) ?? row.group,
    say(DIMENSIONS[row.dimension] ?? row.dimension),
    row.id,
    names[row.dimension]?.get(row.id) ?? row.id,
    say(STATUSES[row.status] ?? row.status),
    ...FIGURES.map(([name]) => figure(row[name], language)),
    ...steps.map((place) => figure(row.counts?.[place], language)),
  ]);
  return `\uFEFF${[head, ...body].map((cells) => cells.map(cell).join(";")).join("\r\n")}\r\n`;
}
