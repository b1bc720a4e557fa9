// @ts-check
/**
 * On the organiser's page: go on from one of the earlier rounds.
 *
 * @typedef {import("./console-start.js").Listed} Listed
 * @typedef {import("./console-settings.js").Choice} Choice
 * @typedef {import("./words.js").Say} Say
 */

import { choice } from "./console-fields.js";
import { choiceOf, followForm } from "./console-follow-form.js";
import { UNREACHED, newsLine } from "./console-part.js";
import { button } from "./press.js";
import { dayInWords, element, told } from "./words.js";

/**
 * @param {{say: Say, language: string, collector: import("./collector.js").Collector}} desk
 * @param {{choices: Choice[], rounds: Listed[], lead: (round: string) => void}} wish
 */
export function followStart({ say, language, collector }, { choices, rounds, lead }) {
  const ended = rounds.filter(({ status }) => status === "closed");
  const title = (/** @type {Listed} */ one) => told(choices.find(({ id }) => id === one.questionnaire)?.title, language) || one.questionnaire;
  const options = ended.map((one) => ({ value: one.id, label: [one.name, title(one), dayInWords(one.created, language)].join(" · ") }));
  const field = choice("follows", { label: say("Which round do you go on from?") }, options, options[0]?.value ?? "", () => room.replaceChildren());
  const room = element("div");
  const news = newsLine();
  const open = async () => {
    news.tell("");
    const round = field.value();
    const chosen = ended.find(({ id }) => id === round);
    try {
      const settings = await collector.get(`rounds/${round}/following`);
      const found = await choiceOf(collector, settings.questionnaire, choices.find(({ id }) => id === settings.questionnaire) ?? null);
      if (!found) return news.tell(say("The questionnaire {id} is not on this server any more, so the round cannot be followed up here.", { id: chosen?.questionnaire ?? round }));
      followForm(room, { say, language, collector, lead }, { round, settings, choice: found }).focus();
    } catch (/** @type {any} */ refusal) {
      news.tell(refusal.detail || say(UNREACHED));
    }
  };
  const words = element("span", {}, element("h2", {}, say("Follow up an earlier round")),
    element("span", { class: "kit-help" }, say("half a year later, with the same questions")));
  const node = element("details", { class: "kit-card kit-part kit-part-follow", hidden: ended.length === 0 },
    element("summary", {}, words),
    element("div", { class: "kit-fields" }, field.node, element("div", {}, button(say("Go on from this round"), open, "kit-button-quiet"))), news.node, room);
  return { node };
}
