// @ts-check
/**
 * What stands round a form's pages: languages, banners, the line that says what is saved, the two
 * ways of stopping a person (a problem, and a question asked once), and the wire to the kernel.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./draft.js").DraftStore} DraftStore
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-rules.js").Problem} Problem
 */

import { firstBlank, short } from "./form-rules.js";
import { asking, button } from "./press.js";
import { dayInWords, element, languageName, msgid } from "./words.js";

/** How often a page that is looked at asks whether its kernel is there, in milliseconds. */
export const ALIVE_EVERY = 30_000;
/** How long typing must pause before a change is told, in milliseconds. */
const PAUSE = 300;

const LOST = msgid(
  "Contact with the server is lost. Your answers are safe on this device and you can go on answering.",
);
const LOST_AND_UNSAVED = msgid(
  "Contact with the server is lost. You can go on answering, but your answers stay only as long as this page is open.",
);
const TWO_TABS = msgid(
  "This form is open in another tab too. What you answer there is shown here as well.",
);

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
 * @typedef {"restored" | "kernel" | "other tab" | "wiped"} News
 * @typedef {{say: Say, language: string, store: DraftStore, since: string, startOver: () => void}} Reporter
 */

/** Keep what has happened, and tell it above the content; each thing is told once. */
export function bulletin() {
  /** @type {Map<News, HTMLElement | null>} */
  const told = new Map();
  /** @type {Reporter | null} */
  let reporter = null;
  const node = element("div", { class: "kit-banners", "aria-live": "polite" });
  const add = (/** @type {News} */ news) => {
    if (told.get(news)) return;
    const one = reporter && banner(news, reporter);
    told.set(news, one);
    if (one) node.append(one);
  };
  const remove = (/** @type {News} */ news) => {
    told.get(news)?.remove();
    told.delete(news);
  };
  const clear = () => [...told.keys()].forEach(remove);
  const draw = (/** @type {Reporter} */ next) => {
    const all = [...told.keys()];
    clear();
    reporter = next;
    all.forEach(add);
    return node;
  };
  return { add, remove, clear, draw };
}

/**
 * Tell what happened, above the content.
 * @param {News} news
 * @param {Reporter} reporter  `since` is the day of the answers that were found
 */
export function banner(news, reporter) {
  const [kind, words, action] = NEWS[news](reporter);
  const row = action ? element("div", { class: "kit-actions" }, action) : null;
  return element("div", { class: `kit-banner kit-banner-${kind}`, "data-news": news }, element("p", {}, words), row);
}

/** What is told: the kind of banner, the words, and what can be done. */
/** @type {Record<News, (reporter: Reporter) => [string, string, Node | null]>} */
const NEWS = {
  kernel: ({ say, store }) => {
    const reload = button(say("Reload the page"), () => location.reload(), "kit-button-quiet");
    return store.persistent
      ? ["warn", `${say(LOST)} ${say("Reload the page to get contact again.")}`, reload]
      : ["warn", say(LOST_AND_UNSAVED), null];
  },
  wiped: ({ say }) => ["good", say("Your answers are deleted from this device."), null],
  "other tab": ({ say }) => ["info", say(TWO_TABS), null],
  restored: ({ say, language, store, since, startOver }) => [
    "info",
    say("We found your answers from {day}. Continue where you stopped.", {
      day: dayInWords(since, language, since.slice(0, 4) !== store.today().slice(0, 4)),
    }),
    asking(say, {
      text: say("Start over"),
      kind: "kit-button-quiet",
      question: say("Delete these answers and start over?"),
      yes: say("Yes, start over"),
      act: startOver,
    }),
  ],
};

/**
 * Say where the answers are and until when, with the button that deletes them.
 * The line's words change only when what they say changes, so that it does not chatter.
 * @param {{say: Say, language: string, store: DraftStore, preview: boolean, wipe: () => void}} wish
 */
export function keepLine({ say, language, store, preview, wipe }) {
  const line = element("p", { class: "kit-keep-line", role: "status" });
  const remove = asking(say, {
    text: say("Delete my answers from this device"),
    kind: "kit-button-link",
    question: say("Delete everything you have answered and written here from this device? It cannot be undone."),
    yes: say("Yes, delete"),
    act: wipe,
  });
  const words = () => {
    if (preview) return say("This is a preview. Nothing is saved.");
    if (!store.persistent) {
      return say("Cannot be saved on this device. Your answers stay only as long as this page is open.");
    }
    if (!keepsAnything(store)) return say("What you answer is saved on this device.");
    return say("Saved on this device until {day}", { day: dayInWords(store.value.until, language) });
  };
  const refresh = () => {
    if (line.textContent !== words()) line.textContent = words();
    remove.hidden = preview || !keepsAnything(store);
    line.classList.toggle("kit-keep-warn", !preview && !store.persistent);
  };
  refresh();
  return { node: element("div", { class: "kit-keep" }, line, remove), refresh };
}

/** @param {DraftStore} store */
function keepsAnything(store) {
  const { file, page } = store.value;
  const beside = file.responses.length > 1 || file.notes.length > 0 || file.steps.length > 0;
  return store.response.seq > 0 || page !== null || beside;
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
