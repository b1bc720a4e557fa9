// @ts-check
/**
 * What the parts of the facilitator's page have in common: a card, a line that says what happened,
 * and buttons that ask the server for something.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./collector.js").Collector} Collector
 * @typedef {{workshop?: import("./script.js").Now | null, script?: import("./script.js").Script | null}} Led
 *   workshop: how far it has come, where the round is led by a script; script: the script, once it is there
 * @typedef {import("./console-steps.js").RoundState & import("./round-counts.js").Progress & Led} Now
 * @typedef {object} Desk
 * @property {Say} say
 * @property {string} language
 * @property {Collector} collector
 * @property {string} round
 * @property {any} view  the round's own copy of the questionnaire
 * @property {(view: Partial<Now>) => void} take  shows what a change has led to
 * @property {(hindrance: import("./console-gate.js").Hindrance) => void} stop
 * @typedef {{node: HTMLElement, refresh: (now: Now) => void, destroy?: () => void}} Part
 */

import { button } from "./press.js";
import { element, msgid } from "./words.js";

export const UNREACHED = msgid("The server does not answer. Nothing has been changed. Try again in a moment.");

/** A line for what has happened; it stays in place, so that it is read out. */
export function newsLine() {
  const node = element("p", { class: "kit-news", role: "status" });
  return { node, tell: (/** @type {string} */ words) => void (node.textContent = words) };
}

/**
 * Do something at the server, once at a time, and tell how it went.
 * @param {Desk} desk
 * @param {{tell: (words: string) => void}} news
 */
export function doer(desk, news) {
  let busy = false;
  /** @param {() => Promise<string | void>} task  returns what to tell */
  return async (task) => {
    if (busy) return false;
    busy = true;
    news.tell("");
    try {
      const told = await task();
      if (told) news.tell(told);
      return true;
    } catch (/** @type {any} */ refusal) {
      news.tell(refusal.detail || desk.say(UNREACHED));
      return false;
    } finally {
      busy = false;
    }
  };
}

/** @param {string} name @param {string} heading @param {...(Node | null | false)} children */
export function card(name, heading, ...children) {
  return element("section", { class: `kit-card kit-part kit-part-${name}`, "aria-labelledby": `kit-console-${name}` },
    element("h2", { id: `kit-console-${name}`, tabindex: -1 }, heading), ...children);
}

/** A card that is opened by whoever needs it. @param {string} name @param {string} heading @param {string} about @param {...(Node | null | false)} children */
export function folded(name, heading, about, ...children) {
  const words = element("span", {}, element("h2", {}, heading), element("span", { class: "kit-help" }, about));
  return element("details", { class: `kit-card kit-part kit-part-${name}` }, element("summary", {}, words), ...children);
}

/** Explain something to those who wonder. @param {string} question @param {...string} words */
export function explained(question, ...words) {
  return element("details", { class: "kit-explained" },
    element("summary", {}, question), ...words.map((one) => element("p", {}, one)));
}

/**
 * A link that can be copied. A secret one is shown only when asked for: this screen may be on the wall.
 * @param {Say} say
 * @param {{name: string, label: string, secret?: boolean}} wish
 */
export function copyable(say, { name, label, secret = false }) {
  const id = `kit-console-copy-${name}`;
  const news = newsLine();
  const input = element("input", { type: secret ? "password" : "text", id, class: "kit-copy-link", readonly: true, autocomplete: "off", spellcheck: "false" });
  const copy = button(say("Copy"), async () => {
    const done = await copied(input);
    news.tell(done ? say("The link is copied.") : say("Your browser does not let the page copy. Press Ctrl+C, or Cmd+C on a Mac."));
  }, "kit-button-quiet", { "aria-describedby": id });
  const see = secret && button(say("Show the link"), () => (input.type = input.type === "text" ? "password" : "text", tell()), "kit-button-quiet");
  const tell = () => see && (see.textContent = input.type === "text" ? say("Hide the link") : say("Show the link"));
  const node = element("div", { class: "kit-copy" }, element("label", { class: "kit-label", for: id }, label),
    element("div", { class: "kit-copy-row" }, input, copy, see), news.node);
  return { node, set: (/** @type {string} */ link) => void (input.value = link), focus: () => copy.focus() };
}

/** Copy what stands in a field; false where it could only be marked. @param {HTMLInputElement} input */
async function copied(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    // Without https there is no clipboard to write to; the older way needs the words to be seen.
    input.type = "text";
    input.select();
    return document.execCommand("copy");
  }
}
