// @ts-check
/**
 * What the wall shows before the result: the way in, and how far the group has come.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-part.js").Now} Now
 */

import { codeFigure, qrPicture } from "./round-code.js";
import { everybodyInWords, tiles } from "./round-counts.js";
import { joinAddress, typed } from "./round-places.js";
import { element } from "./words.js";

/** Some words alone. @param {string} words */
export function message(words) {
  return { node: element("p", { class: "kit-wall-words", role: "status" }, words), refresh() {} };
}

/** @param {{say: Say, collector: import("./collector.js").Collector}} wall */
export function lobby({ say, collector }) {
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
  return {
    node: element("div", { class: "kit-wall-lobby" }, words, way, counts.node, promise),
    /** @param {Now} now */
    refresh(now) {
      const isOpen = now.status === "open" && Boolean(now.code);
      way.hidden = !isOpen;
      counts.node.hidden = now.status === "new";
      promise.hidden = now.status === "closed";
      words.textContent = inWords(now);
      words.hidden = words.textContent === "";
      counts.set(now, now.min_group);
      if (!isOpen) return;
      code.set(now.code ?? "");
      qr.set(joinAddress(collector.api, now.code), say("Square pattern that leads to {address}", { address }));
    },
  };

  /** @param {Now} now */
  function inWords(now) {
    if (now.status === "new") return say("We begin soon.");
    if (now.status === "closed") return say("The round is closed. Soon we look at the result together.");
    return everybodyInWords(now, say);
  }
}
