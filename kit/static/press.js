// @ts-check
/**
 * Things to press, alike in all windows.
 *
 * @typedef {import("./words.js").Say} Say
 */

import { element } from "./words.js";

/** @param {string} text @param {() => void} onclick @param {string} [kind] @param {Record<string, any>} [more] */
export function button(text, onclick, kind = "", more = {}) {
  return element("button", { type: "button", class: `kit-button ${kind}`.trim(), onclick, ...more }, text);
}

/**
 * Return a button that asks before it acts, in the page.
 * @param {Say} say
 * @param {{text: string, kind: string, question: string | (() => string), yes: string, act: () => void}} wish
 *   question: a function when the words depend on how things stand when it is asked
 */
export function asking(say, { text, kind, question, yes, act }) {
  const ask = element("p", { tabindex: -1 });
  const answers = element(
    "div",
    { class: "kit-actions" },
    button(yes, () => (close(), act()), "kit-button-danger"),
    button(say("Cancel"), () => (close(), opener.focus()), "kit-button-quiet"),
  );
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    close();
    opener.focus();
  };
  const panel = element("div", { class: "kit-asking", hidden: true, role: "group", onkeydown }, ask, answers);
  const opener = button(text, () => open(), kind, { "aria-expanded": false });
  const set = (/** @type {boolean} */ isOpen) => {
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  const close = () => set(false);
  const open = () => {
    ask.textContent = typeof question === "string" ? question : question();
    set(true);
    ask.focus();
  };
  return element("div", { class: "kit-asks" }, opener, panel);
}
