// @ts-check
/**
 * Say that the server is away, from when on, and that it is back.
 *
 * @typedef {import("./words.js").Say} Say
 */

import { element } from "./words.js";

/** Write a time of day, "14:05". @param {Date} time @param {string} language */
export function timeInWords(time, language) {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit" }).format(time);
}

/**
 * @param {Say} say
 * @param {string} language
 * @param {string} lost  what to say while the server is away, with {time}
 */
export function contactLine(say, language, lost) {
  const node = element("div", { class: "kit-contact", role: "status" });
  /** When the server last told anything. */
  let heard = new Date();
  return {
    node,
    lost() {
      if (node.firstChild) return;
      const words = say(lost, { time: timeInWords(heard, language) });
      node.append(element("p", { class: "kit-banner kit-banner-warn" }, words));
    },
    found() {
      heard = new Date();
      node.replaceChildren();
    },
  };
}
