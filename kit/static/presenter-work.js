// @ts-check
/**
 * What the group has made, on the wall: its ideas, how it weighs them, its plan. One screen of it at
 * a time, nothing to press.
 *
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./wall-screens.js").Content} Content
 * @typedef {import("./wall-screens.js").Work} Work
 * @typedef {{say: import("./words.js").Say, language: string, state: any, collector: import("./collector.js").Collector}} Wall
 */

import { cardText, openCards } from "./cards.js";
import { within } from "./group-screens.js";
import { drawPlan } from "./plan-view.js";
import { turningKeys } from "./presenter-keys.js";
import { fetchWork, screensFor } from "./wall-screens.js";
import { drawGrid, drawPoints } from "./weighing-view.js";
import { element } from "./words.js";

/** How long to wait before what could not be had is asked for again, in milliseconds. */
const AGAIN = 4_000;
/** What is hidden on the screens where it does not stand, for each kind of work. @type {Record<Work, string>} */
const LINES = { cards: ".kit-wall-card", points: ".kit-bar-line", grid: ".kit-grid-line", plan: ".kit-plan-line", earlier: ".kit-plan-line" };

/** @param {Wall} wall @param {Work} work @param {HTMLElement} words  what stands here while there is nothing yet */
export function workWall(wall, work, words) {
  const { say, collector } = wall;
  const room = element("div", { class: "kit-wall-room" });
  const count = element("p", { class: "kit-wall-count", role: "status" });
  const node = element("div", { class: "kit-wall-work", "data-work": work }, room, count);
  /** @type {{destroy: () => void} | null} */
  let drawing = null;
  /** @type {number[][]} */
  let screens = [[]];
  let at = 0;
  let wished = 0;
  let key = "";
  let isGone = false;
  /** @type {any} */
  let later = null;

  const turn = (/** @type {number} */ next) => {
    at = within(next, screens.length);
    [...room.querySelectorAll(LINES[work])].forEach((line, place) => (/** @type {HTMLElement} */ (line).hidden = !screens[at].includes(place)));
    count.textContent = screens.length > 1 ? say("{n} of {all}", { n: at + 1, all: screens.length }) : "";
    room.dataset.screen = String(at);
  };
  const hush = turningKeys((step) => (turn(at + step), screens.length > 1));

  /** @param {Content} content */
  function draw(content) {
    drawing?.destroy();
    room.replaceChildren();
    screens = screensFor(work, content);
    const isEmpty = screens[0].length === 0 && !content.weighing;
    if (isEmpty) room.append(words);
    drawing = isEmpty ? null : DRAW[work](room, content, wall);
    turn(at);
    node.dataset.stage = "ready";
  }

  /** @param {string} wanted */
  async function look(wanted) {
    clearTimeout(later);
    try {
      const content = await fetchWork(collector, work);
      if (wanted === key && !isGone) draw(content);
    } catch {
      // What stands there stays; the head of the page says when the server is away.
      if (wanted === key && !isGone) later = setTimeout(() => look(wanted), AGAIN);
    }
  }

  return {
    node,
    /** @param {Now} now */
    refresh({ workshop, screen }) {
      // What was turned with the keys stays until whoever leads turns again.
      if (screen !== wished) turn(screen);
      wished = screen;
      const wanted = JSON.stringify([workshop?.board, workshop?.shown]);
      if (wanted === key) return;
      key = wanted;
      look(wanted);
    },
    destroy() {
      isGone = true;
      clearTimeout(later);
      hush();
      drawing?.destroy();
    },
  };
}

/** @type {Record<Work, (room: HTMLElement, content: Content, wall: Wall) => {destroy: () => void}>} */
const DRAW = {
  cards: drawCards,
  points: (room, content, wall) => weighed(room, content, wall, "points", drawPoints),
  grid: (room, content, wall) => weighed(room, content, wall, "grid", drawGrid),
  plan: (room, { plan }, wall) => planned(room, plan, wall, "actions"),
  earlier: (room, { plan }, wall) => planned(room, plan, wall, "earlier"),
};
/** A result that is not there yet. */
const NOTHING = { voters: null, few: true, cards: [] };
/** Letters of a sentence that has room above a picture; a longer one names what the picture shows anyway. */
const ABOVE = 170;

/** Leave the names out where they would take the room of the picture. @param {HTMLElement} room @param {{voters: number | null}} result @param {import("./words.js").Say} say */
function shortened(room, { voters }, say) {
  const words = room.querySelector(".kit-weighing-words");
  if (words && (words.textContent ?? "").length > ABOVE) words.textContent = voters === null ? "" : say("{count} people have weighed the ideas.", { count: voters });
}

/** @param {HTMLElement} room @param {Content} content @param {Wall} wall @param {"points" | "grid"} vote @param {typeof drawPoints | typeof drawGrid} paint */
function weighed(room, { board, weighing }, { say, language }, vote, paint) {
  const result = weighing[vote] ?? NOTHING;
  const drawing = paint(room, { cards: openCards(board), result, say, language, isWall: true });
  shortened(room, result, say);
  return drawing;
}

/** @param {HTMLElement} room @param {Content} content */
function drawCards(room, { board }) {
  room.append(element("ul", { class: "kit-wall-cards", role: "list" }, ...openCards(board).map((card) => element("li", { class: "kit-wall-card" }, cardText(card)))));
  return { destroy: () => room.replaceChildren() };
}

/** @param {HTMLElement} room @param {any} plan @param {Wall} wall @param {"actions" | "earlier"} part */
function planned(room, plan, { say, language, state }, part) {
  return drawPlan(room, { plan: plan.plan, view: state.questionnaire, say, language, gaps: null, part });
}
