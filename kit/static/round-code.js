// @ts-check
/**
 * The way into a round: a code to write, and a square pattern that phones read.
 *
 * @typedef {import("./collector.js").Collector} Collector
 */

import { spaced } from "./round-places.js";
import { element } from "./words.js";

/** A code that is read letter by letter, and seen in two halves. */
export function codeFigure() {
  const seen = element("span", { class: "kit-code-figure", "aria-hidden": "true" });
  const read = element("span", { class: "kit-hidden" });
  return {
    node: element("p", { class: "kit-code" }, seen, read),
    /** @param {string} code */
    set(code) {
      seen.textContent = spaced(code);
      read.textContent = code.split("").join(" ");
    },
  };
}

/**
 * Draw an address as a QR code; the collector makes the picture.
 * @param {Collector} collector
 */
export function qrPicture(collector) {
  const image = element("img", { class: "kit-qr", hidden: true });
  let shown = "";
  return {
    node: image,
    /** @param {string} text  "" shows nothing @param {string} alt */
    async set(text, alt) {
      image.alt = alt;
      if (text === shown) return;
      shown = text;
      image.hidden = true;
      if (!text) return;
      try {
        const { svg } = await collector.post("qr", { text });
        if (text !== shown) return;
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        image.hidden = false;
      } catch {
        // The code and the address do without it; asked for again at the next occasion.
        shown = "";
      }
    },
  };
}
