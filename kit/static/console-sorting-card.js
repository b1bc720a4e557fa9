// @ts-check
/**
 * One card of the facilitator's list of ideas: its words, its authors' own words, and what can be
 * done with it. What is being written in it stays, whatever is drawn around it.
 *
 * @typedef {import("./console-sorting-model.js").BoardCard} BoardCard
 * @typedef {object} Deeds
 * @property {(id: string, text: string) => Promise<boolean>} edit
 * @property {(id: string, hidden: boolean) => void} hide
 * @property {(id: string) => void} apart
 * @property {() => void} together  puts all marked cards together
 * @property {() => void} marked  hears that a mark was set or taken away
 */

import { aboutCard } from "./cards.js";
import { area } from "./console-fields.js";
import { LONGEST_IDEA, isEdited } from "./console-sorting-model.js";
import { button } from "./press.js";
import { element, told } from "./words.js";

/**
 * @param {import("./console-part.js").Desk} desk
 * @param {BoardCard} first
 * @param {Deeds} deeds
 */
export function sortingCard({ say, view, language }, first, deeds) {
  let card = first;
  const id = `kit-console-card-${first.id}`;
  const mark = element("input", { type: "checkbox", id: `${id}-mark`, onchange: deeds.marked });
  const words = element("span", { class: "kit-idea-text", id });
  const about = element("p", { class: "kit-help" });
  const own = element("ul");
  const owners = element("div", { class: "kit-idea-own" }, element("p", { class: "kit-help" }, say("In the authors' own words")), own);
  const room = element("div");
  const press = (/** @type {string} */ text, /** @type {() => void} */ act) => button(text, act, "kit-button-link", { "aria-describedby": id });
  const edit = press(say("Edit"), () => write(card.text));
  const hide = press("", () => deeds.hide(card.id, !card.hidden));
  const apart = press(say("Take apart"), () => deeds.apart(card.id));
  const together = button("", deeds.together, "kit-button-quiet kit-idea-together", { hidden: true });
  const state = element("span", { class: "kit-idea-state" });
  const node = element("li", { class: "kit-sorted", tabindex: -1, "data-card": first.id },
    element("label", { class: "kit-option" }, mark, words), state, about, owners, room,
    element("div", { class: "kit-actions" }, together, edit, hide, apart));

  /** @param {string} text */
  function write(text) {
    if (room.firstChild) return;
    const field = area(`idea-${card.id}`, { label: say("How the card is to read"), hint: say("The authors' own words stay beside it. Empty brings them back.") }, text, 2);
    field.node.querySelector("textarea")?.setAttribute("maxlength", String(LONGEST_IDEA));
    const close = () => (room.replaceChildren(), (edit.hidden = false), edit.focus());
    const save = async () => void ((await deeds.edit(card.id, field.value())) && close());
    const onsubmit = (/** @type {Event} */ event) => (event.preventDefault(), save());
    room.append(element("form", { class: "kit-idea-form", novalidate: true, onsubmit }, field.node,
      element("div", { class: "kit-actions" }, button(say("Save"), () => {}, "", { type: "submit" }), button(say("Cancel"), close, "kit-button-quiet"))));
    edit.hidden = true;
    field.focus();
  }

  return {
    node, mark,
    ideas: () => card.ideas,
    /** What is being written here and is not saved; null when nothing is. */
    written: () => room.querySelector("textarea")?.value ?? null,
    write,
    /** @param {BoardCard} next @param {number} marked  how many cards are marked */
    refresh(next, marked) {
      card = next;
      const others = card.originals.filter(({ text }) => text !== card.text || card.originals.length > 1);
      set(words, card.text);
      set(about, aboutCard({ area: card.area, competence: card.competence, goal: card.goal }, view, (text) => told(text, language)).join(" · "));
      about.hidden = !about.textContent;
      if (own.textContent !== others.map(({ text }) => text).join("")) own.replaceChildren(...others.map(({ text }) => element("li", {}, text)));
      owners.hidden = others.length === 0;
      set(hide, card.hidden ? say("Show") : say("Hide"));
      apart.hidden = card.ideas.length < 2;
      set(state, [card.hidden && say("Hidden: only you see it"), card.chosen && say("Goes on to the grid"), isEdited(card) && say("Edited")].filter(Boolean).join(" · "));
      state.hidden = !state.textContent;
      node.classList.toggle("kit-sorted-hidden", card.hidden);
      together.hidden = !(mark.checked && marked > 1);
      set(together, say("Put the {n} marked together", { n: marked }));
    },
  };
}

/** Touch the page only where something is new, so that nothing is read out twice. @param {HTMLElement} node @param {string} text */
function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
