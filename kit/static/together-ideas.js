// @ts-check
/**
 * Proposing actions, in silence: a box for the next idea, and the own ones to change or take away.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 * @typedef {import("./contribution-record.js").Idea} Idea
 */

import { aboutCard } from "./cards.js";
import { MOST_IDEAS, putIdea, removeIdea } from "./contribution-record.js";
import { button } from "./press.js";
import { ideaBox, lineOf } from "./together-idea.js";
import { drawnFrom } from "./together-part.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function ideasPart(desk) {
  const { say, announce, contribution } = desk;
  const next = ideaBox(desk, {
    name: "", label: say("Your idea, in one line"), submit: say("Propose"),
    done: ({ text }) => (next.focus(), announce(say("Proposed: {text}", { text }))),
  });
  const own = owned(desk);
  const isFull = () => contribution.response.ideas.length >= MOST_IDEAS;
  const full = element("p", { class: "kit-banner" }, say("You have proposed as many ideas as there is room for. Take one away first."));
  const node = element("div", { class: "kit-together-ideas" },
    element("p", { class: "kit-help" }, say("Nobody sees whose an idea is. Leave out names. Write as many as you like, one at a time.")),
    full, next.node, own.node);
  return {
    node,
    refresh() {
      full.hidden = !isFull();
      next.node.hidden = isFull();
      next.refresh();
      own.refresh();
    },
    destroy: own.destroy,
  };
}

/** The own ideas. @param {Desk} desk @returns {Part} */
function owned(desk) {
  const { say, contribution, prefix } = desk;
  /** @type {Idea | null} */
  let removed = null;
  /** @type {Set<{refresh: () => void}>} */
  const boxes = new Set();
  const isOpen = (/** @type {Idea} */ { id }) => contribution.lines[id] !== undefined;
  const ideas = () => contribution.response.ideas;
  const facts = () => [ideas(), ideas().filter(isOpen).map(({ id }) => id), removed];
  const heading = element("h3", { tabindex: -1 });

  const drop = (/** @type {Idea} */ idea) => {
    removed = idea;
    contribution.update((given) => removeIdea(given, idea.id));
    list.refresh();
    document.getElementById(`${prefix}undo`)?.focus();
  };
  const undo = () => {
    const back = removed;
    removed = null;
    if (back) contribution.update((given) => void putIdea(given, back));
    list.refresh();
    heading.focus();
  };
  const list = drawnFrom("div", {}, facts, (node) => {
    boxes.clear();
    if (removed && ideas().some(({ id }) => id === removed?.id)) removed = null;
    heading.textContent = say("Your ideas ({count})", { count: ideas().length });
    if (ideas().length > 0) node.append(heading, element("ul", { class: "kit-ideas", role: "list" }, ...ideas().map((idea) => (isOpen(idea) ? editing(desk, idea, boxes) : line(desk, idea, drop)))));
    if (removed) node.append(gone(desk, removed, undo));
  });
  return { ...list, refresh: () => (list.refresh(), boxes.forEach((box) => box.refresh())) };
}

/** @param {Desk} desk @param {Idea} idea @param {(idea: Idea) => void} drop */
function line(desk, idea, drop) {
  const { say, view, tell, contribution, prefix } = desk;
  const about = [...aboutCard(idea, view, tell), idea.shared && say("from your own notes")].filter(Boolean);
  const open = () => {
    contribution.write(idea.id, lineOf(idea));
    document.getElementById(`${prefix}idea-${idea.id}`)?.focus();
  };
  return element("li", { class: "kit-card kit-idea" },
    element("p", { class: "kit-idea-words" }, idea.text),
    about.length > 0 && element("p", { class: "kit-help" }, about.join(" · ")),
    element("div", { class: "kit-actions" },
      button(say("Change"), open, "kit-button-link", { id: `${prefix}change-${idea.id}`, "aria-label": say("Change: {text}", { text: idea.text }) }),
      button(say("Remove"), () => drop(idea), "kit-button-link", { "aria-label": say("Remove: {text}", { text: idea.text }) })));
}

/** @param {Desk} desk @param {Idea} idea @param {Set<{refresh: () => void}>} boxes */
function editing(desk, idea, boxes) {
  const { say, announce, prefix } = desk;
  const back = () => document.getElementById(`${prefix}change-${idea.id}`)?.focus();
  const box = ideaBox(desk, {
    name: idea.id, id: idea.id, label: say("Change your idea"), submit: say("Save the change"), start: () => lineOf(idea),
    done: ({ text }) => (back(), announce(say("Changed: {text}", { text }))), cancel: back,
  });
  boxes.add(box);
  return element("li", { class: "kit-card kit-idea" }, box.node);
}

/** @param {Desk} desk @param {Idea} idea @param {() => void} undo */
function gone({ say, prefix }, { text }, undo) {
  return element("p", { class: "kit-banner" }, element("span", {}, say("Removed: {text}", { text })), " ",
    button(say("Undo"), undo, "kit-button-link", { id: `${prefix}undo` }));
}
