// @ts-check
/**
 * The window with the group's result: of the round that the page belongs to, or of files that
 * somebody has collected.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./group-view.js").Group} Group
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string,
 *   round?: {id: string, name: string, api: string} | null, assessment?: string | null}} State
 * @typedef {{request: (type: "draw" | "files" | "gather", request: object) => Promise<any>}} Callbacks
 */

import { Collector } from "./collector.js";
import { filesPart } from "./group-files.js";
import { goalsOf } from "./group-screens.js";
import { asker, live } from "./group-live.js";
import { openFor } from "./round.js";
import { element, speaker } from "./words.js";

/**
 * Show the group's result in `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} callbacks
 */
export function mount(root, state, callbacks) {
  let window_ = new GroupWindow(root, state, callbacks);
  return {
    /** @param {State} next */
    update(next) {
      window_.destroy();
      window_ = new GroupWindow(root, next, callbacks);
    },
    destroy: () => window_.destroy(),
  };
}

class GroupWindow {
  /** @type {{destroy: () => void}} */
  #part;

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    const { round = null } = state;
    const store = openFor(state);
    const language = state.questionnaire.languages.includes(store.value.language) ? store.value.language : state.language;
    const say = speaker(state.words, language);
    const body = element("div", {});
    root.classList.add("kit", "kit-group");
    root.lang = language;
    root.replaceChildren(element("h1", {}, say("The group's result")), body);
    if (round) body.before(goalsPart(goalsOf(state.questionnaire, language), say) ?? "");
    this.#part = round ? this.#round(body, round, store, language, callbacks) : filesPart(body, { state, say, language, callbacks });
  }

  /**
   * @param {HTMLElement} body @param {{id: string, api: string}} round @param {import("./draft.js").DraftStore} store
   * @param {string} language @param {Callbacks} callbacks
   */
  #round(body, round, store, language, callbacks) {
    const { questionnaire, words } = this.state;
    const collector = new Collector(round.api, { round: round.id, key: store.response.response_id, language: () => language });
    return live(body, { collector, role: "participant", ask: asker(callbacks), questionnaire, words, language });
  }

  destroy() {
    this.#part.destroy();
    this.root.replaceChildren();
  }
}

/** What the group wants to reach, as whoever leads the round has written it. @param {string[]} goals @param {Say} say */
function goalsPart(goals, say) {
  if (goals.length === 0) return null;
  return element("section", { class: "kit-card kit-group-goals", "aria-labelledby": "kit-group-goals" },
    element("h2", { id: "kit-group-goals" }, say("The goals")), element("ul", {}, ...goals.map((goal) => element("li", {}, goal))));
}
