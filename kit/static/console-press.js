// @ts-check
/**
 * What the facilitator does with the round itself: open it, close it, show the next picture.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {"open" | "show" | "close" | "reopen" | "reveal"} Press
 */

import { button } from "./press.js";
import { pageOf } from "./round-places.js";
import { element } from "./words.js";

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 * @param {() => string[]} reveal  all that is shown once the button is pressed
 * @returns {Record<Press, (kind: string) => HTMLElement>}
 */
export function roundPresses(desk, act, reveal) {
  const { say, collector, take } = desk;
  const status = (/** @type {"open" | "closed"} */ next) => act(async () => take(await collector.put(collector.path("status"), { status: next })));
  const show = () => act(async () => take(await collector.put(collector.path("reveal"), { views: reveal() })));
  return {
    open: (kind) => button(say("Open the round"), () => status("open"), kind),
    reopen: (kind) => button(say("Open again"), () => status("open"), kind),
    close: (kind) => button(say("Close for answers"), () => status("closed"), kind),
    reveal: (kind) => button(say("Show it to the group"), show, kind),
    show: (kind) => projectorLink(desk, kind),
  };
}

/** A link to the projector's page; in this browser it needs no key. @param {Desk} desk @param {string} kind */
export function projectorLink({ say, collector, round }, kind) {
  return element("a", { class: `kit-button ${kind}`.trim(), href: pageOf(collector.api, "presentation", round), target: "kit-presenter" },
    say("Open the projector page"));
}
