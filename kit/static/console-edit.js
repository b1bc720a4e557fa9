// @ts-check
/**
 * Change a round's settings; what has been promised to those who answered cannot be changed.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 * @typedef {import("./console-settings.js").Choice} Choice
 * @typedef {import("./console-settings.js").Settings} Settings
 */

import { settingsForm } from "./console-form.js";
import { UNREACHED, folded, newsLine } from "./console-part.js";
import { valuesOf } from "./console-settings.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function settingsPart(desk) {
  const { say, language, collector } = desk;
  const room = element("div");
  const news = newsLine();
  const open = async () => {
    news.tell("");
    try {
      show(await collector.get(collector.path("settings")), await choiceFor(desk));
    } catch (/** @type {any} */ refusal) {
      news.tell(refusal.detail || say(UNREACHED));
    }
  };
  const ontoggle = () => (node.open ? open() : room.replaceChildren());
  const node = folded("settings", say("Settings"), say("name, last day, roles, units, goals, protection of small groups"), room, news.node);
  node.addEventListener("toggle", ontoggle);

  /** @param {{settings: Settings, first_answer: boolean}} known @param {Choice} choice */
  function show({ settings: before, first_answer: isAnswered }, choice) {
    const send = async (/** @type {Settings} */ next) => {
      desk.take(await collector.put(collector.path("settings"), next));
      news.tell(say("The settings are saved."));
    };
    const values = valuesOf(choice, before);
    const frozen = isAnswered ? "all" : "questionnaire";
    const about = isAnswered && element("p", { class: "kit-banner" }, say("Somebody has answered. From now on only the name, the last day and what matters for the goals can be changed, so that what was promised to the participants holds."));
    const form = element("div");
    room.replaceChildren(about || "", form);
    settingsForm(form, { say, language, choices: [choice], values, before, frozen, button: say("Save the settings"), send });
  }

  return { node, refresh: () => {} };
}

/**
 * Return what can be chosen: from the questionnaire's file for whoever may see it, else from the
 * round's own copy, which has less in it.
 * @param {Desk} desk
 * @returns {Promise<Choice>}
 */
async function choiceFor({ collector, view }) {
  try {
    const all = await collector.get("questionnaires");
    return all.find((/** @type {Choice} */ one) => one.id === view.id) ?? view;
  } catch {
    return view;
  }
}
