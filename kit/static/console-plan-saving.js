// @ts-check
/**
 * The line that says whether the plan is saved; it says so only after the receipt.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-plan-keep.js").Standing} Standing
 */

import { button } from "./press.js";
import { element } from "./words.js";

/** @param {Standing} standing @param {boolean} isThere  the plan has been fetched @param {Say} say */
export function standingInWords({ step, detail, held }, isThere, say) {
  switch (step) {
    case "fetching": return say("Fetching the plan …");
    case "away": return say("The server does not answer. This page tries again by itself.");
    case "saving": return say("Saving …");
    case "waiting": return say("Not saved yet, but on this device");
    case "refused": return [isThere && say("Not saved yet, but on this device"), detail].filter(Boolean).join(". ");
    case "saved": return held ? say("Saved, except what needs to be put right") : say("Saved");
    default: return "";
  }
}

/**
 * @param {import("./console-plan-keep.js").PlanKeeper} keeper
 * @param {{say: Say}} desk
 */
export function savingLine(keeper, { say }) {
  const words = element("p", { role: "status" });
  const again = button(say("Try again"), () => keeper.wake(), "kit-button-link");
  const node = element("div", { class: "kit-plan-saving" }, words, again);
  return {
    node,
    refresh() {
      const { standing } = keeper;
      const told = standingInWords(standing, keeper.isThere, say);
      if (words.textContent !== told) words.textContent = told;
      node.dataset.step = standing.step;
      again.hidden = !["away", "refused", "waiting"].includes(standing.step);
    },
  };
}
