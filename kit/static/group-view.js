// @ts-check
/**
 * Place a group's pictures in the page: a sheet for each view, areas that open into competences and
 * those into statements, and each view to take along as a table or a picture.
 *
 * @typedef {import("./chart.js").Chart & {id: string, parent: string | null, title: string}} GroupChart
 * @typedef {{id: string, title: string, answers: string, hidden: string, charts: GroupChart[], csv: string}} View
 * @typedef {{language: string, title: string, standing: string[], colours: Record<string, string>, views: View[]}} Group
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Options
 * @property {Set<string>} [opened]  ids of areas and competences that stand open; kept up to date
 */

import { draw } from "./chart.js";
import { download } from "./file-bytes.js";
import { asPicture, asVector, fileNameOf } from "./group-export.js";
import { button } from "./press.js";
import { element, told } from "./words.js";

/** Views that open from another one, where both are shown. @type {Record<string, string>} */
const INSIDE = { competences: "areas", items: "competences" };

/**
 * Draw a group's result into `el`.
 * @param {HTMLElement} el
 * @param {Group} group
 * @param {any} questionnaire  its view, for the order and names of what opens
 * @param {Say} say
 * @param {Options} [options]
 * @returns {import("./chart.js").Drawing}
 */
export function drawGroup(el, group, questionnaire, say, options = {}) {
  const album = new Album(group, questionnaire, say, options);
  el.lang = group.language;
  el.append(...album.sheets());
  return {
    drawn: Promise.all(album.drawings.map(({ drawn }) => drawn)).then(() => {}),
    destroy: () => album.drawings.forEach((drawing) => drawing.destroy()),
  };
}

/**
 * Return the views that have a sheet of their own: the others open from within one of these.
 * @param {View[]} views
 */
export function ownSheets(views) {
  const there = new Set(views.map(({ id }) => id));
  return views.filter(({ id }) => !there.has(INSIDE[id]));
}

class Album {
  /** @type {import("./chart.js").Drawing[]} */
  drawings = [];

  /** @param {Group} group @param {any} questionnaire @param {Say} say @param {Options} options */
  constructor(group, questionnaire, say, { opened = new Set() }) {
    this.group = group;
    this.questionnaire = questionnaire;
    this.say = say;
    this.opened = opened;
    this.views = new Map(group.views.map((view) => [view.id, view]));
  }

  sheets() {
    const standing = this.group.standing.map((words, place) => element("p", { class: place ? "kit-help" : "kit-lead" }, words));
    return [...standing, ...ownSheets(this.group.views).map((view) => this.#sheet(view))];
  }

  /** @param {View} view */
  #sheet(view) {
    const [first] = view.charts;
    const whole = view.charts.length === 1 || view.id === "roles";
    const parts = view.charts.map((chart, place) => this.#part(view, chart, whole && place === 0));
    return element("section", { class: "kit-card kit-group-view", "data-view": view.id },
      element("h3", {}, view.title),
      element("p", { class: "kit-help" }, [view.answers, view.hidden].filter(Boolean).join(". ")),
      ...parts,
      first && this.#within(view),
      this.#takeAlong(view));
  }

  /** @param {View} view @param {GroupChart} chart @param {boolean} isMain  its heading is the view's own */
  #part(view, chart, isMain) {
    const room = element("div", { "data-chart": chart.id });
    this.#paint(room, chart);
    room.append(this.#save(view, chart));
    return element("div", {}, !isMain && element("h4", {}, chart.title), room);
  }

  /** What opens from a view: each area's competences, where they may be seen. @param {View} view */
  #within(view) {
    const inside = Object.keys(INSIDE).find((id) => INSIDE[id] === view.id && this.views.has(id));
    if (!inside) return null;
    const hint = view.id === "areas" ? this.say("Open an area to see its competences.") : this.say("Open a competence to see its statements.");
    return element("div", { class: "kit-areas" }, element("p", { class: "kit-help" }, hint), ...this.#boxes(inside));
  }

  /** @param {string} id  of the view inside @param {string[]} [only]  the parents to show */
  #boxes(id, only) {
    const view = /** @type {View} */ (this.views.get(id));
    const charts = view.charts.filter(({ parent }) => !only || (parent && only.includes(parent)));
    return charts.map((chart) => this.#box(view, chart));
  }

  /** A closed box with one chart; it is drawn when it is opened. @param {View} view @param {GroupChart} chart */
  #box(view, chart) {
    const room = element("div", { "data-chart": chart.id });
    let drawn = false;
    const show = () => {
      if (drawn) return;
      drawn = true;
      this.#paint(room, chart);
      room.append(this.#save(view, chart));
      if (view.id === "competences" && this.views.has("items")) room.append(...this.#boxes("items", this.#competencesIn(chart.parent)));
    };
    const follow = () => {
      if (box.open) show();
      if (box.open) this.opened.add(chart.id);
      else this.opened.delete(chart.id);
    };
    const box = element("details", { class: "kit-area", ontoggle: follow }, element("summary", {}, element("strong", {}, chart.title)), room);
    if (this.opened.has(chart.id)) {
      box.open = true;
      show();
    }
    return box;
  }

  /** @param {string | null} area */
  #competencesIn(area) {
    const found = this.questionnaire.areas.find((/** @type {any} */ one) => one.id === area);
    return (found?.competences ?? []).map((/** @type {any} */ one) => one.id);
  }

  /** @param {HTMLElement} room @param {GroupChart} chart */
  #paint(room, chart) {
    this.drawings.push(draw(room, chart, { language: this.group.language }));
  }

  /** @param {View} view @param {GroupChart} chart */
  #save(view, chart) {
    const { say, group } = this;
    const status = element("span", { class: "kit-help", role: "status" });
    const title = view.title === chart.title ? chart.title : `${view.title}: ${chart.title}`;
    const save = async (/** @type {"png" | "svg"} */ kind) => {
      const svg = status.closest("[data-chart]")?.querySelector("svg");
      if (!svg) return void (status.textContent = say("The picture is not there yet."));
      const name = fileNameOf([this.#subject(), title], kind);
      const vector = asVector(svg, { title, chart, group, credit: told(this.questionnaire.title, group.language) });
      try {
        download(name, kind === "svg" ? vector : await asPicture(vector), kind === "svg" ? "image/svg+xml" : "image/png");
        status.textContent = say("Your browser is saving {name}.", { name });
      } catch {
        status.textContent = say("This browser cannot make the picture. Save it as SVG instead.");
      }
    };
    const press = (/** @type {"png" | "svg"} */ kind) => {
      const made = button(kind.toUpperCase(), () => save(kind), "kit-button-link");
      made.setAttribute("aria-label", `${say("Save the picture:")} ${kind.toUpperCase()}, ${title}`);
      return made;
    };
    return element("div", { class: "kit-actions kit-group-save" }, element("span", {}, say("Save the picture:")), press("png"), press("svg"), status);
  }

  /** @param {View} view */
  #takeAlong(view) {
    const { say } = this;
    const status = element("span", { class: "kit-help", role: "status" });
    const save = () => {
      for (const one of [view, ...this.#insideOf(view.id)]) {
        const name = fileNameOf([this.#subject(), one.title], "csv");
        download(name, one.csv, "text/csv;charset=utf-8");
        status.textContent = say("Your browser is saving {name}.", { name });
      }
    };
    return element("div", { class: "kit-actions kit-group-take" }, button(say("Download the figures (CSV)"), save, "kit-button-quiet", { "aria-label": `${say("Download the figures (CSV)")}: ${view.title}` }), status);
  }

  /** @param {string} id @returns {View[]} */
  #insideOf(id) {
    const inside = Object.keys(INSIDE).find((one) => INSIDE[one] === id && this.views.has(one));
    return inside ? [/** @type {View} */ (this.views.get(inside)), ...this.#insideOf(inside)] : [];
  }

  #subject() {
    return this.questionnaire.id;
  }
}
