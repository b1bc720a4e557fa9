// @ts-check
/**
 * The picture of a person's own places, five by five. Pressing in it places the idea that is chosen
 * above it; all that it does can be done by the radio buttons, too.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./cards.js").Card} Card
 */

import { cardText } from "./cards.js";
import { placingOf } from "./contribution-record.js";
import { button } from "./press.js";
import { beside, drawn, field, mark } from "./weighing-grid.js";
import { element } from "./words.js";

/**
 * @param {Desk} desk @param {Card[]} cards
 * @param {((at: number, where: {effect: number, effort: number}) => void) | null} put  null only shows
 */
export function ownField(desk, cards, put) {
  const { say, contribution, announce, prefix } = desk;
  const marks = drawn("g", { class: "kit-marks" });
  const room = field(say, marks);
  const caption = element("p", { class: "kit-field-now", id: `${prefix}field-now` });
  const where = (/** @type {Card} */ card) => placingOf(contribution.response, card);
  const isOpen = (/** @type {Card} */ card) => where(card).effect === null || where(card).effort === null;
  let chosen = Math.max(0, cards.findIndex(isOpen));
  const pickers = cards.map((card, at) => button(String(at + 1), () => choose(at), "kit-button-quiet kit-step", { "aria-label": say("Place in the picture: {text}", { text: cardText(card) }) }));

  /** @param {number} at */
  function choose(at) {
    chosen = at;
    refresh();
  }
  const press = (/** @type {Event} */ event) => {
    const square = /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest("[data-effect]"));
    if (!square || !put) return;
    const [effect, effort] = [Number(square.dataset.effect), Number(square.dataset.effort)];
    const at = chosen;
    put(at, { effect, effort });
    announce(say("Effect {effect}, work {effort}", { effect, effort }));
    const next = cards.findIndex(isOpen);
    if (next >= 0) choose(next);
  };
  function refresh() {
    /** @type {Map<string, number>} */
    const met = new Map();
    marks.replaceChildren(...cards.flatMap((card, at) => {
      const { effect, effort } = where(card);
      if (effect === null || effort === null) return [];
      const before = met.get(`${effect} ${effort}`) ?? 0;
      met.set(`${effect} ${effort}`, before + 1);
      const [x, y] = beside(before);
      return [mark(at + 1, effect, effort, { x, y, kind: put && at === chosen ? "kit-dot-chosen" : "" })];
    }));
    if (!put) return;
    caption.textContent = say("Press in the picture to place: {text}", { text: `${chosen + 1}. ${cardText(cards[chosen])}` });
    pickers.forEach((picker, at) => picker.setAttribute("aria-pressed", String(at === chosen)));
  }
  if (!put) return { node: room, refresh, choose };
  room.classList.add("kit-field-open");
  room.addEventListener("click", press);
  const node = element("div", { class: "kit-card kit-own-field" }, caption,
    element("div", { class: "kit-pickers", role: "group", "aria-label": say("Which idea the picture places") }, ...pickers), room,
    element("p", { class: "kit-help" }, say("You can also use the buttons below each idea, further down.")));
  return { node, refresh, choose };
}
