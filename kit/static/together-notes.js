// @ts-check
/**
 * The person's own notes beside the box for ideas. They are private: only a line that the person
 * makes of one, and presses share on, goes anywhere.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {{id: string, text: string, words: string}} Note  words: the prompt's
 */

import { oneLine } from "./contribution-record.js";
import { button } from "./press.js";
import { noteText } from "./reflection-kept.js";
import { ideaBox } from "./together-idea.js";
import { drawnFrom } from "./together-part.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function notesPart(desk) {
  const { say, draft, view, tell, contribution } = desk;
  /** @type {Set<{refresh: () => void}>} */
  const boxes = new Set();
  const nameOf = (/** @type {Note} */ { id }) => `note:${id}`;
  /** @returns {Note[]} */
  const notes = () => view.reflection
    .map((/** @type {any} */ { id, text }) => ({ id, text: noteText(draft.value, id), words: tell(text) }))
    .filter((/** @type {Note} */ { text }) => text.trim());
  const open = () => notes().map(nameOf).filter((name) => contribution.lines[name]);
  const part = drawnFrom("div", {}, () => [notes(), open()], (node) => {
    boxes.clear();
    if (notes().length === 0) return;
    const wasOpen = open().length > 0;
    const lines = notes().map((note) => line(desk, note, nameOf(note), boxes));
    node.append(element("details", { class: "kit-together-notes", ...(wasOpen && { open: true }) },
      element("summary", {}, say("From your own notes ({count})", { count: lines.length })),
      element("p", { class: "kit-help" }, say("Your notes stay with you. Only a line that you share here becomes an idea, without your name.")),
      ...lines));
  });
  return { ...part, refresh: () => (part.refresh(), boxes.forEach((box) => box.refresh())) };
}

/** @param {Desk} desk @param {Note} note @param {string} name @param {Set<{refresh: () => void}>} boxes */
function line(desk, { id, text, words }, name, boxes) {
  const { say, contribution, announce, prefix } = desk;
  const start = () => ({ text: oneLine(text), about: "", goal: "" });
  const opener = () => document.getElementById(`${prefix}share-${id}`);
  const begin = () => {
    contribution.write(name, start());
    document.getElementById(`${prefix}idea-note-${id}`)?.focus();
  };
  const parts = () => {
    if (!contribution.lines[name]) return button(say("Make an idea of it"), begin, "kit-button-quiet", { id: `${prefix}share-${id}`, "aria-describedby": `${prefix}note-${id}` });
    const box = ideaBox(desk, {
      name, start, isShared: true, label: say("The line that everybody will see"), submit: say("Share as an idea"),
      done: (idea) => (opener()?.focus(), announce(say("Shared: {text}", { text: idea.text }))), cancel: () => opener()?.focus(),
    });
    boxes.add(box);
    return box.node;
  };
  return element("div", { class: "kit-card" }, element("p", { class: "kit-help" }, words),
    element("p", { class: "kit-own-words", id: `${prefix}note-${id}` }, text), parts());
}
