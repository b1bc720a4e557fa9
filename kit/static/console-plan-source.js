// @ts-check
/**
 * Where actions come from: the ideas that the room has chosen, with how it weighed them.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{card: string, total: number}} Points
 * @typedef {{card: string, effect: {median: number} | null, effort: {median: number} | null, quick_win: boolean}} Placed
 * @typedef {{points: {cards: Points[]} | null, grid: {cards: Placed[]} | null}} Weighing
 */

import { cardText } from "./cards.js";
import { button } from "./press.js";
import { element } from "./words.js";

/**
 * Return the ideas that may become actions: the chosen ones; where none is chosen, all that are shown.
 * What the room sees as much gain for little work comes first, then what got most points.
 * @param {Card[]} cards
 * @param {Weighing | null} weighing
 * @param {(string | null | undefined)[]} taken  cards that are actions already
 */
export function candidates(cards, weighing, taken) {
  const shown = cards.filter(({ hidden }) => !hidden);
  const chosen = shown.filter((card) => card.chosen);
  const rest = (chosen.length ? chosen : shown).filter(({ id }) => !taken.includes(id));
  const rows = rest.map((card) => ({
    card,
    points: weighing?.points?.cards?.find((one) => one.card === card.id) ?? null,
    placed: weighing?.grid?.cards?.find((one) => one.card === card.id) ?? null,
  }));
  const worth = (/** @type {typeof rows[0]} */ { points, placed }) => (placed?.quick_win ? 1_000_000 : 0) + (points?.total ?? 0);
  return rows.map((row, place) => ({ row, place })).sort((a, b) => worth(b.row) - worth(a.row) || a.place - b.place).map(({ row }) => row);
}

/**
 * @param {{say: Say, language: string, make: (card: Card) => void}} wish
 */
export function sourceList({ say, language, make }) {
  const list = element("ul", { class: "kit-plan-cards", role: "list" });
  const heading = element("h3", { tabindex: -1 }, say("From the ideas"));
  const node = element("div", { class: "kit-plan-source", hidden: true }, heading,
    element("p", { class: "kit-help" }, say("The ideas that you have chosen and that are not in the plan yet.")), list);
  let drawn = "";
  return {
    node, heading,
    /** @param {ReturnType<typeof candidates>} rows */
    refresh(rows) {
      const key = JSON.stringify(rows);
      node.hidden = rows.length === 0;
      if (key === drawn) return;
      drawn = key;
      list.replaceChildren(...rows.map((row) => line(row, say, language, make)));
    },
  };
}

/** @param {ReturnType<typeof candidates>[0]} row @param {Say} say @param {string} language @param {(card: Card) => void} make */
function line({ card, points, placed }, say, language, make) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const words = [
    points && (points.total === 1 ? say("1 point") : say("{count} points", { count: points.total })),
    placed?.effect && placed.effort && say("Effect {effect}, work {effort}", {
      effect: number.format(placed.effect.median), effort: number.format(placed.effort.median),
    }),
  ].filter(Boolean).join(" · ");
  const id = `kit-plan-card-${card.id}`;
  return element("li", { "data-card": card.id },
    element("div", { id }, element("strong", {}, cardText(card)),
      placed?.quick_win && element("span", { class: "kit-plan-quick" }, say("Great effect, little work")),
      words && element("span", { class: "kit-help" }, words)),
    button(say("Make it an action"), () => make(card), "kit-button-quiet", { "aria-describedby": id }));
}
