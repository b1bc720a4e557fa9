// @ts-check
/**
 * Cards that likely say the same, two by two: put together, or not the same. People decide.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-sorting-board.js").IdeaBoard} IdeaBoard
 * @typedef {{one: string, other: string, likeness: number}} Double
 */

import { together } from "./console-sorting-model.js";
import { button } from "./press.js";
import { element } from "./words.js";

/** How many pairs are asked about at a time: more would hide the list below. */
const AT_ONCE = 3;

/**
 * @param {Desk} desk
 * @param {IdeaBoard} ideas
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function doublesPart({ say, collector }, ideas, act) {
  const heading = element("h3", { tabindex: -1 }, say("Do these say the same?"));
  const list = element("ul", { class: "kit-doubles", role: "list" });
  const more = element("p", { class: "kit-help" });
  const node = element("div", { class: "kit-doubles-part", hidden: true }, heading, list, more);
  /** @type {Set<string>} pairs that somebody has said differ */
  const different = new Set();
  /** @type {Double[]} */
  let doubles = [];
  let key = "";

  const named = (/** @type {Double} */ { one, other }) => [one, other].sort().join(" ");
  const text = (/** @type {string} */ id) => ideas.board?.cards.find((card) => card.id === id)?.text;
  const put = (/** @type {Double} */ { one, other }) => act(async () => {
    await ideas.change(together([one, other]));
    arrive();
    return say("The ideas are put together.");
  });
  const keep = (/** @type {Double} */ pair) => {
    different.add(named(pair));
    draw();
    arrive();
  };

  /** The button that was pressed is gone: go to the next pair, or to the ideas. */
  function arrive() {
    /** @type {HTMLElement | null} */ (node.hidden ? node.closest("section")?.querySelector("h2") ?? null : heading)?.focus();
  }

  function draw() {
    const open = doubles.filter((pair) => !different.has(named(pair)) && text(pair.one) && text(pair.other));
    const next = JSON.stringify(open.map((pair) => [pair, text(pair.one), text(pair.other)]));
    if (next === key) return;
    key = next;
    node.hidden = open.length === 0;
    list.replaceChildren(...open.slice(0, AT_ONCE).map(line));
    const rest = open.length - AT_ONCE;
    more.textContent = rest > 0 ? say("Pairs left after these: {n}.", { n: rest }) : "";
  }

  /** @param {Double} pair @param {number} place */
  function line(pair, place) {
    const id = `kit-console-double-${place}`;
    return element("li", { class: "kit-double" },
      element("ul", { id }, ...[pair.one, pair.other].map((one) => element("li", {}, text(one)))),
      element("div", { class: "kit-actions" },
        button(say("Put together"), () => put(pair), "kit-button-quiet", { "aria-describedby": id }),
        button(say("Not the same"), () => keep(pair), "kit-button-link", { "aria-describedby": id })));
  }

  ideas.subscribe(draw);
  return {
    node,
    async fetch() {
      doubles = await collector.get(collector.path("doubles"));
      draw();
    },
  };
}
