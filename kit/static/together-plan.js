// @ts-check
/**
 * The group's plan as participants see it: what was agreed on before, or what is agreed on now.
 *
 * @typedef {import("./together-part.js").Desk} Desk
 * @typedef {import("./together-part.js").Part} Part
 */

import { drawPlan } from "./plan-view.js";
import { isShown, notYet } from "./together-board.js";
import { drawnFrom } from "./together-part.js";

/** @param {Desk} desk @param {"actions" | "earlier"} part @param {boolean} [heading]  false where there is one above it already @returns {Part} */
export function planPart(desk, part, heading = true) {
  const { say, view, language } = desk;
  const isOpen = () => part === "earlier" || isShown(desk, "plan");
  const facts = () => [isOpen(), isOpen() && desk.things.read("plan")];
  return drawnFrom("div", { class: "kit-together-plan" }, facts, (node) => {
    if (!isOpen()) return void node.append(notYet(say("The plan is shown here when the group begins to write it.")));
    const told = desk.things.read("plan");
    if (!told) return void node.append(notYet(say("Fetching the plan …")));
    if (part === "earlier" && told.plan.earlier.length === 0) return void node.append(notYet(say("There is no earlier plan to go through.")));
    return drawPlan(node, { plan: told.plan, gaps: part === "actions" ? told.gaps : null, view, say, language, part, heading });
  });
}
