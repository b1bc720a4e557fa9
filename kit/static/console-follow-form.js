// @ts-check
/**
 * The settings of a round that follows an earlier one: taken over, shown, and changed where that is
 * allowed; and whether to ask everybody to look back.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./console-settings.js").Choice} Choice
 * @typedef {import("./console-settings.js").Settings} Settings
 * @typedef {{say: Say, language: string, collector: import("./collector.js").Collector, lead: (round: string) => void}} Desk
 */

import { several } from "./console-fields.js";
import { settingsForm } from "./console-form.js";
import { explained } from "./console-part.js";
import { valuesOf } from "./console-settings.js";
import { element, msgid } from "./words.js";

const SHIFT = msgid("When you learn more you also see more of what there is to know. Then people often put themselves lower the second time although they know more, and the comparison shows less than what has happened.");
const ASKS = msgid("With the looking-back question each person also says how sure they were half a year ago, as they see it now. It is one short page more, with one question an area. It is shown beside the other figures and never instead of them.");
const TAKEN = msgid("The settings are those of last time. Change what has changed; the questionnaire stays, so that the answers can be compared.");

/**
 * Draw the form into `root`.
 * @param {HTMLElement} root
 * @param {Desk} desk
 * @param {{round: string, settings: Settings, choice: Choice}} before  the round to go on from
 */
export function followForm(root, { say, language, collector, lead }, { round, settings, choice }) {
  const words = { label: say("Looking back"), hint: say("Leave it out if you are unsure. It cannot be added once somebody has answered.") };
  const back = several("look_back", words, [{ value: "yes", label: say("Also ask how sure each one was last time, as they see it now") }], []);
  const form = element("div");
  const send = async (/** @type {Settings} */ next) => {
    const wished = { ...next, follows: round, look_back: back.value().length > 0 };
    const made = await collector.post(`rounds/${round}/following`, wished);
    // The round's own key opens it here, too; the page that follows needs a cookie only.
    await collector.post("exchange", { key: made.facilitator_key });
    lead(made.round);
  };
  root.replaceChildren(element("p", {}, say(TAKEN)),
    element("div", { class: "kit-fields" }, element("div", {}, back.node, explained(say("Why look back?"), say(SHIFT), say(ASKS)))), form);
  const made = settingsForm(form, {
    say, language, choices: [choice], values: valuesOf(choice, settings), before: settings, frozen: "questionnaire",
    button: say("Start the follow-up"), send,
  });
  apart(root);
  return made;
}

/** The page may show another such form, for a new round or for this one; each has ids of its own. @param {HTMLElement} root */
function apart(root) {
  const own = (/** @type {string} */ ids) => ids.split(" ").filter(Boolean).map((id) => `${id}-follow`).join(" ");
  for (const name of ["id", "for", "aria-describedby", "aria-labelledby"]) {
    for (const one of root.querySelectorAll(`[${name}]`)) one.setAttribute(name, own(one.getAttribute(name) ?? ""));
  }
}

/**
 * Return what can be chosen: from the questionnaire's file for whoever may see it, else from the
 * round's own copy.
 * @param {import("./collector.js").Collector} collector @param {string} id  the questionnaire's @param {Choice | null} own
 * @returns {Promise<Choice | null>}
 */
export async function choiceOf(collector, id, own) {
  try {
    const all = await collector.get("questionnaires");
    return all.find((/** @type {Choice} */ one) => one.id === id) ?? own;
  } catch {
    return own;
  }
}
