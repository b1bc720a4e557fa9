// @ts-check
/**
 * Change a round's settings; what has been promised to those who answered cannot be changed.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 * @typedef {import("./console-settings.js").Choice} Choice
 */

import { settingsForm } from "./console-form.js";
import { card, newsLine } from "./console-part.js";
import { valuesOf } from "./console-settings.js";
import { button } from "./press.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function settingsPart(desk) {
  const { say, language, collector } = desk;
  const room = element("div");
  const news = newsLine();
  const open = button(say("Change the settings"), async () => {
    news.tell("");
    try {
      show(await collector.get(collector.path("settings")));
    } catch (/** @type {any} */ refusal) {
      news.tell(refusal.detail || say("The server does not answer. Nothing has been changed. Try again in a moment."));
    }
  }, "kit-button-quiet");
  const words = element("p", { class: "kit-help" }, say("Name, last day, roles, units, goals and the protection of small groups."));

  /** @param {{settings: import("./console-settings.js").Settings, questionnaire: Choice, first_answer: boolean}} known */
  function show({ settings, questionnaire, first_answer: isAnswered }) {
    const send = async (/** @type {import("./console-settings.js").Settings} */ next) => {
      desk.take(await collector.put(collector.path("settings"), next));
      close();
      news.tell(say("The settings are saved."));
    };
    const values = valuesOf(questionnaire, settings);
    const frozen = isAnswered ? "all" : "questionnaire";
    open.hidden = true;
    const about = isAnswered && element("p", { class: "kit-banner" }, say("Somebody has answered. From now on only the name and the last day can be changed, so that what was promised to the participants holds."));
    const form = element("div");
    const cancel = button(say("Leave it as it is"), () => close(), "kit-button-link");
    room.replaceChildren(about || "", form, cancel);
    settingsForm(form, { say, language, choices: [questionnaire], values, frozen, button: say("Save the settings"), send }).focus();
  }

  function close() {
    room.replaceChildren();
    open.hidden = false;
    open.focus();
  }

  return { node: card("settings", say("Settings"), words, open, room, news.node), refresh: () => {} };
}
