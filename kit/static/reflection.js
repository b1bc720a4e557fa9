// @ts-check
/**
 * The window for private thoughts: prompts, competences to grow in, own steps.
 * Everything stays in the draft on the device; there is nobody to tell.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{node: HTMLElement, refresh: (source: string) => void}} Part
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string, level?: number,
 *   assessment?: string | null, following?: string | null, round?: import("./round.js").Round | null}} State  level of the heading; assessment: the page with the form;
 *   following: the page with the group's result, for those who answer in a round
 * @typedef {object} Desk  the window, as its parts see it
 * @property {Say} say
 * @property {any} view
 * @property {string} language
 * @property {string} prefix
 * @property {import("./draft.js").DraftStore} store
 * @property {(text: any) => string} tell
 * @property {(iso: string) => string} day
 * @property {(text: string) => void} announce
 */

import { growing } from "./reflection-grow.js";
import { prompts } from "./reflection-prompts.js";
import { stepping } from "./reflection-steps.js";
import { openFor } from "./round.js";
import { dayInWords, element, speaker, told } from "./words.js";

let mounted = 0;

/**
 * Draw the window into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 */
export function mount(root, state) {
  let window_ = new ReflectionWindow(root, state);
  const update = (/** @type {State} */ next) => {
    window_.destroy();
    window_ = new ReflectionWindow(root, next);
  };
  return { update, destroy: () => window_.destroy() };
}

class ReflectionWindow {
  #prefix = `kit-reflection${(mounted += 1)}-`;
  #live = element("p", { class: "kit-hidden", role: "status" });
  #body = element("div");
  /** @type {Part[]} */
  #parts = [];
  #drawn = "";

  /** @param {HTMLElement} root @param {State} state */
  constructor(root, state) {
    this.root = root;
    this.state = state;
    this.store = openFor(state);
    const stopDraft = this.store.subscribe((_, source) => this.#hear(source));
    const stopProfile = this.store.onProfile(() => this.#hear("here"));
    this.unsubscribe = () => (stopDraft(), stopProfile());
    root.classList.add("kit", "kit-reflection");
    root.replaceChildren(this.#body, this.#live);
    this.#hear("here");
  }

  destroy() {
    this.unsubscribe();
    this.root.replaceChildren();
  }

  get language() {
    const { language } = this.store.value;
    const { languages } = this.state.questionnaire;
    return languages.includes(language) ? language : languages[0];
  }

  /** @param {string} source */
  #hear(source) {
    const { current } = this.store.value;
    const drawn = JSON.stringify([this.language, current, this.store.response.status]);
    if (drawn !== this.#drawn || source === "wiped") this.#draw();
    else for (const part of this.#parts) part.refresh(source);
    this.#drawn = drawn;
  }

  #draw() {
    const { language, store } = this;
    const say = speaker(this.state.words, language);
    /** @type {Desk} */
    const desk = {
      say, language, store, view: this.state.questionnaire, prefix: this.#prefix,
      tell: (text) => told(text, language),
      day: (iso) => dayInWords(iso, language),
      announce: (text) => void (this.#live.textContent = text),
    };
    this.#parts = [keeping(desk), prompts(desk), growing(desk), stepping(desk)].filter((part) => part !== null);
    const heading = element(`h${this.state.level ?? 1}`, {}, say("Reflect"));
    this.root.lang = language;
    this.#body.replaceChildren(heading, ...this.#before(say), ...this.#parts.map((part) => part.node), ...this.#after(say));
  }

  /** @param {Say} say @returns {HTMLElement[]} */
  #after(say) {
    const { following, round } = this.state;
    if (!following || !round) return [];
    const href = `${following}${location.search}`;
    return [element("p", { class: "kit-actions" }, element("a", { class: "kit-button", href }, say("See the group's result")))];
  }

  /** @param {Say} say @returns {HTMLElement[]} */
  #before(say) {
    if (this.store.response.status === "finished") return [];
    const { assessment } = this.state;
    const banner = element("div", { class: "kit-banner" },
      element("p", {}, say("You have not finished the self-assessment yet. You may write here all the same; your profile and its suggestions come when you have finished.")),
      assessment && element("p", {}, element("a", { href: `${assessment}${location.search}` }, say("To the self-assessment"))));
    return [banner];
  }
}

/** Say where the words stay. @param {Desk} desk @returns {Part} */
function keeping({ say, store, day }) {
  const private_ = element("p", { class: "kit-lead" },
    say("What you write here stays on this device and in your own file. It is not sent to anybody."));
  const kept = element("p", { class: "kit-help" });
  const refresh = () => {
    const words = store.persistent
      ? say("Saved as you write. It stays on this device until {day}.", { day: day(store.value.until) })
      : say("This browser keeps nothing. Download your file before you close the page.");
    if (kept.textContent !== words) kept.textContent = words;
  };
  refresh();
  return { node: element("div", { class: "kit-reflection-kept" }, private_, kept), refresh };
}
