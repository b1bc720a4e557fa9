// @ts-check
/**
 * The page on the wall: what everybody in the room sees. There is nothing to press.
 *
 * Before anything is revealed it shows the way in and how far the group has come; then it shows
 * what the facilitator has revealed. When the server is away it keeps what it shows, and says so.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string}} State
 * @typedef {import("./console-part.js").Now} Now
 */

import { Collector, Refusal } from "./collector.js";
import { stepNow } from "./console-workshop-way.js";
import { scriptKeeper } from "./console-workshop-script.js";
import { dress } from "./jupyter.js";
import { admitted } from "./key.js";
import { lobby, message } from "./presenter-lobby.js";
import { resultWall } from "./presenter-result.js";
import { stepWall } from "./presenter-step.js";
import { contactLine } from "./round-contact.js";
import { apiFrom, roundIn } from "./round-places.js";
import { timerLine } from "./round-timer.js";
import { element, msgid, speaker, told } from "./words.js";

const API = apiFrom(import.meta.url);
const LOST = msgid("No contact with the server since {time}. What you see is from then.");
/** How long to wait before the server is looked for again, in milliseconds. */
const AGAIN = 5_000;

/**
 * Draw the window into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Record<string, any>} [callbacks]
 */
export function mount(root, state, callbacks = {}) {
  const presenter = new Presenter(root, state, callbacks);
  return { update: (/** @type {State} */ next) => void (presenter.state = next), destroy: () => presenter.destroy() };
}

class Presenter {
  #heading = element("h1");
  #body = element("div", { class: "kit-wall-body" });
  /** @type {{refresh: (now: Now) => void, destroy?: () => void} | null} */
  #shown = null;
  #kind = "";
  #hush = () => {};
  /** @type {any} */
  #later = null;
  /** @type {Now | null} */
  #now = null;

  /** @param {HTMLElement} root @param {State} state @param {Record<string, any>} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.language = state.language;
    /** @type {Say} */
    this.say = speaker(state.words, this.language);
    this.round = roundIn(location.search);
    this.collector = new Collector(API, { round: this.round, language: () => this.language });
    this.timer = timerLine(this.say);
    this.contact = contactLine(this.say, this.language, LOST);
    this.keeper = scriptKeeper(this.collector, (found) => this.#draw(found));
    root.classList.add("kit", "kit-presenter");
    root.lang = this.language;
    document.body.classList.add("kit-wall");
    const head = element("header", { class: "kit-wall-head" }, this.#heading, this.timer.node);
    root.replaceChildren(head, this.#body, this.contact.node);
    this.arrive();
  }

  destroy() {
    this.#hush();
    clearTimeout(this.#later);
    this.timer.stop();
    this.keeper.stop();
    this.#shown?.destroy?.();
    document.body.classList.remove("kit-wall");
    this.root.replaceChildren();
  }

  async arrive() {
    this.#message("", this.say("Fetching the round …"));
    try {
      await dress(["round", "script", "weighing-view", "plan"]);
      await admitted();
      if (!this.round) return this.#refused();
      const { collector } = this;
      const [state, progress] = await Promise.all([collector.get(collector.path()), collector.get(collector.path("progress"))]);
      this.#hear({ ...state, ...progress });
      this.#hush = collector.events(this.round, (next) => this.#hear(next), (refusal) => this.#fail(refusal));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!error.passing) return this.#refused();
      this.#message(this.say("The server does not answer"), this.say("This page tries again by itself."));
      this.#later = setTimeout(() => this.arrive(), AGAIN);
    }
  }

  #refused() {
    this.#hush();
    this.#now = null;
    this.timer.set(null);
    this.contact.found();
    this.#message(this.say("This page needs a link"), this.say("Whoever leads the round opens it from the page where the round is led, or makes a link for the projector there."));
  }

  /** @param {string} heading @param {string} words */
  #message(heading, words) {
    this.#heading.textContent = heading || this.say("The projector");
    this.#show("words", () => message(words));
    this.root.dataset.wall = "words";
  }

  /** @param {string} kind @param {() => {node: HTMLElement, refresh: (now: Now) => void, destroy?: () => void}} make */
  #show(kind, make) {
    if (kind === this.#kind && kind !== "words") return;
    this.#kind = kind;
    this.#shown?.destroy?.();
    const made = make();
    this.#shown = made;
    this.#body.replaceChildren(made.node);
  }

  /** @param {Partial<Now>} next */
  #hear(next) {
    this.contact.found();
    this.timer.set((next.timer_left === undefined ? this.#now : next)?.timer_left);
    this.#draw(next);
    if (this.#now) this.keeper.refresh(this.#now);
  }

  /** @param {Partial<Now>} next */
  #draw(next) {
    const now = /** @type {Now} */ ({ ...this.#now, ...next });
    const step = stepNow(now);
    this.#now = now;
    this.#heading.textContent = step ? told(step.title, this.language) : now.name;
    const [kind, make] = this.#wall(now, step);
    this.#show(kind, make);
    this.root.dataset.wall = kind.split(" ")[0];
    this.root.classList.toggle("kit-wall-led", step !== null);
    this.#shown?.refresh(now);
  }

  /**
   * Return what the wall shows now: a script's step, or without one what the round has come to.
   * @param {Now} now @param {import("./script.js").Step | null} step
   * @returns {[string, () => {node: HTMLElement, refresh: (now: Now) => void, destroy?: () => void}]}
   */
  #wall(now, step) {
    const isResult = now.revealed.length > 0 && (step === null || step.kind === "look");
    if (isResult) return ["result", () => resultWall(this)];
    if (step === null) return ["lobby", () => lobby(this)];
    if (step.kind === "answer") return [`lobby ${step.id}`, () => lobby(this, told(step.room, this.language))];
    return [`step ${now.script?.id} ${now.script?.version} ${step.id}`, () => stepWall(this, step)];
  }

  /** @param {Refusal} refusal */
  #fail(refusal) {
    if (refusal.passing) this.contact.lost();
    else this.#refused();
  }
}
