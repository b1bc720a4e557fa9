// @ts-check
/**
 * Place a profile in the page: areas first, competences on opening, strengths, next steps.
 *
 * All but the pictures is there when `drawProfile` returns, so that the saved page (page.js) can be
 * made of the same parts.
 *
 * @typedef {import("./chart.js").Chart} Chart
 * @typedef {import("./chart.js").Drawing} Drawing
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Row
 * @property {"area" | "competence" | "tag"} kind
 * @property {string} id
 * @property {string} label
 * @property {boolean} enough
 * @property {string} figure
 * @property {string | null} level
 * @property {string} counts
 * @property {string} sentence
 * @property {Row[]} [competences]
 * @property {Chart | null} [chart]
 *
 * @typedef {{id: string, label: string, area: string, text: string}} Strength
 * @typedef {Strength & {why: string}} NextStep
 *
 * @typedef {object} Profile
 * @property {string} response_id
 * @property {number} seq
 * @property {string} language
 * @property {string} title
 * @property {string} standing
 * @property {Row[]} areas
 * @property {Chart | null} chart
 * @property {Row[]} tags
 * @property {Chart | null} tags_chart
 * @property {Strength[]} strengths
 * @property {NextStep[]} next_steps
 * @property {string} steps_note
 * @property {{day: string, sentence: string} | null} earlier
 *
 * @typedef {object} Options
 * @property {number} [width]  of the pictures, for a page that is not shown
 * @property {boolean} [open]  open every area and draw its picture at once
 * @property {boolean} [heading]  false where the page has one already
 * @property {Set<string>} [opened]  ids of areas that stand open; kept up to date
 */

import { draw } from "./chart.js";
import { element } from "./words.js";

/**
 * Draw a profile into `el`.
 * @param {HTMLElement} el
 * @param {Profile} profile
 * @param {Say} say
 * @param {Options} [options]
 * @returns {Drawing}
 */
export function drawProfile(el, profile, say, options = {}) {
  const { heading = true } = options;
  /** @type {Drawing[]} */
  const drawings = [];
  /** @param {HTMLElement} room @param {Chart} chart */
  const paint = (room, chart) => {
    const drawing = draw(room, chart, { language: profile.language, width: options.width });
    drawings.push(drawing);
    return drawing.drawn;
  };
  el.lang = profile.language;
  const parts = [
    heading && element("h2", {}, profile.title),
    element("p", { class: "kit-lead" }, profile.standing),
    profile.earlier && element("p", { class: "kit-banner" }, profile.earlier.sentence),
    overview(profile, say, paint, options),
    profile.tags_chart && charted(say("Across the areas"), profile.tags_chart, paint, inWords(profile.tags)),
    strengths(profile, say),
    steps(profile, say),
  ];
  el.append(...parts.filter(Boolean));
  return {
    drawn: Promise.all(drawings.map(({ drawn }) => drawn)).then(() => {}),
    destroy: () => drawings.forEach((drawing) => drawing.destroy()),
  };
}

/**
 * Say a row in one line: its level and figure, or that there are too few answers.
 * @param {Row} row
 * @param {Say} say
 */
export function briefly({ enough, level, figure }, say) {
  if (!enough) return say("too few answers");
  return level ? `${level}, ${figure}` : figure;
}

/** @typedef {(room: HTMLElement, chart: Chart) => Promise<void>} Paint */

/** @param {string} heading @param {Chart} chart @param {Paint} paint @param {...(Node | null)} more */
function charted(heading, chart, paint, ...more) {
  const room = element("div", {});
  const section = element("section", { class: "kit-card" }, element("h3", {}, heading), room, ...more);
  paint(room, chart);
  return section;
}

/** @param {Row[]} rows */
function inWords(rows) {
  const lines = rows.flatMap(({ label, sentence }) => [element("dt", {}, label), element("dd", {}, sentence)]);
  return element("dl", { class: "kit-rows" }, ...lines);
}

/** @param {Profile} profile @param {Say} say @param {Paint} paint @param {Options} options */
function overview(profile, say, paint, options) {
  if (!profile.chart) return null;
  const rows = profile.areas.map((row) => area(row, say, paint, options));
  const hint = element("p", { class: "kit-help" }, say("Open an area to see its competences."));
  const within = element("div", { class: "kit-areas" }, hint, ...rows);
  return charted(say("Your areas"), profile.chart, paint, within);
}

/**
 * One area in words; its competences are drawn the first time that it is opened.
 * @param {Row} row
 * @param {Say} say
 * @param {Paint} paint
 * @param {Options} options
 */
function area(row, say, paint, { open = false, opened = new Set() }) {
  const room = element("div", {});
  let drawn = false;
  const show = () => {
    if (!drawn && row.chart) paint(room, row.chart);
    drawn = true;
  };
  const remember = () => {
    if (box.open) show();
    if (box.open) opened.add(row.id);
    else opened.delete(row.id);
  };
  const level = element("span", { class: "kit-area-level" }, briefly(row, say));
  const line = element("span", { class: "kit-area-line" }, element("strong", {}, row.label), " ", level);
  const box = element(
    "details",
    { class: "kit-area", ontoggle: remember },
    element("summary", {}, line),
    element("p", {}, row.sentence),
    room,
    inWords(row.competences ?? []),
  );
  if (open || opened.has(row.id)) {
    box.open = true;
    show();
  }
  return box;
}

/** @param {Profile} profile @param {Say} say */
function strengths({ strengths: found }, say) {
  if (found.length === 0) return null;
  const lines = found.map(({ label, text }) =>
    element("li", {}, element("strong", {}, label), element("span", { class: "kit-why" }, text)),
  );
  return element(
    "section",
    { class: "kit-card" },
    element("h3", {}, say("Here you feel surest")),
    element("ul", { class: "kit-strengths" }, ...lines),
  );
}

/** @param {Profile} profile @param {Say} say */
function steps({ next_steps: suggested, steps_note: note }, say) {
  if (!note) return null;
  const lines = suggested.map(({ label, text, why }) =>
    element(
      "li",
      {},
      element("h4", {}, label),
      element("p", {}, text),
      element("p", { class: "kit-why" }, why),
    ),
  );
  return element(
    "section",
    { class: "kit-card" },
    element("h3", {}, say("Suggestions for a next step")),
    element("p", {}, note),
    lines.length > 0 && element("ol", { class: "kit-steps" }, ...lines),
  );
}
