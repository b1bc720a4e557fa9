// @ts-check
/**
 * One line above a participant's page in a round: where the workshop is, and the way there. It is
 * there as long as the round has a workshop.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./round.js").Membership} Membership
 */

import { Collector } from "./collector.js";
import { contributionErrand } from "./contribution-kept.js";
import { timerLine } from "./round-timer.js";
import { watchRound } from "./round-watch.js";
import { ScriptDesk, stepOf, wordsOf } from "./script.js";
import { element } from "./words.js";

/** Between how many milliseconds a page beside the workshop asks: its clock runs by itself. @type {[number, number]} */
const BESIDE = [8_000, 16_000];
/** The same where there is no workshop, so that those who answer cost next to nothing. @type {[number, number]} */
const SELDOM = [30_000, 60_000];
/** The page of the workshop itself, and the one with what was agreed on before. */
const [PAGE, BEFORE] = ["04-atgarder.ipynb", "05-uppfoljning.ipynb"];

/**
 * Make the line, and keep it true from then on.
 * @param {Membership} member
 * @param {() => {say: Say, language: string}} desk  in today's language
 */
export function scriptBar({ store, round }, desk) {
  const collector = new Collector(round.api, { round: round.id, key: store.response.response_id, language: () => desk().language });
  const scripts = new ScriptDesk(collector);
  const words = element("span", { class: "kit-script-words" });
  const way = (/** @type {string} */ page) => element("a", { class: "kit-button kit-button-quiet", href: `${page}?round=${encodeURIComponent(round.id)}` });
  const [link, before] = [way(PAGE), way(BEFORE)];
  const node = element("aside", { class: "kit kit-script-bar", hidden: true });
  const timer = timerLine((msgid, params) => desk().say(msgid, params));
  node.append(words, timer.node, element("span", { class: "kit-actions" }, before, link));

  /** @param {any} now */
  const hear = async (now) => {
    const { workshop } = now;
    collector.key = store.response.response_id;
    const script = await scripts.read(workshop).catch(() => null);
    const { say, language } = desk();
    const step = script && stepOf(script, workshop.at);
    node.hidden = !workshop && !now.follows;
    link.hidden = !workshop;
    before.hidden = !now.follows || location.pathname.includes(BEFORE.replace(".ipynb", ""));
    node.lang = language;
    node.setAttribute("aria-label", say("The workshop"));
    const running = workshop ? say("There is a workshop in this round.") : say("This round goes on from an earlier one.");
    const text = step ? say("The workshop is at: {step}.", { step: wordsOf(step.title, language) }) : running;
    if (words.textContent !== text) words.textContent = text;
    link.textContent = say("To the workshop");
    before.textContent = say("Follow up");
    timer.set(workshop ? now.timer_left : null);
  };
  watchRound(collector, hear, { pace: (now) => (now?.workshop ? BESIDE : SELDOM) });
  bringTheRest(store, round);
  return node;
}

/** What was given to the workshop and has not arrived yet leaves from this page, too. @param {import("./draft.js").DraftStore} store @param {import("./round.js").Round} round */
async function bringTheRest(store, round) {
  const about = { api: round.api, round: round.id, id: store.response.response_id, until: store.value.until };
  if (!contributionErrand(store.storage, store.key, about)) return;
  const { contributionOf } = await import("./contribution-sync.js");
  contributionOf({ store, round });
}
