// @ts-check
/**
 * What many municipalities show together: pictures with their tables, each municipality's own
 * figures in alphabetical order, and what cannot be compared, in words.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./chart.js").Chart & {id: string, title: string}} RegionChart
 * @typedef {{id: string, title: string, chart: RegionChart | null, apart: string[]}} Own
 * @typedef {{id: string, title: string, said: string[], charts: RegionChart[], own: Own[],
 *   actions: import("./region-actions.js").Action[], marks: {id: string, label: string}[],
 *   competences: {id: string, label: string}[], seekers: import("./region-actions.js").Seeker[]}} Sheet
 * @typedef {{language: string, title: string, standing: string[], said: string[], sheets: Sheet[],
 *   municipalities: any[], refused: any[], older: any[], report: object}} Region
 */

import { draw } from "./chart.js";
import { actionsPart, seekersPart } from "./region-actions.js";
import { element } from "./words.js";

/**
 * Draw the region's view into `el`.
 * @param {HTMLElement} el
 * @param {Region} region
 * @param {Say} say
 * @returns {{drawn: Promise<void>, destroy: () => void}}
 */
export function drawRegion(el, region, say) {
  /** @type {import("./chart.js").Drawing[]} */
  const drawings = [];
  const paint = (/** @type {HTMLElement} */ room, /** @type {RegionChart} */ chart) => {
    const drawing = draw(room, chart, { language: region.language });
    drawings.push(drawing);
  };
  el.lang = region.language;
  el.replaceChildren(
    ...region.standing.map((words, place) => element("p", { class: place ? "kit-help" : "kit-lead" }, words)),
    ...region.sheets.map((sheet) => sheetPart(sheet, paint, say)),
  );
  return {
    drawn: Promise.all(drawings.map(({ drawn }) => drawn)).then(() => {}),
    destroy: () => drawings.forEach((drawing) => drawing.destroy()),
  };
}

/** @param {Sheet} sheet @param {(room: HTMLElement, chart: RegionChart) => void} paint @param {Say} say */
function sheetPart(sheet, paint, say) {
  return element("section", { class: "kit-region-sheet", "data-sheet": sheet.id },
    element("h2", {}, sheet.title),
    ...sheet.said.map((words) => element("p", { class: "kit-help" }, words)),
    ...sheet.charts.map((chart) => chartPart(sheet, chart, paint, say)),
    sheet.charts.length === 0 && ownPart(sheet, paint, say),
    actionsPart(sheet, say),
    seekersPart(sheet.seekers, say));
}

/** @param {Sheet} sheet @param {RegionChart} chart @param {(room: HTMLElement, chart: RegionChart) => void} paint @param {Say} say */
function chartPart(sheet, chart, paint, say) {
  const room = element("div", { "data-chart": chart.id });
  paint(room, chart);
  return element("section", { class: "kit-card", "data-view": chart.id },
    element("h3", {}, chart.title), room,
    chart.id === "competences" && ownPart(sheet, paint, say));
}

/** What opens below the pictures: each competence, municipality by municipality. @param {Sheet} sheet @param {(room: HTMLElement, chart: RegionChart) => void} paint @param {Say} say */
function ownPart(sheet, paint, say) {
  const boxes = sheet.own.filter(({ chart, apart }) => chart || apart.length > 0).map((own) => ownBox(own, paint, say));
  if (boxes.length === 0) return null;
  return element("div", { class: "kit-areas" },
    element("p", { class: "kit-help" }, say("Open a competence to see each municipality, in alphabetical order.")), ...boxes);
}

/** A closed box; its picture is drawn when it is opened. @param {Own} own @param {(room: HTMLElement, chart: RegionChart) => void} paint @param {Say} say */
function ownBox({ id, title, chart, apart }, paint, say) {
  const room = element("div", { "data-chart": id });
  let isDrawn = false;
  const show = () => {
    if (isDrawn || !box.open) return;
    isDrawn = true;
    if (chart) paint(room, chart);
    if (apart.length > 0) room.append(element("h4", {}, say("Cannot be compared")), element("ul", {}, ...apart.map((words) => element("li", {}, words))));
  };
  const box = element("details", { class: "kit-area", ontoggle: show },
    element("summary", {}, element("strong", {}, title), apart.length > 0 && element("span", { class: "kit-region-apart" }, ` ${say("({count} cannot be compared)", { count: apart.length })}`)), room);
  return box;
}
