// @ts-check
/**
 * What stands round a form's pages: languages, the two ways of stopping a person (a problem, and a
 * question asked once), and the wire to the kernel.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-rules.js").Problem} Problem
 */

import { firstBlank, short } from "./form-rules.js";
import { button } from "./press.js";
import { element, languageName } from "./words.js";

/** How often a page that is looked at asks whether its kernel is there, in milliseconds. */
export const ALIVE_EVERY = 30_000;
/** How long typing must pause before a change is told, in milliseconds. */
const PAUSE = 300;

/**
 * Offer the questionnaire's languages, each by its own name.
 * @param {{say: Say, prefix: string, languages: string[], language: string, choose: (language: string) => void}} wish
 */
export function languageSwitch({ say, prefix, languages, language, choose }) {
  if (languages.length < 2) return null;
  const names = languages.map((one) =>
    button(languageName(one), () => choose(one), "kit-language", {
      id: `${prefix}language:${one}`,
      lang: one,
      "aria-pressed": one === language,
    }),
  );
  return element("div", { class: "kit-languages", role: "group", "aria-label": say("Language") }, ...names);
}

/**
 * Say what stops the page, or ask once about what is blank; null when there is nothing to say.
 * @param {Say} say
 * @param {object} wish
 * @param {string} wish.prefix
 * @param {(text: any) => string} wish.tell
 * @param {Problem[]} wish.problems
 * @param {Item[]} wish.asking
 * @param {Record<string, any>} wish.answers
 * @param {(item: Item, key: string) => void} wish.open  leads to a question
 * @param {() => void} wish.goOn
 * @returns {{node: HTMLElement | null, words: Map<string, string>}} words: the complaint of each key
 */
export function notice(say, { prefix, tell, problems, asking, answers, open, goOn }) {
  const inWords = (/** @type {Problem} */ { item, msgid, params }) => `${say(msgid, params)}: ${short(tell(item.text))}`;
  const words = new Map(problems.map((problem) => [problem.key, inWords(problem)]));
  const line = (/** @type {Item} */ item, /** @type {string} */ key, /** @type {string} */ text) => {
    const onclick = (/** @type {Event} */ event) => (event.preventDefault(), open(item, key));
    return element("li", {}, element("a", { href: `#${prefix}${key}`, onclick }, text));
  };
  if (problems.length) {
    const lines = problems.map(({ item, key }) => line(item, key, words.get(key) ?? ""));
    return { node: errorSummary(say, prefix, lines), words };
  }
  const lines = asking.map((item) => line(item, firstBlank(item, answers), short(tell(item.text), 120)));
  return { node: lines.length ? askedOnce(say, prefix, lines, goOn) : null, words };
}

/** By GOV.UK's rules for error summaries. @param {Say} say @param {string} prefix @param {Node[]} lines */
function errorSummary(say, prefix, lines) {
  const heading = element("h2", { id: `${prefix}problem:` }, say("There is a problem"));
  const about = { role: "alert", tabindex: -1, "aria-labelledby": heading.id };
  const kind = "kit-banner kit-banner-error kit-notice";
  return element("div", { class: kind, ...about }, heading, element("ul", {}, ...lines));
}

/** @param {Say} say @param {string} prefix @param {Node[]} lines @param {() => void} goOn */
function askedOnce(say, prefix, lines, goOn) {
  const heading = element("h2", { id: `${prefix}asked:` }, say("Something is not answered"));
  return element(
    "div",
    { class: "kit-banner kit-banner-warn kit-notice", role: "group", tabindex: -1, "aria-labelledby": heading.id },
    heading,
    element("p", {}, say("Answer if you want to. You may also leave it.")),
    element("ul", {}, ...lines),
    element("div", { class: "kit-actions" }, button(say("Continue anyway"), goOn, "kit-button-quiet")),
  );
}

/** @typedef {{setTimeout: (act: () => void, after: number) => any, clearTimeout: (timer: any) => void}} Clock */

/**
 * Tell the callbacks about the response, once typing has paused.
 * @param {{change?: (response: any) => unknown, finish?: (response: any) => unknown}} callbacks
 * @param {Clock} clock
 * @param {() => object} response
 * @param {() => void} failed  what failed is safe in the draft; somebody should find out why
 */
export function teller(callbacks, clock, response, failed) {
  /** @type {any} */
  let timer = null;
  const tell = async (/** @type {"change" | "finish"} */ name) => {
    try {
      await callbacks[name]?.(structuredClone(response()));
    } catch {
      failed();
    }
  };
  const forget = () => {
    clock.clearTimeout(timer);
    timer = null;
  };
  const flush = () => {
    if (timer === null) return;
    forget();
    tell("change");
  };
  const soon = () => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(flush, PAUSE);
  };
  const close = () => {
    flush();
    removeEventListener("pagehide", flush);
  };
  addEventListener("pagehide", flush);
  return { tell, soon, flush, forget, close };
}

/**
 * Ask now and then whether the kernel is there, while the page is looked at.
 * @param {(() => Promise<boolean>) | undefined} alive
 * @param {(isAlive: boolean) => void} tell  hears of changes only
 * @param {Clock} clock
 */
export function watchKernel(alive, tell, clock) {
  let known = true;
  let stopped = false;
  /** @type {any} */
  let timer;
  const learn = (/** @type {boolean} */ isAlive) => {
    if (stopped || isAlive === known) return;
    known = isAlive;
    tell(isAlive);
  };
  const check = async () => {
    clock.clearTimeout(timer);
    if (!alive || stopped || document.hidden) return;
    learn(await alive().catch(() => false));
    later();
  };
  const later = () => {
    clock.clearTimeout(timer);
    if (alive && !stopped) timer = clock.setTimeout(check, ALIVE_EVERY);
  };
  const stop = () => {
    stopped = true;
    clock.clearTimeout(timer);
    document.removeEventListener("visibilitychange", check);
  };
  document.addEventListener("visibilitychange", check);
  later();
  return { check, stop };
}
