// @ts-check
/**
 * The page of the person who leads: what it shows follows from the key that came along, or from the
 * cookie that an earlier key was changed for.
 *
 * Everything here is the collector's; the kernel only draws the group's result, and holds no key.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string}} State
 * @typedef {Record<string, any>} Callbacks
 * @typedef {{update?: () => void, destroy: () => void}} Shown
 */

import { Collector, Refusal } from "./collector.js";
import { gate, hindranceOf } from "./console-gate.js";
import { startPage } from "./console-start.js";
import { roundPage } from "./console-round.js";
import { languageSwitch } from "./form-frame.js";
import { dress } from "./jupyter.js";
import { admitted } from "./key.js";
import { apiFrom, pageOf, roundIn } from "./round-places.js";
import { element, speaker } from "./words.js";

const API = apiFrom(import.meta.url);
const LANGUAGES = ["sv", "en"];

/**
 * Draw the window into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} [callbacks]
 */
export function mount(root, state, callbacks = {}) {
  const console_ = new Console(root, state, callbacks);
  return { update: (/** @type {State} */ next) => console_.update(next), destroy: () => console_.destroy() };
}

class Console {
  #head = element("div");
  #body = element("div");
  /** @type {Shown | null} */
  #shown = null;
  /** @type {() => void} draws what stands there, in the language of now */
  #again = () => {};

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.language = LANGUAGES.includes(state.language) ? state.language : "sv";
    this.round = roundIn(location.search);
    this.collector = new Collector(API, { round: this.round, language: () => this.language });
    root.classList.add("kit", "kit-console");
    root.replaceChildren(this.#head, this.#body);
    this.#frame();
    this.arrive();
  }

  /** @type {Say} */
  get say() {
    return speaker(this.state.words, this.language);
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
  }

  destroy() {
    this.#shown?.destroy();
    this.root.replaceChildren();
  }

  #frame() {
    const { say, language } = this;
    const choose = (/** @type {string} */ next) => {
      this.language = next;
      this.#frame();
      this.#again();
      /** @type {HTMLElement | null} */ (this.root.querySelector(".kit-language[aria-pressed=true]"))?.focus();
    };
    this.root.lang = language;
    this.#head.replaceChildren(languageSwitch({ say, prefix: "kit-console-", languages: LANGUAGES, language, choose }) ?? "");
  }

  /** @param {() => HTMLElement | Shown} draw  into the body; again when the language changes */
  #show(draw) {
    this.#again = () => {
      this.#shown?.destroy();
      const made = draw();
      this.#shown = made instanceof HTMLElement ? null : made;
      if (made instanceof HTMLElement) this.#body.replaceChildren(made);
    };
    this.#again();
  }

  /** @param {import("./console-gate.js").Hindrance} hindrance */
  #stop(hindrance) {
    this.#show(() => gate(this.say, hindrance, { address: location.origin + location.pathname, round: this.round, again: () => this.arrive() }));
  }

  /** Find out who is there, and show what is theirs. */
  async arrive() {
    this.#show(() => element("p", { class: "kit-help", role: "status" }, this.say("Fetching the round …")));
    try {
      await dress(["round"]);
      const admission = await admitted();
      if (admission?.round && admission.round !== this.round) return this.#goTo(admission.round, admission.role);
    } catch (error) {
      return this.#stop(error instanceof Refusal && error.passing ? "lost" : "refused");
    }
    try {
      await (this.round ? this.#lead() : this.#start());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#stop(hindranceOf(error, this.round !== null));
    }
  }

  /** @param {string} round @param {string} role */
  #goTo(round, role) {
    location.replace(pageOf(API, role === "presenter" ? "presentation" : "ledare", round));
  }

  async #start() {
    const [choices, rounds] = await Promise.all([this.collector.get("questionnaires"), this.collector.get("rounds")]);
    const lead = (/** @type {string} */ round) => location.assign(pageOf(API, "ledare", round));
    this.#show(() => startPage(this.#body, this, { choices, rounds, lead }));
  }

  async #lead() {
    const { collector } = this;
    const [state, progress] = await Promise.all([collector.get(collector.path()), collector.get(collector.path("progress"))]);
    const stop = (/** @type {import("./console-gate.js").Hindrance} */ hindrance) => this.#stop(hindrance);
    this.#show(() => roundPage(this.#body, this, { ...state, ...progress }, stop));
  }
}
