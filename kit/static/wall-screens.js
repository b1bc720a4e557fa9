// @ts-check
/**
 * What the wall shows of a workshop's work, divided into screens that can be read from the last row.
 *
 * The console counts the screens in the same way as the wall does, so that both mean the same one:
 * by how many lines the words take at most, not by what is drawn.
 *
 * @typedef {"cards" | "points" | "grid" | "plan" | "earlier"} Work
 * @typedef {{board?: any, weighing?: any, plan?: any}} Content
 * @typedef {number[][]} Screens  which of the things stand on each screen, by their place in the list
 */

import { cardText, openCards } from "./cards.js";

/**
 * How the words of a thing are set: letters that fit on a line, lines on a screen or in a column, at
 * least so many lines, and what stands under or between in parts of a line.
 */
const CARD = { letters: 34, room: 13.5, least: 1, beside: 0.85 };
const BAR = { letters: 36, room: 13, least: 2, beside: 0.4 };
const PLACE = { letters: 42, room: 12, least: 1, beside: 1.4 };
const ACTION = { letters: 60, room: 14, least: 1, beside: 1 };
const COLUMNS = 2;
/** Facts of an action that stand beside each other, and the letters that fit on a line of one. */
const FACTS = { beside: 2, letters: 40 };

/** Return what a step has to show, or null. @param {{kind: string} | null} step @param {string[]} shown @returns {Work | null} */
export function workAt(step, shown) {
  const has = (/** @type {string} */ part) => shown.includes(part);
  if (step?.kind === "sort") return has("ideas") ? "cards" : null;
  if (step?.kind === "points") return has("points") ? "points" : null;
  if (step?.kind === "grid") return has("grid") ? "grid" : null;
  if (step?.kind === "plan") return has("plan") ? "plan" : null;
  return step?.kind === "review" ? "earlier" : null;
}

/**
 * Fetch what a screen needs.
 * @param {import("./collector.js").Collector} collector @param {Work} work
 * @returns {Promise<Content>}
 */
export async function fetchWork(collector, work) {
  const get = (/** @type {string} */ part) => collector.get(collector.path(part));
  if (work === "plan" || work === "earlier") return { plan: await get("plan") };
  if (work === "cards") return { board: await get("board") };
  const [board, weighing] = await Promise.all([get("board"), get("weighing")]);
  return { board, weighing };
}

/** Divide what is shown into screens; one empty screen where there is nothing. @param {Work} work @param {Content} content @returns {Screens} */
export function screensFor(work, content) {
  if (work === "cards") return besides(packed(openCards(content.board).map((card) => linesOf(cardText(card), CARD)), CARD.room));
  if (work === "plan") return packed((content.plan?.plan.actions ?? []).map(actionLines), ACTION.room);
  if (work === "earlier") return packed((content.plan?.plan.earlier ?? []).map(actionLines), ACTION.room);
  const result = content.weighing?.[work];
  const text = new Map(openCards(content.board).map((card) => [card.id, cardText(card)]));
  const how = work === "points" ? BAR : PLACE;
  const rows = result?.few ? [] : (result?.cards ?? []);
  return packed(rows.map((/** @type {{card: string}} */ { card }) => linesOf(text.get(card) ?? "", how)), how.room);
}

/** Return how many lines a text takes, with what stands under it. @param {string} text @param {{letters: number, least: number, beside: number}} how */
const linesOf = (text, { letters, least, beside }) => Math.max(least, Math.ceil(text.length / letters)) + beside;

/** @param {any} action */
function actionLines({ text, owner, due, first_step: first, sign, goal, competences, why, learned, mark }) {
  const facts = [owner, due, first, sign, goal, competences?.length && "x".repeat(40 * competences.length), why, learned].filter(Boolean);
  const tall = facts.map((fact) => 1 + Math.ceil(String(fact).length / FACTS.letters));
  // A row is as high as the higher of the two in it.
  const rows = tall.reduce((sum, lines, place) => (place % FACTS.beside ? sum : sum + Math.max(lines, tall[place + 1] ?? 0)), 0);
  return linesOf(text, ACTION) + rows + (mark && mark !== "planned" ? 1 : 0);
}

/** Put things after each other into rooms of a size; a thing that is larger has one of its own. @param {number[]} sizes @param {number} room @returns {Screens} */
export function packed(sizes, room) {
  /** @type {Screens} */
  const screens = [[]];
  let left = room;
  sizes.forEach((size, place) => {
    const isFull = size > left && /** @type {number[]} */ (screens.at(-1)).length > 0;
    if (isFull) screens.push([]);
    left = (isFull ? room : left) - size;
    /** @type {number[]} */ (screens.at(-1)).push(place);
  });
  return screens;
}

/** Put columns beside each other. @param {Screens} columns @returns {Screens} */
function besides(columns) {
  return Array.from({ length: Math.ceil(columns.length / COLUMNS) }, (_, at) => columns.slice(COLUMNS * at, COLUMNS * (at + 1)).flat());
}
