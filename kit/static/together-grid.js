// @ts-check
/**
 * Placing the chosen ideas by effect and work, each on five steps: by radio buttons, or by pressing
 * in the picture that shows where they stand.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{node: HTMLElement, refresh: () => void}} Row
 */

import { cardText, chosenCards } from "./cards.js";
import { STEPS, place, placingOf } from "./contribution-record.js";
import { button } from "./press.js";
import { isShown, notYet } from "./together-board.js";
import { ownField } from "./together-field.js";
import { drawnFrom } from "./together-part.js";
import { doneWays, isDone, lateBanner, resultOf } from "./together-vote.js";
import { drawGrid } from "./weighing-view.js";
import { element, msgid } from "./words.js";

const VOTE = "grid";
const SIDES = {
  effect: { name: msgid("Effect"), low: msgid("little effect"), high: msgid("great effect") },
  effort: { name: msgid("Work"), low: msgid("little work"), high: msgid("much work") },
};

/** @param {Desk} desk @returns {Part} */
export function gridPart(desk) {
  const { say, language } = desk;
  /** @type {Row | null} */
  let placing = null;
  const cards = () => (isShown(desk, "ideas") ? chosenCards(desk.things.read("board")) : []);
  const facts = () => [cards().map((card) => [card.id, card.ideas, cardText(card)]), isDone(desk, VOTE), resultOf(desk, VOTE), isShown(desk, VOTE), desk.sync.standing.late];
  const part = drawnFrom("div", { class: "kit-together-grid" }, facts, (node) => {
    placing = null;
    const result = resultOf(desk, VOTE);
    if (result) {
      node.append(...lateBanner(desk, VOTE));
      return drawGrid(node, { cards: cards(), result, say, language });
    }
    if (isShown(desk, VOTE)) return void node.append(notYet(say("Fetching the result …")));
    if (cards().length === 0) return void node.append(notYet(say("Soon the ideas that go on are shown here.")));
    if (isDone(desk, VOTE)) return void node.append(...finished(desk, cards()));
    placing = placingPart(desk, cards());
    node.append(placing.node);
  });
  return { ...part, refresh: () => (part.refresh(), placing?.refresh()) };
}

/** @param {Desk} desk @param {Card[]} cards @returns {HTMLElement[]} */
function finished(desk, cards) {
  const { say, contribution } = desk;
  const own = ownField(desk, cards, null);
  own.refresh();
  const lines = cards.map((card) => {
    const { effect, effort } = placingOf(contribution.response, card);
    const where = effect === null && effort === null ? say("not placed") : say("Effect {effect}, work {effort}", { effect: effect ?? "–", effort: effort ?? "–" });
    return element("li", {}, cardText(card), element("span", { class: "kit-bar-detail" }, ` · ${where}`));
  });
  return [
    ...doneWays(desk, VOTE, { done: say("Your places are in. The result is shown when everybody has had time."), again: say("Change my places") }),
    element("section", { class: "kit-card" }, element("h3", {}, say("Your own places")), own.node,
      element("ol", {}, ...lines), element("p", { class: "kit-help" }, say("Only you can see this."))),
  ];
}

/** @param {Desk} desk @param {Card[]} cards @returns {Row} */
function placingPart(desk, cards) {
  const { say, contribution } = desk;
  const count = element("p", { class: "kit-together-sum", role: "status" });
  const rows = cards.map((card, at) => placer(desk, card, at, () => picture.choose(at)));
  const picture = ownField(desk, cards, (at, where) => contribution.update((given) => place(given, cards[at], where)));
  const node = element("div", {},
    element("p", {}, say("How great is the effect of each idea, and how much work does it take? Place them as you see it. Nobody sees how you in particular place them.")),
    count, picture.node,
    element("ol", { class: "kit-ideas kit-votes", role: "list" }, ...rows.map((row) => row.node)),
    ...doneWays(desk, VOTE, { finish: say("I am done") }));
  const refresh = () => {
    const whole = cards.filter((card) => {
      const { effect, effort } = placingOf(contribution.response, card);
      return effect !== null && effort !== null;
    });
    const words = say("Placed: {count} of {total}", { count: whole.length, total: cards.length });
    if (count.textContent !== words) count.textContent = words;
    picture.refresh();
    for (const row of rows) row.refresh();
  };
  refresh();
  return { node, refresh };
}

/** An idea with its two rows of steps. @param {Desk} desk @param {Card} card @param {number} at @param {() => void} touched @returns {Row} */
function placer(desk, card, at, touched) {
  const { say, prefix, contribution } = desk;
  const heading = element("h3", { id: `${prefix}card${at}`, class: "kit-idea-words" }, element("span", { class: "kit-grid-number" }, at + 1), element("span", {}, cardText(card)));
  const put = (/** @type {object} */ where) => contribution.update((given) => place(given, card, where));
  const effect = scale(desk, `${prefix}effect${at}`, "effect", put);
  const effort = scale(desk, `${prefix}effort${at}`, "effort", put);
  const off = button(say("Take it off the grid"), () => {
    put({ effect: null, effort: null });
    effect.focus();
  }, "kit-button-link", { "aria-describedby": heading.id });
  const group = element("div", { class: "kit-card kit-vote", role: "group", "aria-labelledby": heading.id, onfocusin: touched }, heading, effect.node, effort.node, off);
  const refresh = () => {
    const where = placingOf(contribution.response, card);
    effect.set(where.effect);
    effort.set(where.effort);
    off.hidden = where.effect === null && where.effort === null;
  };
  return { node: element("li", { "data-card": card.id }, group), refresh };
}

/** @param {Desk} desk @param {string} name @param {"effect" | "effort"} side @param {(where: object) => void} put */
function scale({ say }, name, side, put) {
  const words = SIDES[side];
  const ends = [say(words.low), say(words.high)];
  const inputs = Array.from({ length: STEPS }, (_, n) => element("input", { type: "radio", name, id: `${name}-${n + 1}`, value: n + 1, onchange: () => put({ [side]: n + 1 }) }));
  const points = inputs.map((input, n) => {
    const end = n === 0 ? ends[0] : n === STEPS - 1 ? ends[1] : "";
    return element("label", { class: "kit-square-point" }, input, element("span", { class: "kit-square-mark" }, n + 1), end && element("span", { class: "kit-hidden" }, ` ${end}`));
  });
  const node = element("fieldset", { class: "kit-square-scale" }, element("legend", {}, say(words.name)),
    element("div", { class: "kit-square-row" }, ...points),
    element("div", { class: "kit-square-ends", "aria-hidden": "true" }, ...ends.map((end) => element("span", {}, end))));
  return {
    node,
    focus: () => inputs[0].focus(),
    set: (/** @type {number | null} */ value) => inputs.forEach((input, n) => void (input.checked = n + 1 === value)),
  };
}
