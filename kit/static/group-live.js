// @ts-check
/**
 * The group's result of a round, as it is revealed: the browser fetches the protected tables with
 * the caller's own cookie or key and hands them to the kernel for drawing, so that no kernel ever
 * holds a key.
 *
 * It is drawn anew only when there is a new release, when something else is revealed, or in another
 * language. When the server is away the old picture stays, and the page says from when it is.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./group-view.js").Group} Group
 * @typedef {{release: number, revealed: string[], status?: string, [more: string]: any}} Now  the round's state
 * @typedef {(tables: object, views: string[], language: string) => Promise<Group>} Ask
 * @typedef {object} Options
 * @property {import("./collector.js").Collector} collector  for one round, with the caller's key or cookie
 * @property {"participant" | "presenter" | "facilitator"} role  a facilitator sees every view
 * @property {Ask} ask  lets the kernel draw
 * @property {any} questionnaire  its view
 * @property {import("./words.js").Words} words
 * @property {string} language
 * @property {(el: HTMLElement, group: Group) => import("./chart.js").Drawing} [paint]  draws in
 *   another way than in sheets
 * @property {string[]} [views]  only these, of what may be seen
 * @property {(group: Group) => void} [drawn]  hears of each new picture
 * @property {{setTimeout: (act: () => void, after: number) => any, clearTimeout: (timer: any) => void}} [clock]
 */

import { spread } from "./collector.js";
import { drawGroup } from "./group-view.js";
import { dress } from "./jupyter.js";
import { timeInWords } from "./round-contact.js";
import { element, msgid, speaker } from "./words.js";

export const ALL_VIEWS = ["areas", "competences", "items", "needs", "tags", "roles", "units", "change"];

/** How often a participant's page asks whether there is something new, in milliseconds, before the jitter. */
const ASK_EVERY = 8_000;

const STAGES = {
  waiting: msgid("Fetching the result …"),
  nothing: msgid("Nothing is shown yet. Whoever leads the workshop shows the result when the group is ready."),
  unreleased: msgid("There is no result to show yet. More people have to be done first."),
  stranger: msgid("Here you see the result of a round that you have answered in yourself. Join the round first."),
  lost: msgid("No contact with the server since {time}. What you see is from then."),
  away: msgid("The server does not answer. This page tries again by itself."),
};

/** Return what lets a window's own kernel draw. @param {{request: (type: "draw", request: object) => Promise<any>}} callbacks @returns {Ask} */
export function asker(callbacks) {
  return (tables, views, language) => callbacks.request("draw", { tables, views, language });
}

/**
 * Return the views that a caller may see of a round now.
 * @param {Now} now @param {string} role @param {string[]} [only]
 */
export function viewsOf({ revealed }, role, only) {
  const may = role === "facilitator" ? ALL_VIEWS : ALL_VIEWS.filter((view) => revealed.includes(view));
  return only ? may.filter((view) => only.includes(view)) : may;
}

/** Tell pictures apart by what would change them. @param {Now} now @param {string[]} views @param {string} language */
export const pictureKey = (now, views, language) => JSON.stringify([now.release, views, language]);

/**
 * Show a round's result in `root` and keep it up to date.
 *
 * A participant's page asks by itself how the round stands. Whoever hears of it otherwise, by the
 * round's events, calls `refresh` with each new state instead.
 * @param {HTMLElement} root
 * @param {Options} options
 */
export function live(root, options) {
  const shown = new Live(root, options);
  if (options.role === "participant") shown.watch();
  return {
    /** @param {Now} now */
    refresh: (now) => shown.hear(now),
    /** @param {string} language */
    speak: (language) => shown.speak(language),
    destroy: () => shown.destroy(),
  };
}

class Live {
  #status = element("div", { role: "status" });
  #body = element("div", {});
  /** @type {import("./chart.js").Drawing | null} */
  #drawing = null;
  #key = "";
  /** @type {Now | null} */
  #now = null;
  #gone = false;
  #heard = new Date();
  /** @type {any} */
  #timer = null;
  /** @type {Set<string>} */
  #opened = new Set();

  /** @param {HTMLElement} root @param {Options} options */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.language = options.language;
    this.clock = options.clock ?? { setTimeout: (act, after) => setTimeout(act, after), clearTimeout: (timer) => clearTimeout(timer) };
    root.classList.add("kit-group");
    root.replaceChildren(this.#status, this.#body);
    this.#enter("waiting");
  }

  /** @type {Say} */
  get say() {
    return speaker(this.options.words, this.language);
  }

  destroy() {
    this.#gone = true;
    this.clock.clearTimeout(this.#timer);
    this.#drawing?.destroy();
    this.root.replaceChildren();
  }

  /** Ask how the round stands, now and again and again. */
  async watch() {
    const { collector } = this.options;
    try {
      await this.hear(await collector.get(collector.path()));
    } catch (refusal) {
      this.#missed(refusal);
    }
    if (!this.#gone) this.#timer = this.clock.setTimeout(() => this.watch(), spread(ASK_EVERY, collector.random));
  }

  /** @param {string} language */
  speak(language) {
    this.language = language;
    if (this.#now) return this.hear(this.#now);
  }

  /** Draw if there is something new to draw. @param {Now} now */
  async hear(now) {
    this.#now = now;
    this.#heard = new Date();
    const views = viewsOf(now, this.options.role, this.options.views);
    if (views.length === 0) return this.#nothing("nothing");
    const key = pictureKey(now, views, this.language);
    if (key === this.#key) return this.#calm();
    this.#key = key;
    try {
      const { collector, ask } = this.options;
      const { tables } = await collector.get(collector.path("tables"));
      if (key !== this.#key || this.#gone) return;
      if (!tables) return this.#nothing("unreleased", key);
      const group = await ask(tables, views, this.language);
      if (key === this.#key && !this.#gone) await this.#draw(group);
    } catch (refusal) {
      if (key === this.#key) this.#key = "";
      this.#missed(refusal);
    }
  }

  /** @param {Group} group */
  async #draw(group) {
    await dress(["profile", "group"]);
    const again = this.#drawing !== null;
    this.#drawing?.destroy();
    this.#body.replaceChildren();
    const { questionnaire, paint } = this.options;
    this.#drawing = paint ? paint(this.#body, group) : drawGroup(this.#body, group, questionnaire, this.say, { opened: this.#opened });
    this.root.dataset.stage = "ready";
    this.#tell(again ? this.say("The pictures are drawn anew.") : this.say("The group's result is shown."), true);
    this.options.drawn?.(group);
  }

  /** @param {"nothing" | "unreleased"} stage @param {string} [key] */
  #nothing(stage, key = "") {
    this.#key = key;
    this.#drawing?.destroy();
    this.#drawing = null;
    this.#body.replaceChildren();
    this.#enter(stage);
  }

  /** Contact is back, and nothing is new. */
  #calm() {
    if (this.root.dataset.stage !== "lost") return;
    this.root.dataset.stage = this.#drawing ? "ready" : "unreleased";
    this.#tell(this.say("Contact with the server is back."), true);
  }

  /** @param {any} refusal */
  #missed(refusal) {
    if (this.#gone) return;
    if (refusal?.status === 404 || refusal?.status === 401 || refusal?.status === 403) return this.#turnedAway();
    if (this.#drawing) this.#enter("lost");
    else this.#enter("away");
  }

  #turnedAway() {
    this.#drawing?.destroy();
    this.#drawing = null;
    this.#body.replaceChildren();
    this.#enter("stranger");
  }

  /** @param {keyof typeof STAGES} stage */
  #enter(stage) {
    this.root.dataset.stage = stage;
    this.#tell(this.say(STAGES[stage], { time: timeInWords(this.#heard, this.language) }), false);
  }

  /** @param {string} words @param {boolean} quiet  for those who cannot see that the pictures changed */
  #tell(words, quiet) {
    if (this.#status.textContent === words) return;
    const warn = ["lost", "away"].includes(this.root.dataset.stage ?? "");
    this.#status.replaceChildren(element("p", { class: quiet ? "kit-hidden" : `kit-banner${warn ? " kit-banner-warn" : ""}` }, words));
  }
}
