// @ts-check
/**
 * The tools of a workshop: the one that the step needs stands open under it, the others are a press
 * away.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 */

import { ideasPart } from "./console-ideas.js";
import { planPart } from "./console-plan.js";
import { IdeaBoard } from "./console-sorting-board.js";
import { weighingPart } from "./console-weighing.js";
import { stepNow, toolOf, toolsIn } from "./console-workshop-way.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

/** @type {Record<string, string>} */
const NAMES = { ideas: msgid("The ideas"), points: msgid("The points"), grid: msgid("Effect and effort"), plan: msgid("The plan") };

/** @param {Desk & {state: any, callbacks: any}} desk @returns {Part} */
export function toolsPart(desk) {
  const { say } = desk;
  const ideas = new IdeaBoard(desk);
  /** @type {[string, {node: HTMLElement, refresh: (now: Now, step: any, isOpen: boolean) => void, destroy?: () => void}][]} */
  const made = [["ideas", ideasPart(desk, ideas)], ["points", weighingPart(desk, ideas, "points")], ["grid", weighingPart(desk, ideas, "grid")], ["plan", planPart(desk)]];
  const tools = made.map(([name, part]) => ({ name, part, room: element("div", { class: "kit-tool", id: `kit-console-tool-${name}`, hidden: true }, part.node) }));
  const row = element("div", { class: "kit-actions" });
  const others = element("div", { class: "kit-other-tools", hidden: true }, element("p", { class: "kit-help" }, say("Look at something else")), row);
  const node = element("div", { class: "kit-tools" }, ...tools.map(({ room }) => room), others);
  /** Tools that somebody has opened at this step. @type {Set<string>} */
  const opened = new Set();
  let at = "";
  /** @type {Now | null} */
  let latest = null;
  const toggle = (/** @type {string} */ name) => {
    if (!opened.delete(name)) opened.add(name);
    if (latest) refresh(latest);
  };
  const presses = new Map(tools.map(({ name }) => [name, button(say(NAMES[name]), () => toggle(name), "kit-button-quiet", { "aria-controls": `kit-console-tool-${name}`, "aria-expanded": "false" })]));

  /** @param {Now} now */
  function refresh(now) {
    latest = now;
    const step = stepNow(now);
    const key = JSON.stringify([now.workshop?.script, now.workshop?.at]);
    if (key !== at) opened.clear();
    at = key;
    const own = toolOf(step);
    const useful = step && now.script ? toolsIn(now.script) : [];
    for (const { name, part, room } of tools) {
      const isOpen = name === own || opened.has(name);
      // A round that goes on from an earlier one has a plan to look at, with a script or without.
      room.hidden = !isOpen && !(name === "plan" && !now.workshop);
      part.refresh(now, step, isOpen && Boolean(now.workshop));
      presses.get(name)?.setAttribute("aria-expanded", String(isOpen));
    }
    const shown = useful.filter((name) => name !== own).map((name) => presses.get(name));
    if ([...row.children].some((one, place) => one !== shown[place]) || row.children.length !== shown.length) row.replaceChildren(...shown);
    others.hidden = shown.length === 0;
  }
  return { node, refresh, destroy: () => tools.forEach(({ part }) => part.destroy?.()) };
}
