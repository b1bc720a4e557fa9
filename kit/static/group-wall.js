// @ts-check
/**
 * A view of the group's result on the projector: one screen of it at a time, nothing to press.
 *
 * @typedef {import("./group-screens.js").Piece} Piece
 * @typedef {import("./group-screens.js").Screen} Screen
 * @typedef {import("./group-view.js").Group} Group
 * @typedef {import("./words.js").Say} Say
 * @typedef {{say: Say, language: string, goals: string[], screen: number}} Wish  screen: the first to show
 * @typedef {import("./chart.js").Drawing & {turn: (screen: number) => void, shown: () => number}} Wall
 */

import { draw, legend } from "./chart.js";
import { screensOf, within } from "./group-screens.js";
import { element } from "./words.js";

/** How tall a picture may be that has the whole width, with its words above it, in units of the large form. */
const SHORT = 420;

/**
 * Draw one screen of a group's first view into `el`; `turn` shows another one.
 * @param {HTMLElement} el
 * @param {Group} group
 * @param {Wish} wish
 * @returns {Wall}
 */
export function drawWall(el, group, { say, language, goals, screen }) {
  const [view] = group.views;
  const screens = view ? screensOf(view, goals) : [];
  let shown = -1;
  /** @type {import("./chart.js").Drawing[]} */
  let drawings = [];
  const clear = () => drawings.splice(0).forEach((drawing) => drawing.destroy());
  const turn = (/** @type {number} */ wished) => {
    const next = within(wished, screens.length);
    if (next === shown || screens.length === 0) return;
    shown = next;
    clear();
    const made = screenOf(view, screens[next], say, count(next));
    el.lang = language;
    el.replaceChildren(made.node);
    drawings = made.rooms.map(([room, piece]) => draw(room, piece.chart, { language: group.language, large: piece.spec }));
  };
  const count = (/** @type {number} */ place) => (screens.length > 1 ? say("{n} of {all}", { n: place + 1, all: screens.length }) : "");
  turn(screen);
  return {
    get drawn() {
      return Promise.all(drawings.map(({ drawn }) => drawn)).then(() => {});
    },
    turn,
    shown: () => shown,
    destroy: clear,
  };
}

/**
 * @param {import("./group-view.js").View} view @param {Screen} screen @param {Say} say @param {string} count
 * @returns {{node: HTMLElement, rooms: [HTMLElement, Piece][]}}
 */
function screenOf({ id, title }, { goals, pieces, units }, say, count) {
  const rooms = pieces.map((piece) => /** @type {[HTMLElement, Piece]} */ ([element("div", { class: "kit-group-wall", "data-chart": piece.chart.id }), piece]));
  for (const [room, { chart }] of rooms) if (chart.title !== title) room.append(element("h3", {}, chart.title));
  if (pieces.length === 1 && goals.length) rooms[0][0].append(goalList(goals, say));
  const head = element("div", { class: "kit-wall-title" }, element("h2", {}, title), element("p", { class: "kit-wall-count", role: "status" }, count));
  const isAlone = pieces.length === 1;
  const isShort = isAlone && units <= SHORT && goals.length === 0;
  const kinds = ["kit-group-view", isAlone && "kit-wall-alone", isShort && "kit-wall-short", isAlone && id !== "items" && "kit-wall-told"];
  const node = element("section", { class: kinds.filter(Boolean).join(" "), "data-view": id }, head,
    pieces.length === 0 && goalList(goals, say), ...rooms.map(([room]) => room), pieces.length > 0 && legend(pieces[0].chart.legend ?? []));
  node.style.setProperty("--units", String(units + 8 * pieces.length));
  return { node, rooms };
}

/** What the round is for, in words that whoever leads it has written. @param {string[]} goals @param {Say} say */
export function goalList(goals, say) {
  return element("div", { class: "kit-wall-goals" }, element("h3", {}, say("The goals")), element("ul", {}, ...goals.map((goal) => element("li", {}, goal))));
}
