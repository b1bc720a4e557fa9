// @ts-check
/**
 * Spreading points over the room's ideas, in silence: everybody's own until the result is shown.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{node: HTMLElement, refresh: () => void}} Row
 */

import { cardText, openCards } from "./cards.js";
import { give, pointsOf, spent } from "./contribution-record.js";
import { button } from "./press.js";
import { isShown, notYet } from "./together-board.js";
import { drawnFrom } from "./together-part.js";
import { doneWays, isDone, lateBanner, resultOf } from "./together-vote.js";
import { drawPoints } from "./weighing-view.js";
import { element } from "./words.js";

const VOTE = "points";
/** What a workshop gives where its script says nothing. */
const USUAL = 10;

/** @param {Desk} desk */
const totalOf = ({ script }) => script?.limits?.points ?? USUAL;

/** @param {Desk} desk @returns {Part} */
export function pointsPart(desk) {
  const { say } = desk;
  /** @type {Row | null} */
  let voting = null;
  const cards = () => (isShown(desk, "ideas") ? openCards(desk.things.read("board")) : []);
  // Two devices of a person may each have spread all points: such a vote is not finished.
  const isFinished = () => isDone(desk, VOTE) && spent(desk.contribution.response, cards()) <= totalOf(desk);
  const facts = () => [isShown(desk, "ideas"), cards().map((card) => [card.id, card.ideas, cardText(card)]), isFinished(), resultOf(desk, VOTE), desk.sync.standing.late];
  const part = drawnFrom("div", { class: "kit-together-points" }, facts, (node) => {
    voting = null;
    const result = resultOf(desk, VOTE);
    if (result) return shown(desk, node, cards(), result);
    if (isShown(desk, VOTE)) return void node.append(notYet(say("Fetching the result …")));
    if (!isShown(desk, "ideas")) return void node.append(notYet(say("The ideas are shown here when everybody has had time to write.")));
    if (!desk.things.read("board")) return void node.append(notYet(say("Fetching the ideas …")));
    if (cards().length === 0) return void node.append(notYet(say("There are no ideas to weigh.")));
    if (isFinished()) return void node.append(...finished(desk, cards()));
    voting = spreading(desk, cards());
    node.append(voting.node);
  });
  return { ...part, refresh: () => (part.refresh(), voting?.refresh()) };
}

/** @param {Desk} desk @param {HTMLElement} node @param {Card[]} cards @param {any} result */
function shown(desk, node, cards, result) {
  const { say, language } = desk;
  node.append(...lateBanner(desk, VOTE));
  const drawing = drawPoints(node, { cards, result, say, language });
  node.append(ownPoints(desk, cards));
  return drawing;
}

/** @param {Desk} desk @param {Card[]} cards @returns {HTMLElement[]} */
function finished(desk, cards) {
  const { say } = desk;
  return [
    ...doneWays(desk, VOTE, { done: say("Your points are in. The result is shown when everybody has had time."), again: say("Change my points") }),
    ownPoints(desk, cards),
  ];
}

/** @param {Desk} desk @param {Card[]} cards */
function ownPoints({ say, contribution }, cards) {
  const given = cards.map((card) => ({ card, points: pointsOf(contribution.response, card) })).filter(({ points }) => points > 0);
  const lines = given.map(({ card, points }) => element("li", {}, element("strong", {}, points === 1 ? say("1 point") : say("{count} points", { count: points })), " ", cardText(card)));
  return element("section", { class: "kit-card" }, element("h3", {}, say("Your own points")),
    lines.length > 0 ? element("ul", {}, ...lines) : element("p", {}, say("You have given no points.")),
    element("p", { class: "kit-help" }, say("Only you can see this.")));
}

/** @param {Desk} desk @param {Card[]} cards @returns {Row} */
function spreading(desk, cards) {
  const { say, contribution } = desk;
  const total = totalOf(desk);
  const rest = () => total - spent(contribution.response, cards);
  const sum = element("p", { class: "kit-together-sum", role: "status" });
  const rows = cards.map((card, at) => stepper(desk, card, at, { rest, put: (number) => contribution.update((given) => give(given, cards, card, number)) }));
  const node = element("div", {},
    element("p", {}, say("Put your points on one idea, or spread them. Nobody sees how you in particular give them.")), sum,
    element("ul", { class: "kit-ideas kit-votes", role: "list" }, ...rows.map((row) => row.node)),
    ...doneWays(desk, VOTE, { finish: say("I am done"), check: () => rest() >= 0 }));
  const refresh = () => {
    const left = rest();
    const words = left < 0 ? say("You have given {over} points too many. Take some away.", { over: -left }) : say("Points left: {rest} of {total}", { rest: left, total });
    if (sum.textContent !== words) sum.textContent = words;
    sum.classList.toggle("kit-keep-warn", left < 0);
    for (const row of rows) row.refresh();
  };
  refresh();
  return { node, refresh };
}

/**
 * An idea with a number beside it, to be pressed up and down or written.
 * @param {Desk} desk @param {Card} card @param {number} at @param {{rest: () => number, put: (number: number) => void}} means @returns {Row}
 */
function stepper({ say, prefix, contribution, announce }, card, at, { rest, put }) {
  const text = cardText(card);
  const words = element("p", { class: "kit-idea-words", id: `${prefix}card${at}` }, text);
  const mine = () => pointsOf(contribution.response, card);
  const most = () => Math.max(0, mine() + rest());
  const set = (/** @type {number} */ number) => {
    const fits = Math.min(Math.max(0, number), Math.max(most(), Math.min(number, mine())));
    if (fits !== mine()) put(fits);
    if (number > fits) announce(say("There are no more points to give."));
    return fits;
  };
  const step = (/** @type {number} */ by) => () => void set(mine() + by);
  const less = button("−", step(-1), "kit-button-quiet kit-step", { "aria-label": say("One point less: {text}", { text }) });
  const more = button("+", step(1), "kit-button-quiet kit-step", { "aria-label": say("One point more: {text}", { text }) });
  const box = element("input", { type: "number", id: `${prefix}points${at}`, min: 0, inputmode: "numeric", "aria-label": say("Points to: {text}", { text }) });
  box.addEventListener("input", () => {
    const number = Math.trunc(Number(box.value));
    const fits = set(Number.isFinite(number) ? number : 0);
    if (box.value !== "" && String(fits) !== box.value) box.value = String(fits);
  });
  box.addEventListener("blur", () => (box.value = String(mine())));
  const refresh = () => {
    if (document.activeElement !== box || (box.value !== "" && Number(box.value) !== mine())) box.value = String(mine());
    box.max = String(most());
    less.setAttribute("aria-disabled", String(mine() === 0));
    more.setAttribute("aria-disabled", String(rest() <= 0));
  };
  const node = element("li", { class: "kit-card kit-vote", "data-card": card.id }, words, element("div", { class: "kit-stepper" }, less, box, more));
  return { node, refresh };
}
