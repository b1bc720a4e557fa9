// @ts-check
/**
 * A workshop that is led by a script: chosen before it begins, and then one step at a time.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { chooser } from "./console-workshop-choose.js";
import { leadCard } from "./console-workshop-lead.js";
import { scriptKeeper } from "./console-workshop-script.js";
import { dress } from "./jupyter.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function workshopPart(desk) {
  const lead = leadCard(desk);
  const choose = chooser(desk, lead.expect);
  const keeper = scriptKeeper(desk.collector, desk.take);
  dress(["console-workshop", "script", "weighing-view", "plan"]);
  return {
    node: element("div", {}, lead.node, choose.node),
    refresh(now) {
      lead.refresh(now);
      choose.refresh(now);
      keeper.refresh(now);
    },
    destroy() {
      keeper.stop();
      lead.destroy();
    },
  };
}
