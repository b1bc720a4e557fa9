// @ts-check
/**
 * What the wall shows before the result: what the round is for, the way in, and how far the group
 * has come.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-part.js").Now} Now
 */

import { goalsOf } from "./group-screens.js";
import { goalList } from "./group-wall.js";
import { codeFigure, qrPicture } from "./round-code.js";
import { everybodyInWords, tiles } from "./round-counts.js";
import { joinAddress, typed } from "./round-places.js";
import { element } from "./words.js";

/** Letters of goals that have room beside the way in. */
const BESIDE = 180;

/** Some words alone. @param {string} words */
export function message(words) {
  return { node: element("p", { class: "kit-wall-words", role: "status" }, words), refresh() {} };
}

/**
 * @param {{say: Say, language: string, state: any, collector: import("./collector.js").Collector}} wall
 * @param {string} [lead]  what a script says at this step
 */
export function lobby({ say, language, state, collector }, lead = "") {
  const reached = goalsOf(state.questionnaire, language);
  const isShort = reached.join("").length <= BESIDE;
  const goals = goalList(reached, say);
  const address = typed(joinAddress(collector.api));
  const qr = qrPicture(collector);
  const code = codeFigure();
  const counts = tiles(say);
  const words = element("p", { class: "kit-wall-words" });
  const way = element("div", { class: "kit-wall-way" }, qr.node,
    element("div", {},
      element("p", { class: "kit-wall-go" }, say("Go to")),
      element("p", { class: "kit-address" }, address),
      element("p", { class: "kit-wall-go" }, say("and write the code")),
      code.node));
  const promise = element("p", { class: "kit-wall-promise" }, say("Nobody asks for your name. Nobody here in the room sees what you in particular answer."));
  const node = element("div", { class: "kit-wall-lobby" }, words, way, counts.node, promise, goals);
  return {
    node,
    /** @param {Now} now */
    refresh(now) {
      const isOpen = now.status === "open" && Boolean(now.code);
      way.hidden = !isOpen;
      goals.hidden = reached.length === 0 || lead !== "" || (isOpen && !isShort);
      node.classList.toggle("kit-wall-tight", isOpen && (!goals.hidden || lead !== ""));
      counts.node.hidden = now.status === "new";
      promise.hidden = now.status === "closed";
      words.textContent = [lead, inWords(now)].filter(Boolean).join(" ");
      words.hidden = words.textContent === "";
      counts.set(now, now.min_group);
      if (!isOpen) return;
      code.set(now.code ?? "");
      qr.set(joinAddress(collector.api, now.code), say("Square pattern that leads to {address}", { address }));
    },
  };

  /** @param {Now} now */
  function inWords(now) {
    if (now.status === "new") return lead ? "" : say("We begin soon.");
    if (now.status === "closed") return say("The round is closed. Soon we look at the result together.");
    return everybodyInWords(now, say);
  }
}
