// @ts-check
/**
 * What the round itself needs at a step of a script: to be opened, closed, or a picture to be shown.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-workshop-way.js").Errand} Errand
 * @typedef {import("./script.js").Step} Step
 */

import { roundPresses } from "./console-press.js";
import { SAID } from "./console-step.js";
import { VIEWS } from "./console-steps.js";
import { withView } from "./console-workshop-way.js";
import { element, msgid } from "./words.js";

/** @type {Record<Errand["name"], string>} */
const WORDS = {
  open: msgid("Nobody can join before the round is open. Open it when people begin to come in."),
  gather: msgid("Show the code. Everybody points the phone at the square pattern on the big screen, or goes to the address and writes the code."),
  wait: msgid("Let everybody answer in peace. You close for answers when you come to the result, not before."),
  close: msgid("Everybody who has joined is done. Go on when you like."),
  reopen: msgid("The round is closed for answers. Open it again if more people are to answer."),
  closing: msgid("Close for answers first. Then everybody's answers are in the result."),
  counting: msgid("The result is being worked out. It takes a few seconds."),
  few: SAID.few[1],
  unasked: msgid("This questionnaire has no such picture. Choose another one below, under The group's result, or go on."),
  reveal: msgid("Next is: {view}. Let everybody look in silence for a minute before you begin to talk."),
  look: msgid("On the wall and on the phones now: {view}."),
};

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof import("./console-part.js").doer>} act
 */
export function errandPart(desk, act) {
  const { say } = desk;
  const words = element("p");
  const row = element("div", { class: "kit-actions" });
  const node = element("div", { class: "kit-errand", hidden: true }, words, row);
  let key = "";
  let view = "";
  /** @type {string[]} */
  let revealed = [];
  const presses = roundPresses(desk, act, () => (view ? withView(revealed, view) : revealed));
  return {
    node,
    /** @param {Now} now @param {Errand | null} errand @param {Step | null} step */
    refresh(now, errand, step) {
      revealed = now.revealed;
      view = step?.view ?? "";
      const name = VIEWS.find(({ id }) => id === view)?.name ?? "";
      const next = JSON.stringify([errand, view, now.min_group]);
      if (next === key) return;
      key = next;
      const hadFocus = row.contains(document.activeElement);
      node.hidden = errand === null;
      words.textContent = errand ? say(WORDS[errand.name], { view: name && say(name), least: now.min_group }) : "";
      row.replaceChildren(...(errand?.presses ?? []).map((one) => presses[one](errand?.isFirst ? "" : "kit-button-quiet")));
      // The button that was pressed is gone; what it led to is read out.
      if (hadFocus) /** @type {HTMLElement | null} */ (node.parentElement?.querySelector("h3"))?.focus();
    },
  };
}
