// @ts-check
/**
 * Write the plan: actions from the ideas or in words of one's own, no more than the script has room
 * for without a reason, and the day when the group comes back to them.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./plan-view.js").Action} Action
 * @typedef {import("./console-plan-keep.js").PlanKeeper} PlanKeeper
 */

import { line } from "./console-fields.js";
import { halfYearAfter } from "./console-plan-days.js";
import { clashesAt, controlOf, filled, longest } from "./console-plan-fields.js";
import { actionList } from "./console-plan-list.js";
import { isDay } from "./console-plan-merge.js";
import { candidates, sourceList } from "./console-plan-source.js";
import { takePart } from "./console-plan-take.js";
import { day } from "./draft-storage.js";
import { gapsPart } from "./plan-view.js";
import { button } from "./press.js";
import { dayInWords, element, msgid } from "./words.js";

const FULL = msgid("There are {most} actions already, which is what the workshop has room for. Write a reason to have more, and then add the action.");

/**
 * @param {PlanKeeper} keeper
 * @param {Desk & {state: any, callbacks: any}} desk
 */
export function editorPart(keeper, desk) {
  const { say, collector } = desk;
  const list = actionList(keeper, desk);
  const reason = reasonField(keeper, desk);
  const followUp = followUpField(keeper, desk);
  const source = sourceList({ ...desk, make: (card) => add({ text: card.text, card: card.id, goal: card.goal ?? null, competences: card.competence ? [card.competence] : [] }) });
  const lead = element("p");
  const gaps = element("div", { "aria-live": "polite" });
  const take = takePart(keeper, desk);
  const own = button(say("Write an action of your own"), () => add({ text: "" }), "kit-button-quiet");
  /** @type {{cards: any[], weighing: any}} */
  let room = { cards: [], weighing: null };
  let shownGaps = "";

  /** @param {Partial<Action> & {text: string}} start */
  function add(start) {
    if (reason.isMissing()) return reason.ask();
    const id = newId();
    keeper.change((plan) => {
      plan.actions.push({ id, ...start });
      if (plan.actions.length === 1 && !plan.follow_up) plan.follow_up = halfYearAfter(day(keeper.now()));
    });
    list.focus(id);
  }

  const node = element("div", {}, lead, list.node, list.news, source.node, reason.node,
    element("div", { class: "kit-actions" }, own), followUp.node, gaps, take.node);
  return {
    node,
    /** Go on with an action of last time. @param {Action} action */
    carry({ id, text, goal = null, competences = [], owner = "", sign = "" }) {
      // The questionnaire may have changed since; what it does not have any more stays behind.
      const known = desk.view.areas.flatMap((/** @type {any} */ one) => one.competences).map((/** @type {any} */ one) => one.id);
      const isGoal = (desk.view.goals ?? []).some((/** @type {any} */ one) => one.id === goal);
      add({ text, carried: id, goal: isGoal ? goal : null, competences: competences.filter((one) => known.includes(one)), owner, sign });
    },
    /** See what the room has chosen. */
    async look() {
      const [board, weighing] = await Promise.allSettled([collector.get(collector.path("board")), collector.get(collector.path("weighing"))]);
      room = { cards: board.status === "fulfilled" ? board.value.cards : room.cards, weighing: weighing.status === "fulfilled" ? weighing.value : room.weighing };
      this.refresh();
    },
    refresh() {
      const { actions } = keeper.mine;
      lead.textContent = say("Agree on at most {most} actions. A few that get done are worth more than many.", { most: keeper.most });
      list.refresh();
      source.refresh(candidates(room.cards, room.weighing, actions.map(({ card }) => card)));
      reason.refresh();
      followUp.refresh();
      take.refresh();
      const key = JSON.stringify(keeper.gaps);
      if (key === shownGaps) return;
      shownGaps = key;
      gaps.replaceChildren(gapsPart(keeper.gaps, desk) ?? "");
    },
  };
}

/** A random id of 128 bits, in hex. */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Why there are more actions than the workshop has room for. @param {PlanKeeper} keeper @param {Desk} desk */
function reasonField(keeper, { say }) {
  const field = longest(line("plan-reason", { label: say("Why there are more actions"), hint: say("For example that two of them are done in a day.") }, ""));
  const write = (/** @type {string} */ value) => keeper.change((plan) => void (plan.reason = value));
  field.node.addEventListener("input", () => write(field.value()));
  const isFull = () => keeper.mine.actions.length >= keeper.most;
  const isMissing = () => isFull() && !keeper.mine.reason?.trim();
  let asked = false;
  return {
    node: field.node,
    isMissing,
    /** Let the reason be written first. */
    ask() {
      asked = true;
      this.refresh();
      field.focus();
    },
    refresh() {
      const isOver = keeper.mine.actions.length > keeper.most;
      asked &&= isFull();
      field.node.hidden = !isOver && !asked && !keeper.mine.reason;
      field.complain(isMissing() && (isOver || asked) ? say(FULL, { most: keeper.most }) : "");
      filled(field, keeper.mine.reason ?? "");
      clashesAt(field, keeper.clashes.filter((one) => one.place === "" && one.field === "reason"), { say, settle: (clash) => keeper.settle(clash) }, write);
    },
  };
}

/** When the group comes back to the plan. @param {PlanKeeper} keeper @param {Desk} desk */
function followUpField(keeper, { say, language }) {
  const words = { label: say("The day when we come back to the plan"), hint: say("Half a year is usual. Then you answer the same questions again, and see what the actions have led to.") };
  const field = line("plan-follow-up", words, "", { type: "date", class: "kit-short", min: "2000-01-01", max: "2099-12-31" });
  const write = (/** @type {string | null} */ value) => keeper.change((plan) => void (plan.follow_up = value));
  const inWords = element("p", { class: "kit-help kit-plan-day" });
  const usual = halfYearAfter(day(keeper.now()));
  const use = button(say("Take {day}", { day: dayInWords(usual, language) }), () => (write(usual), field.focus()), "kit-button-link");
  field.node.addEventListener("input", () => write(field.value() || null));
  field.node.append(inWords, use);
  return {
    node: field.node,
    refresh() {
      const { follow_up: chosen, actions } = keeper.mine;
      field.node.hidden = actions.length === 0 && !chosen;
      filled(field, chosen ?? "");
      field.complain(isDay(chosen) ? "" : say("Write a day of this century, with the year in four digits."));
      inWords.textContent = chosen ? dayInWords(chosen, language) : "";
      use.hidden = Boolean(chosen) || Boolean(controlOf(field).validity?.badInput);
    },
  };
}
