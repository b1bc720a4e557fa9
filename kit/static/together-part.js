// @ts-check
/**
 * What the parts of a participant's workshop page have in common.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Desk  the window, as its parts see it
 * @property {Say} say
 * @property {string} language
 * @property {import("./together.js").State} state
 * @property {import("./together.js").Callbacks} callbacks
 * @property {any} view  the questionnaire's
 * @property {import("./script.js").Step | null} step
 * @property {string} prefix  of ids
 * @property {(text: any) => string} tell
 * @property {(words: string) => void} announce
 * @property {(place: number) => void} look  shows another step
 * @property {import("./draft.js").DraftStore} draft
 * @property {import("./contribution.js").ContributionStore} contribution
 * @property {import("./sync.js").Sync} sync  of the contribution
 * @property {import("./together-things.js").Things} things  what the room has
 * @property {import("./collector.js").Collector} collector
 * @property {any} now  how the round stands
 * @property {import("./script.js").Script | null} script
 * @property {import("./following.js").Following} following
 * @typedef {{node: HTMLElement, refresh: () => void, destroy: () => void}} Part
 */

import { paragraphs, wordsOf } from "./script.js";
import { element } from "./words.js";

const nothing = () => undefined;

/** A part that only stands there. @param {HTMLElement} node @returns {Part} */
export const still = (node) => ({ node, refresh: nothing, destroy: nothing });

/**
 * A step: its name, its words to the room, and what there is to do.
 * @param {Desk} desk @param {import("./script.js").Step} step @param {...(Part | Node | null | false)} parts
 * @returns {Part}
 */
export function stepPart(desk, step, ...parts) {
  const { language, prefix } = desk;
  const all = parts.filter((part) => part !== null && part !== false);
  const own = /** @type {Part[]} */ (all.filter((part) => !(part instanceof Node)));
  const heading = element("h2", { id: `${prefix}title`, tabindex: -1, "data-lead": "" }, wordsOf(step.title, language));
  const words = paragraphs(wordsOf(step.room, language)).map((text) => element("p", { class: "kit-lead" }, text));
  const node = element("section", { class: "kit-together-step", "aria-labelledby": heading.id, "data-kind": step.kind },
    heading, ...words, ...all.map((part) => (part instanceof Node ? part : part.node)));
  return {
    node,
    refresh: () => own.forEach((part) => part.refresh()),
    destroy: () => own.forEach((part) => part.destroy()),
  };
}

/**
 * A part that is drawn anew whenever what it is drawn from changes. Whoever has the focus in it
 * keeps it, as far as what has it is still there.
 * @param {string} tag @param {Record<string, any>} properties
 * @param {() => any} facts  what it is drawn from
 * @param {(node: HTMLElement) => (void | {destroy: () => void})} draw  fills the empty node
 * @returns {Part}
 */
export function drawnFrom(tag, properties, facts, draw) {
  const node = element(tag, properties);
  let shown = "";
  /** @type {void | {destroy: () => void}} */
  let drawing;
  const clear = () => {
    if (drawing) drawing.destroy();
    node.replaceChildren();
  };
  return {
    node,
    refresh() {
      const told = JSON.stringify(facts());
      if (told === shown) return;
      shown = told;
      const focused = node.contains(document.activeElement) ? document.activeElement?.id : "";
      clear();
      drawing = draw(node);
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    },
    destroy: clear,
  };
}

/** Return an address that stays in the round. @param {string} page */
export const inRound = (page) => `${page}${location.search}`;
