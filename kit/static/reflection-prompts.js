// @ts-check
/**
 * The prompts: one box of words each, saved at every change.
 *
 * @typedef {import("./reflection.js").Desk} Desk
 * @typedef {import("./reflection.js").Part} Part
 */

import { earlierNotes, noteText, writeNote } from "./reflection-kept.js";
import { element } from "./words.js";

/** Characters in one box: ten pages, and far from the size of a file that is too large. */
const MOST = 20_000;

/** @param {Desk} desk @returns {Part | null} */
export function prompts(desk) {
  const asked = desk.view.reflection;
  if (asked.length === 0) return null;
  const parts = asked.map((/** @type {any} */ prompt) => promptPart(desk, prompt));
  const node = element("section", { class: "kit-reflection-prompts" }, ...parts.map((/** @type {Part} */ part) => part.node));
  return { node, refresh: (source) => parts.forEach((/** @type {Part} */ part) => part.refresh(source)) };
}

/** @param {Desk} desk @param {any} prompt @returns {Part} */
function promptPart(desk, prompt) {
  const { say, store, tell, prefix } = desk;
  const id = `${prefix}${prompt.id}`;
  const full = element("p", { class: "kit-help", role: "status", id: `${id}-full` });
  const box = element("textarea", { id, rows: 4, maxlength: MOST, "aria-describedby": `${id}-full` });
  const show = () => {
    if (box.value !== noteText(store.value, prompt.id)) box.value = noteText(store.value, prompt.id);
    full.textContent = box.value.length >= MOST ? say("The box is full: it holds {most} characters.", { most: MOST }) : "";
  };
  box.addEventListener("input", () => {
    store.update((draft) => writeNote(draft, prompt.id, box.value, store.today()));
    show();
  });
  show();
  const label = element("label", { for: id, class: "kit-reflection-label" }, tell(prompt.text));
  const node = element("div", { class: "kit-card" }, label, box, full, ...earlier(desk, prompt.id));
  return { node, refresh: show };
}

/** @param {Desk} desk @param {string} prompt */
function earlier({ say, store, day }, prompt) {
  return earlierNotes(store.value, prompt).map((note) =>
    element("details", {},
      element("summary", {}, say("What you wrote {day}", { day: day(note.day) })),
      element("p", { class: "kit-own-words" }, note.text)));
}
