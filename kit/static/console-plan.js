// @ts-check
/**
 * The plan of the group on the facilitator's page: what became of what was agreed on last time, and
 * what is agreed on now.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 * @typedef {import("./plan-view.js").Action} Action
 */

import { card } from "./console-part.js";
import { editorPart } from "./console-plan-editor.js";
import { PlanKeeper } from "./console-plan-keep.js";
import { reviewList } from "./console-plan-review.js";
import { savingLine } from "./console-plan-saving.js";
import { dress } from "./jupyter.js";
import { element } from "./words.js";

/** @param {Desk & {state: any, callbacks: any}} desk @returns {Part} */
export function planPart(desk) {
  const { say, collector } = desk;
  const keeper = new PlanKeeper(collector);
  const editor = editorPart(keeper, desk);
  const review = reviewList(keeper, { ...desk, carry: editor.carry });
  const lines = [savingLine(keeper, desk), savingLine(keeper, desk)];
  const before = card("review", say("What we agreed on last time"), review.node, lines[0].node);
  const plan = card("plan", say("The plan"), editor.node, lines[1].node);
  const node = element("div", { class: "kit-plan-parts" }, before, plan);
  let fetched = "";
  /** @type {Now | null} */
  let now = null;
  let isDressed = false;
  dress(["plan"]).then(() => ((isDressed = true), show()));

  const show = () => {
    const hasEarlier = keeper.mine.earlier.length > 0;
    node.hidden = !isDressed || !now || (!workshopOf(now) && !hasEarlier && keeper.mine.actions.length === 0);
    before.hidden = !hasEarlier;
    editor.node.hidden = !keeper.isThere;
    if (hasEarlier) review.refresh();
    editor.refresh();
    lines.forEach((line) => line.refresh());
  };
  const unsubscribe = keeper.subscribe(show);

  return {
    node,
    refresh(next) {
      now = next;
      const { board, at } = workshopOf(next) ?? {};
      const key = JSON.stringify([board, at, next.release, next.status]);
      if (key !== fetched && concerns(next)) {
        fetched = key;
        keeper.fetch();
        editor.look();
      }
      show();
    },
    destroy() {
      unsubscribe();
      keeper.close();
    },
  };
}

/** @param {Now} now @returns {{board: number, at: number | null} | null} */
const workshopOf = (now) => /** @type {any} */ (now).workshop ?? null;

/** A plan belongs to a workshop, or to a round that goes on with an earlier one. @param {Now} now */
const concerns = (now) => workshopOf(now) !== null || Boolean(/** @type {any} */ (now).follows);
