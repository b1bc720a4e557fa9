// @ts-check
/**
 * What became of the actions of last time: done, under way or dropped, why, and what was learned.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./plan-view.js").Action} Action
 * @typedef {import("./console-plan-keep.js").PlanKeeper} PlanKeeper
 * @typedef {import("./console-fields.js").Field} Field
 */

import { line } from "./console-fields.js";
import { clashesAt, filled, longest } from "./console-plan-fields.js";
import { valueOf } from "./console-plan-merge.js";
import { MARKS, aboutAction } from "./plan-view.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

/** @type {Record<string, string>} what to ask about an action that went so */
const WHY = {
  planned: msgid("How it has gone"),
  done: msgid("What it led to"),
  under_way: msgid("What is left to do"),
  dropped: msgid("Why it was dropped"),
};

/**
 * Return the actions that nobody has said anything about.
 * @param {Action[]} earlier
 */
export const unmarked = (earlier) => earlier.filter((one) => valueOf(one, "mark") === "planned");

/**
 * @param {PlanKeeper} keeper
 * @param {{say: Say, language: string, view: any, carry: (action: Action) => void}} desk
 */
export function reviewList(keeper, desk) {
  const { say } = desk;
  /** @type {Map<string, ReturnType<typeof row>>} */
  const rows = new Map();
  const count = element("p", { role: "status" });
  const list = element("ol", { class: "kit-plan-actions", role: "list" });
  const node = element("div", {},
    element("p", {}, say("Go through what you agreed on last time, one at a time. An action that was dropped for a good reason is as much worth knowing as one that is done.")),
    count, list);
  return {
    node,
    refresh() {
      const { earlier, actions } = keeper.mine;
      for (const action of earlier) if (!rows.has(action.id)) rows.set(action.id, row(action, keeper, desk));
      const shown = earlier.map(({ id }) => /** @type {ReturnType<typeof row>} */ (rows.get(id)));
      if (shown.some((one, place) => list.children[place] !== one.node) || list.children.length !== shown.length) list.replaceChildren(...shown.map((one) => one.node));
      shown.forEach((one, place) => one.refresh(earlier[place], actions.findIndex(({ carried }) => carried === earlier[place].id)));
      const told = countInWords(earlier, say);
      if (count.textContent !== told) count.textContent = told;
    },
  };
}

/** @param {Action[]} earlier @param {Say} say */
function countInWords(earlier, say) {
  const left = unmarked(earlier);
  if (left.length === 0) return say("All of them have been gone through.");
  const names = left.map(({ text }) => say("“{text}”", { text })).join(", ");
  return say("{n} of {all} have been gone through. Left: {names}.", { n: earlier.length - left.length, all: earlier.length, names });
}

/** @param {Action} first @param {PlanKeeper} keeper @param {{say: Say, language: string, view: any, carry: (action: Action) => void}} desk */
function row(first, keeper, { say, language, view, carry }) {
  const { id } = first;
  const write = (/** @type {string} */ field, /** @type {string} */ value) => keeper.change((plan) => {
    const found = /** @type {any} */ (plan.earlier.find((one) => one.id === id));
    if (found) found[field] = value;
  });
  const marks = markChoice(first, say, (mark) => write("mark", mark));
  /** @type {Record<string, Field>} */
  const fields = {
    why: longest(line(`plan-${id}-why`, { label: say(WHY.planned) }, first.why ?? "")),
    learned: longest(line(`plan-${id}-learned`, { label: say("What we learned") }, first.learned ?? "")),
  };
  for (const [name, field] of Object.entries(fields)) field.node.addEventListener("input", () => write(name, field.value()));
  const carried = element("p", { class: "kit-help" });
  const over = button(say("Carry over into the new plan"), () => carry(keeper.mine.earlier.find((one) => one.id === id) ?? first), "kit-button-quiet");
  const onward = element("div", {}, over, carried);
  const settle = (/** @type {any} */ clash) => keeper.settle(clash);
  const node = element("li", { class: "kit-plan-action kit-plan-reviewed", "data-action": id },
    element("h3", {}, first.text), aboutAction(first, { say, language, view }),
    element("div", { class: "kit-fields" }, marks.node, fields.why.node, fields.learned.node, onward));
  return {
    node,
    /** @param {Action} action @param {number} place  of the action that goes on with it, -1 for none */
    refresh(action, place) {
      const mark = String(valueOf(action, "mark"));
      marks.set(mark);
      const label = fields.why.node.querySelector(".kit-label");
      if (label) label.textContent = say(WHY[mark] ?? WHY.planned);
      for (const [name, field] of Object.entries(fields)) {
        filled(field, valueOf(action, name));
        const clashes = keeper.clashes.filter((one) => one.place === id && one.field === name);
        clashesAt(field, clashes, { say, settle }, (value) => write(name, value));
      }
      over.hidden = place >= 0 || mark === "done";
      onward.hidden = over.hidden && place < 0;
      carried.textContent = place >= 0 ? say("Goes on as action {n} in the new plan.", { n: place + 1 }) : "";
    },
  };
}

/** @param {Action} first @param {Say} say @param {(mark: string) => void} choose */
function markChoice(first, say, choose) {
  const inputs = Object.keys(MARKS).map((mark) => element("input", { type: "radio", name: `kit-plan-${first.id}-mark`, value: mark, onchange: () => choose(mark) }));
  const labels = inputs.map((input) => element("label", { class: "kit-option" }, input, element("span", {}, say(MARKS[input.value]))));
  const node = element("fieldset", { class: "kit-field" },
    element("legend", { class: "kit-label" }, say("How did it go?"), element("span", { class: "kit-hidden" }, ` ${first.text}`)),
    element("div", { class: "kit-stack kit-plan-marks" }, ...labels));
  return { node, set: (/** @type {string} */ mark) => inputs.forEach((input) => (input.checked = input.value === mark)) };
}
