// @ts-check
/**
 * Start a round, and find the earlier ones.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./collector.js").Collector} Collector
 * @typedef {import("./console-settings.js").Choice} Choice
 * @typedef {import("./console-settings.js").Settings} Settings
 * @typedef {{id: string, name: string, status: "new" | "open" | "closed", created: string, questionnaire: string}} Listed
 */

import { followStart } from "./console-follow.js";
import { settingsForm } from "./console-form.js";
import { usual } from "./console-settings.js";
import { pageOf } from "./round-places.js";
import { dayInWords, element, msgid, told } from "./words.js";

/** The questionnaire that is offered first, where it is there. */
const FIRST = "bibliotek-24";
export const STATUS = { new: msgid("Not opened yet"), open: msgid("Open for answers"), closed: msgid("Closed") };

/**
 * Draw the page into `root`.
 * @param {HTMLElement} root
 * @param {{say: Say, language: string, collector: Collector}} desk
 * @param {{choices: Choice[], rounds: Listed[], lead: (round: string) => void}} wish
 */
export function startPage(root, desk, { choices, rounds, lead }) {
  const { say, language, collector } = desk;
  const [first] = [...choices.filter(({ id }) => id === FIRST), ...choices];
  const room = element("div");
  const send = async (/** @type {Settings} */ settings) => {
    const made = await collector.post("rounds", settings);
    // The round's own key opens it here, too; the page that follows needs a cookie only.
    await collector.post("exchange", { key: made.facilitator_key });
    lead(typeof made.round === "string" ? made.round : made.round.id);
  };
  root.replaceChildren(
    element("h1", {}, say("Start a round")),
    element("p", { class: "kit-lead" }, say("A round is one workshop: a group answers the same questions and sees its result together. Nobody needs an account.")),
    element("section", { class: "kit-card" }, room),
    earlier(desk, choices, rounds),
    followStart(desk, { choices, rounds, lead }).node,
  );
  settingsForm(room, { say, language, choices, values: usual(first), frozen: "none", button: say("Start the round"), send });
  return { destroy: () => root.replaceChildren() };
}

/** @param {{say: Say, language: string, collector: Collector}} desk @param {Choice[]} choices @param {Listed[]} rounds */
function earlier({ say, language, collector }, choices, rounds) {
  const title = (/** @type {string} */ id) => told(choices.find((one) => one.id === id)?.title, language) || id;
  const row = (/** @type {Listed} */ one) =>
    element("li", {},
      element("a", { href: pageOf(collector.api, "ledare", one.id) }, one.name),
      element("span", { class: "kit-help" }, [say(STATUS[one.status]), title(one.questionnaire), dayInWords(one.created, language)].join(" · ")));
  return element("section", { class: "kit-card" },
    element("h2", {}, say("Rounds on this server")),
    rounds.length === 0
      ? element("p", {}, say("There are none yet."))
      : element("p", { class: "kit-help" }, say("A round opens in the browser where you have led it before. Elsewhere you need its own link.")),
    rounds.length > 0 && element("ul", { class: "kit-rounds" }, ...rounds.map(row)));
}
