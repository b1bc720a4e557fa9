// @ts-check
/**
 * The way in, small, for those who come while the workshop is going on.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-part.js").Now} Now
 */

import { codeFigure, qrPicture } from "./round-code.js";
import { joinAddress, typed } from "./round-places.js";
import { element } from "./words.js";

/** @param {{say: Say, collector: import("./collector.js").Collector}} wall */
export function wayStrip({ say, collector }) {
  const address = typed(joinAddress(collector.api));
  const qr = qrPicture(collector);
  const code = codeFigure();
  const node = element("aside", { class: "kit-wall-strip", "aria-label": say("The way in") }, qr.node,
    element("p", {}, say("Join at"), " ", element("strong", { class: "kit-wall-strip-address" }, address)), code.node);
  return {
    node,
    /** @param {Now} now */
    refresh({ status, code: shown }) {
      node.hidden = status !== "open" || !shown;
      if (node.hidden) return;
      code.set(shown ?? "");
      qr.set(joinAddress(collector.api, shown), say("Square pattern that leads to {address}", { address }));
    },
  };
}
