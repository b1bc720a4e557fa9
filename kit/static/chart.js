// @ts-check
/**
 * A chart with what belongs to it: a sentence, a legend in words, the picture, and a table.
 *
 * The picture is drawn by the kit's own copy of Vega, fetched when the first chart is drawn. When it
 * cannot be had the table opens in its place: sentence and table say everything.
 *
 * @typedef {{left: number, right: number, top: number, bottom: number}} Sides
 * @typedef {Record<string, any> & {width: number, height: number, padding: Sides}} Spec
 * @typedef {{caption: string, open: string, head: string[], rows: string[][]}} Table
 * @typedef {{spec: Spec, wide?: Spec, large?: Spec[], sentence: string, legend?: {mark: string, text: string}[], table: Table, note?: string}} Chart
 * @typedef {{drawn: Promise<void>, destroy: () => void}} Drawing  drawn: when the picture stands
 */

import { element } from "./words.js";

/** Widths that differ by less, in pixels, are not worth another drawing (a scroll bar is more). */
const SLACK = 8;

/** How Vega writes numbers, by language; English is what it knows by itself. */
const NUMBERS = { sv: { decimal: ",", thousands: "\u00a0", grouping: [3], currency: ["", "\u00a0kr"] } };

/** @type {Promise<{embed: Function}> | undefined} */
let vega;

/**
 * Draw a chart into `el`, and again when the room for it changes.
 * @param {HTMLElement} el
 * @param {Chart} chart
 * @param {{language?: string, width?: number, large?: Spec}} [options] width: one of its own for a
 *   page not shown; large: the form for a projector, which the style sheet scales to its room
 * @returns {Drawing}
 */
export function draw(el, chart, { language = "sv", width, large } = {}) {
  const picture = element("div", { class: large ? "kit-chart-picture kit-chart-large" : "kit-chart-picture" });
  const room = large?.width ?? width;
  if (!large) picture.style.minBlockSize = `${heightOf(formFor(chart, width ?? el.clientWidth))}px`;
  el.append(
    element(
      "figure",
      { class: "kit-chart" },
      element("p", { class: "kit-chart-sentence" }, chart.sentence),
      legend(chart.legend ?? []),
      picture,
      chart.note && element("p", { class: "kit-chart-note" }, chart.note),
      tableOf(chart.table),
    ),
  );
  if (room) return still(paint(picture, chart, room, language, large));
  return follow(picture, chart, language);
}

/** A drawing that never changes. @param {Promise<() => void>} painted @returns {Drawing} */
function still(painted) {
  return { drawn: painted.then(() => {}), destroy: () => void painted.then((finalize) => finalize()) };
}

/**
 * Choose the form that fits a width: the wide one from the width that it is laid out for.
 * @param {Chart} chart
 * @param {number} width
 */
export function formFor(chart, width) {
  const { wide } = chart;
  return wide && width >= wide.width + sides(wide) ? wide : chart.spec;
}

/**
 * Fit a specification into a width, margins included.
 * @param {Spec} spec
 * @param {number} width
 * @returns {Spec}
 */
export function fitted(spec, width) {
  return { ...spec, width: Math.max(width - sides(spec), 1) };
}

/** @param {Spec} spec */
function sides({ padding }) {
  return padding.left + padding.right;
}

/** @param {Spec} spec */
function heightOf({ height, padding }) {
  return height + padding.top + padding.bottom;
}

/**
 * Draw now and whenever the width has changed.
 * @param {HTMLElement} picture
 * @param {Chart} chart
 * @param {string} language
 * @returns {Drawing}
 */
function follow(picture, chart, language) {
  let last = 0;
  let finalize = () => {};
  let gone = false;
  /** @type {() => void} */
  let stands = () => {};
  const drawn = new Promise((resolve) => (stands = () => resolve(undefined)));

  const repaint = async () => {
    const width = picture.clientWidth;
    if (width === 0 || Math.abs(width - last) <= SLACK) return;
    last = width;
    const done = await paint(picture, chart, width, language);
    if (gone || width !== last) return done();
    finalize();
    finalize = done;
    stands();
  };
  const observer = new ResizeObserver(repaint);
  observer.observe(picture);
  const destroy = () => {
    gone = true;
    observer.disconnect();
    finalize();
    stands();
  };
  return { drawn, destroy };
}

/**
 * Draw once; resolves to what lets the drawing go.
 * @param {HTMLElement} picture
 * @param {Chart} chart
 * @param {number} width
 * @param {string} language
 * @param {Spec} [large]
 * @returns {Promise<() => void>}
 */
async function paint(picture, chart, width, language, large) {
  const spec = large ?? fitted(formFor(chart, width), width);
  const canvas = element("div", {});
  try {
    const { embed } = await (vega ??= import("./vega.js"));
    const { finalize } = await embed(canvas, spec, {
      mode: "vega-lite",
      renderer: "svg",
      ast: true,
      actions: false,
      defaultStyle: false,
      tooltip: false,
      formatLocale: NUMBERS[/** @type {keyof typeof NUMBERS} */ (language)],
    });
    label(canvas.querySelector("svg"), chart.sentence);
    picture.replaceChildren(canvas);
    picture.parentElement?.classList.remove("kit-chart-failed");
    if (!large) picture.style.minBlockSize = `${heightOf(spec)}px`;
    return finalize;
  } catch (error) {
    vega = undefined;
    picture.style.minBlockSize = "";
    tableInstead(picture);
    console.warn("The chart could not be drawn; its sentence and table stand beside it.", error);
    return () => {};
  }
}

/** Open the table of a picture that is not there. @param {HTMLElement} picture */
function tableInstead(picture) {
  const figure = picture.parentElement;
  figure?.classList.add("kit-chart-failed");
  figure?.querySelector("details")?.setAttribute("open", "");
}

/** @param {SVGElement | null} svg @param {string} sentence */
function label(svg, sentence) {
  // The picture is one thing with one name: Vega's own English names for its parts would be in the way.
  for (const part of svg?.querySelectorAll("[role]") ?? []) {
    for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
  }
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", sentence);
  svg?.setAttribute("focusable", "false");
}

/** Say what marks, shades and figures mean. @param {{mark: string, text: string}[]} entries */
export function legend(entries) {
  const lines = entries.map(({ mark, text }) =>
    element("li", {}, element("span", { class: `kit-mark kit-mark-${mark}`, "aria-hidden": "true" }), text),
  );
  return lines.length > 0 && element("ul", { class: "kit-legend" }, ...lines);
}

/** @param {Table} table */
function tableOf({ open, caption, head, rows }) {
  const headings = head.map((text) => element("th", { scope: "col" }, text));
  const lines = rows.map(([first, ...rest]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((text) => element("td", {}, text))),
  );
  const table = element(
    "table",
    {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...headings)),
    element("tbody", {}, ...lines),
  );
  const scroller = element("div", { class: "kit-table", tabindex: 0, role: "region", "aria-label": caption }, table);
  return element("details", { class: "kit-chart-table" }, element("summary", {}, open), scroller);
}
