// @ts-check
/**
 * How the room has weighed its ideas: points as bars, effect and work on a grid of five by five.
 *
 * Used by the participant's page, the wall and the console: sizes follow the font's, every picture
 * has the sentence that says what it shows, and a table with the same numbers.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{card: string, total: number, givers: number | null, most: number | null,
 *   spread: Record<string, number> | null, place_from: number, place_to: number}} PointsRow
 * @typedef {{voters: number | null, few: boolean, cards: PointsRow[]}} PointsResult
 * @typedef {{median: number, low: number | null, high: number | null, counts: number[] | null}} Axis
 * @typedef {{card: string, n: number | null, effect: Axis | null, effort: Axis | null, quick_win: boolean}} GridRow
 * @typedef {{voters: number | null, few: boolean, cards: GridRow[]}} GridResult
 * @typedef {{cards: Card[], say: Say, language?: string, isWall?: boolean}} More  isWall: nothing to
 *   press, so the table is left out
 */

import { cardText } from "./cards.js";
import { gridPicture } from "./weighing-grid.js";
import { element } from "./words.js";

/**
 * Draw how many points each idea got.
 * @param {HTMLElement} el
 * @param {More & {result: PointsResult}} wish
 */
export function drawPoints(el, { cards, result, say, isWall = false }) {
  const said = textOf(cards);
  const rows = result.few ? [] : result.cards;
  const most = Math.max(1, ...rows.map(({ total }) => total));
  const bars = rows.map((row) => barLine(row, said(row.card), most, say));
  const node = element("div", { class: "kit-weighing kit-weighing-points" },
    element("p", { class: "kit-weighing-words" }, pointsInWords(result, said, say)),
    rows.length > 0 && element("ol", { class: "kit-bars", role: "list" }, ...bars),
    rows.length > 0 && !isWall && pointsTable(rows, said, say));
  return placed(el, node);
}

/**
 * Draw where the room places each idea.
 * @param {HTMLElement} el
 * @param {More & {result: GridResult}} wish
 */
export function drawGrid(el, { cards, result, say, language = document.documentElement.lang || "sv", isWall = false }) {
  const said = textOf(cards);
  const rows = result.few ? [] : result.cards;
  const figure = (/** @type {number} */ number) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(number);
  const node = element("div", { class: "kit-weighing kit-weighing-grid" },
    element("p", { class: "kit-weighing-words" }, gridInWords(result, said, say)),
    rows.length > 0 && element("div", { class: "kit-weighing-room" },
      gridPicture(rows, say), element("ol", { class: "kit-grid-list", role: "list" }, ...rows.map((row, at) => gridLine(row, at, said(row.card), say, figure)))),
    rows.length > 0 && !isWall && gridTable(rows, said, say, figure));
  return placed(el, node);
}

/** @param {HTMLElement} el @param {HTMLElement} node */
function placed(el, node) {
  el.append(node);
  return { destroy: () => node.remove() };
}

/** @param {Card[]} cards @returns {(id: string) => string} */
function textOf(cards) {
  const texts = new Map(cards.map((card) => [card.id, cardText(card)]));
  return (id) => texts.get(id) ?? "";
}

/** @param {number | null} voters @param {Say} say */
function votersInWords(voters, say) {
  return typeof voters === "number" ? say("{count} people have weighed the ideas.", { count: voters }) : "";
}

/** @param {{few: boolean}} result @param {Say} say */
const fewInWords = (result, say) => (result.few ? say("Too few people have weighed the ideas for a result to be shown.") : "");

/** @param {PointsResult} result @param {(id: string) => string} said @param {Say} say */
function pointsInWords(result, said, say) {
  const few = fewInWords(result, say);
  if (few) return few;
  const [first] = result.cards;
  if (!first || first.total === 0) return [votersInWords(result.voters, say), say("No idea has got any points.")].filter(Boolean).join(" ");
  const best = result.cards.filter((row) => row.place_from === first.place_from);
  const names = best.map((row) => say("“{text}”", { text: said(row.card) })).join(", ");
  const words = best.length === 1
    ? say("Most points, {total}, went to {names}.", { total: first.total, names })
    : say("Most points, {total} each, went to {names}.", { total: first.total, names });
  return [votersInWords(result.voters, say), words].filter(Boolean).join(" ");
}

/** @param {PointsRow} row */
const placeIn = ({ place_from: from, place_to: to }) => (from === to ? `${from}` : `${from}–${to}`);

/** @param {PointsRow} row @param {string} text @param {number} most @param {Say} say */
function barLine(row, text, most, say) {
  const bar = element("span", { class: "kit-bar-done" });
  bar.style.inlineSize = `${(100 * row.total) / most}%`;
  const people = row.givers === 1 ? say("from one person") : say("from {count} people", { count: row.givers ?? 0 });
  const isMany = row.givers !== null && row.givers > 1;
  const detail = [row.givers && people, row.most !== null && isMany && say("at most {most} from one", { most: row.most })];
  return element("li", { class: "kit-bar-line", "data-card": row.card },
    element("span", { class: "kit-bar-place" }, element("span", { class: "kit-hidden" }, say("Place {place}:", { place: placeIn(row) })),
      element("span", { "aria-hidden": "true" }, placeIn(row))),
    element("span", { class: "kit-bar-words" }, text),
    element("span", { class: "kit-bar", "aria-hidden": "true" }, bar),
    element("span", { class: "kit-bar-figure" },
      element("strong", {}, row.total === 1 ? say("1 point") : say("{count} points", { count: row.total })), " ",
      element("span", { class: "kit-bar-detail" }, detail.filter(Boolean).join(", "))));
}

/** @param {string} caption @param {string[]} heads @param {(string | number)[][]} rows @param {Say} say */
function table(caption, heads, rows, say) {
  const cells = (/** @type {(string | number)[]} */ [first, ...rest]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((one) => element("td", {}, one)));
  return element("details", { class: "kit-weighing-table" }, element("summary", {}, say("The same as a table")),
    element("div", { class: "kit-table", tabindex: 0, role: "group", "aria-label": caption },
      element("table", {}, element("caption", {}, caption),
        element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...rows.map(cells)))));
}

/** @param {PointsRow[]} rows @param {(id: string) => string} said @param {Say} say */
function pointsTable(rows, said, say) {
  const heads = [say("Idea"), say("Place"), say("Points"), say("People"), say("How they gave")];
  const lines = rows.map((row) => [said(row.card), placeIn(row), row.total, row.givers ?? say("not shown"), spreadInWords(row, say)]);
  return table(say("The points of each idea"), heads, lines, say);
}

/** @param {PointsRow} row @param {Say} say */
function spreadInWords({ spread }, say) {
  if (!spread) return say("not shown");
  const given = Object.entries(spread).map(([points, people]) => ({ points: Number(points), people }));
  const some = given.filter(({ points, people }) => points > 0 && people > 0).sort((a, b) => b.points - a.points);
  return some.map(({ points, people }) => say("{people} gave {points}", { people, points })).join(", ") || "–";
}

/** @param {GridResult} result @param {(id: string) => string} said @param {Say} say */
function gridInWords(result, said, say) {
  const few = fewInWords(result, say);
  if (few) return few;
  const quick = result.cards.filter((row) => row.quick_win).map((row) => say("“{text}”", { text: said(row.card) }));
  const words = quick.length === 0
    ? say("No idea is both of great effect and little work.")
    : say("Great effect with little work: {names}.", { names: quick.join(", ") });
  return [votersInWords(result.voters, say), words].filter(Boolean).join(" ");
}

/** @param {Axis | null} axis @param {(number: number) => string} figure @param {Say} say */
function axisInWords(axis, figure, say) {
  if (!axis) return say("not shown");
  const { median, low, high } = axis;
  if (low === null || high === null || low === high) return figure(median);
  return say("{middle} (from {low} to {high})", { middle: figure(median), low: figure(low), high: figure(high) });
}

/** @param {GridRow} row @param {Say} say @param {(number: number) => string} figure */
function placeInWords({ effect, effort }, say, figure) {
  if (!effect && !effort) return say("Too few people have placed it.");
  return say("Effect {effect}, work {effort}", { effect: axisInWords(effect, figure, say), effort: axisInWords(effort, figure, say) });
}

/** @param {GridRow} row @param {number} at @param {string} text @param {Say} say @param {(number: number) => string} figure */
function gridLine(row, at, text, say, figure) {
  return element("li", { class: "kit-grid-line", "data-card": row.card },
    element("span", { class: "kit-grid-number" }, at + 1),
    element("span", { class: "kit-grid-words" }, text,
      row.quick_win && element("strong", { class: "kit-quick-win" }, say("Great effect, little work")),
      element("span", { class: "kit-bar-detail" }, placeInWords(row, say, figure))));
}

/** @param {GridRow[]} rows @param {(id: string) => string} said @param {Say} say @param {(number: number) => string} figure */
function gridTable(rows, said, say, figure) {
  const counts = (/** @type {Axis | null} */ axis) => axis?.counts?.join(" · ") ?? say("not shown");
  const heads = [say("Idea"), say("People"), say("Effect"), say("Effect 1–5, people"), say("Work"), say("Work 1–5, people")];
  const lines = rows.map((row) => [said(row.card), row.n ?? say("not shown"), axisInWords(row.effect, figure, say), counts(row.effect), axisInWords(row.effort, figure, say), counts(row.effort)]);
  return table(say("Effect and work of each idea: the middle answer, and between which values half of the answers lie"), heads, lines, say);
}
