// @ts-check
/**
 * All cards of the ideas, to put together, edit, hide and take apart.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-sorting-board.js").IdeaBoard} IdeaBoard
 * @typedef {ReturnType<typeof sortingCard>} Line
 */

import { sortingCard } from "./console-sorting-card.js";
import { apart, cardWith, edited, hiding, together } from "./console-sorting-model.js";
import { element } from "./words.js";

/**
 * @param {Desk} desk
 * @param {IdeaBoard} ideas
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function sortingList(desk, ideas, act) {
  const { say } = desk;
  /** @type {Map<string, Line>} */
  const lines = new Map();
  const node = element("ul", { class: "kit-sorting", role: "list" });
  const marked = () => [...lines].filter(([, { mark }]) => mark.checked).map(([id]) => id);

  const deeds = {
    edit: (/** @type {string} */ id, /** @type {string} */ text) => act(async () => (await ideas.change(edited(id, text)), say("The card is changed."))),
    hide: (/** @type {string} */ id, /** @type {boolean} */ hidden) =>
      void act(async () => (await ideas.change(hiding(id, hidden)), hidden ? say("The card is hidden. Nobody but you sees it.") : say("The card is shown again."))),
    apart: (/** @type {string} */ id) => void act(async () => (await ideas.change(apart(id)), say("The ideas stand alone again."))),
    together: () => void act(async () => {
      const ids = marked();
      await ideas.change(together(ids));
      ids.map((id) => lines.get(id)).forEach((line) => line && (line.mark.checked = false));
      draw();
      focus(ids);
      return say("The ideas are put together.");
    }),
    marked: () => draw(),
  };

  /** Go to the card that these have become. @param {string[]} ids */
  function focus(ids) {
    ids.map((id) => lines.get(id)?.node).find(Boolean)?.focus();
  }

  function draw() {
    const cards = ideas.board?.cards ?? [];
    const gone = [...lines].filter(([id]) => !cards.some((card) => card.id === id));
    const saved = gone.map(([, line]) => ({ ideas: line.ideas(), text: line.written() })).filter(({ text }) => text !== null);
    gone.forEach(([id, { node: line }]) => (line.remove(), lines.delete(id)));
    const active = /** @type {HTMLElement | null} */ (node.contains(document.activeElement) ? document.activeElement : null);
    cards.forEach((card, place) => {
      const line = lines.get(card.id) ?? sortingCard(desk, card, deeds);
      lines.set(card.id, line);
      if (node.children[place] !== line.node) node.insertBefore(line.node, node.children[place] ?? null);
    });
    const number = marked().length;
    cards.forEach((card) => lines.get(card.id)?.refresh(card, number));
    // What somebody was writing on a card that is gone goes on, on the card where its idea is now.
    for (const { ideas: [idea], text } of saved) lines.get(cardWith(cards, idea)?.id ?? "")?.write(text ?? "");
    if (active && document.activeElement !== active && active.isConnected) active.focus();
  }

  ideas.subscribe(draw);
  return { node };
}
