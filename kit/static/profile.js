// @ts-check
/**
 * The profile: what a person's own answers show, first by area, and by competence on opening.
 *
 * Python words and scores everything; this file asks for it once the response is finished, says
 * in words what is going on meanwhile, and places what comes back.
 *
 * @typedef {import("./draft.js").DraftStore} DraftStore
 * @typedef {import("./draft.js").Response} Response
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./profile-page.js").Profile} Profile
 * @typedef {{response: Response, earlier: Response[], interest: string[], language: string}} Request
 * @typedef {{questionnaire: {id: string, version: string, hash: string, areas: object[], tags: object[]}, words: import("./words.js").Words,
 *   language: string, profile?: Profile | null, following?: string | null, round?: import("./round.js").Round | null}} State
 * @typedef {{ask: (request: Request) => Promise<Profile | void> | void, alive?: () => Promise<boolean>}} Callbacks
 * @typedef {"unfinished" | "waiting" | "lost" | "ready"} Stage
 */

import { drawProfile } from "./profile-page.js";
import { openFor } from "./round.js";
import { element, speaker } from "./words.js";

export { drawProfile };

/**
 * Show the profile in `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} callbacks
 */
export function mount(root, state, callbacks) {
  const window_ = new ProfileWindow(root, state, callbacks);
  return {
    /** @param {State} next */
    update: (next) => window_.update(next),
    destroy: () => window_.destroy(),
  };
}

/**
 * Say what the person gets to see.
 * @param {{finished: boolean, profile: Profile | null, failed: boolean}} now
 * @returns {Stage}
 */
export function stageOf({ finished, profile, failed }) {
  if (!finished) return "unfinished";
  if (failed) return "lost";
  return profile ? "ready" : "waiting";
}

/**
 * Gather what the profile is worked out from.
 * @param {DraftStore} store
 * @returns {Request}
 */
export function requestOf(store) {
  const { file, current, language } = store.value;
  return { response: store.response, earlier: store.earlier(), interest: interestOf(file.chosen, current), language };
}

/**
 * Return the competences that the person has chosen to grow in: this time, else the last time.
 * @param {{response_id: string, competences: string[]}[]} chosen  oldest first
 * @param {string} current
 */
export function interestOf(chosen, current) {
  const own = chosen.findLast(({ response_id }) => response_id === current) ?? chosen.at(-1);
  return own?.competences ?? [];
}

/**
 * Tell requests apart by what would change the answer.
 * @param {Request} request
 */
export function keyOf({ response, earlier, interest, language }) {
  const versions = [response, ...earlier].map(({ response_id, seq }) => [response_id, seq]);
  return JSON.stringify([versions, interest, language]);
}

/**
 * Say whether a profile is of the response as it is now, in whatever language.
 * @param {Profile} profile
 * @param {Request} request
 */
export function concerns(profile, { response }) {
  return profile.response_id === response.response_id && profile.seq === response.seq;
}

/**
 * Say whether there is anything that a profile could show: some questions are only questions.
 * @param {State["questionnaire"]} view
 */
export function hasProfile({ areas, tags }) {
  return areas.length + tags.length > 0;
}

/**
 * Say in words what is going on.
 * @param {Stage} stage
 * @param {Say} say
 * @param {() => void} again
 * @returns {HTMLElement}
 */
function wordsFor(stage, say, again) {
  if (stage === "unfinished") return element("p", {}, say("Your profile is shown here when you are done."));
  if (stage === "waiting") return element("p", {}, say("Working out your profile …"));
  if (stage === "ready") return element("p", { class: "kit-hidden" }, say("Your profile is ready."));
  const lost = say("The server does not answer, so the profile cannot be worked out right now. Your answers are still on this device. Try again, or reload the page.");
  return element(
    "div",
    { class: "kit-banner kit-banner-warn" },
    element("p", {}, lost),
    element("button", { type: "button", class: "kit-button kit-button-quiet", onclick: again }, say("Try again")),
  );
}

/** @param {string} page  stays on the questionnaire that this page's address names @param {Say} say */
function onward(page, say) {
  const href = `${page}${location.search}`;
  return element("p", { class: "kit-actions" }, element("a", { class: "kit-button", href }, say("Go on to the next page")));
}

class ProfileWindow {
  /** @type {Profile | null} */
  #profile = null;
  /** @type {Profile | null} what stands in the page */
  #drawn = null;
  /** @type {{destroy: () => void} | null} */
  #drawing = null;
  #asked = "";
  #failed = false;
  /** @type {Set<string>} */
  #opened = new Set();

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.store = openFor(state);
    // The heading stays, so that whoever was led to it is not thrown off when the profile comes.
    this.heading = element("h2", { tabindex: -1 });
    this.status = element("div", { role: "status" });
    this.body = element("div", {});
    root.classList.add("kit", "kit-profile");
    root.replaceChildren(this.heading, this.status, this.body);
    this.unsubscribe = this.store.subscribe(() => this.#look());
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    this.root.hidden = !hasProfile(state.questionnaire);
    if (state.profile) this.#take(state.profile);
    this.#look();
  }

  destroy() {
    this.unsubscribe();
    this.#drawing?.destroy();
    this.root.replaceChildren();
  }

  /** Ask when there is something new to ask, and show where things stand. */
  #look() {
    if (!hasProfile(this.state.questionnaire)) return;
    const request = requestOf(this.store);
    const finished = request.response.status === "finished";
    // In the middle of the form, an empty profile below it looks like something missed.
    this.root.hidden = !finished && this.store.value.page !== null;
    const isOld = this.#profile && (!concerns(this.#profile, request) || !this.store.profile);
    if (isOld) this.#profile = this.store.profile = null;
    if (!finished) this.#asked = "";
    else if (keyOf(request) !== this.#asked) this.#ask(request);
    this.#show(stageOf({ finished, profile: this.#profile, failed: this.#failed }));
  }

  /** @param {Request} request */
  async #ask(request) {
    const key = keyOf(request);
    this.#asked = key;
    this.#failed = false;
    try {
      if ((await this.callbacks.alive?.()) === false) throw new Error("nobody answers");
      const profile = await this.callbacks.ask(request);
      if (profile) this.#take(profile);
    } catch {
      if (key === this.#asked) this.#failed = true;
    }
    this.#look();
  }

  #askAgain() {
    this.#asked = "";
    this.#look();
  }

  /** @param {Profile} profile */
  #take(profile) {
    const request = requestOf(this.store);
    if (!concerns(profile, request) || profile.language !== request.language) return;
    this.#profile = profile;
    this.#failed = false;
    this.store.profile = profile;
  }

  /** @param {Stage} stage */
  #show(stage) {
    const say = speaker(this.state.words, this.store.value.language);
    const words = wordsFor(stage, say, () => this.#askAgain());
    this.root.dataset.stage = stage;
    this.heading.textContent = say("Your profile");
    if (this.status.textContent !== words.textContent) this.status.replaceChildren(words);
    const profile = stage === "unfinished" ? null : this.#profile;
    if (profile === this.#drawn) return;
    this.#drawing?.destroy();
    this.#drawing = null;
    this.body.replaceChildren();
    this.#drawn = profile;
    if (profile) this.#draw(profile, say);
  }

  /** @param {Profile} profile @param {Say} say */
  #draw(profile, say) {
    this.#drawing = drawProfile(this.body, profile, say, { heading: false, opened: this.#opened });
    if (this.state.following) this.body.append(onward(this.state.following, say));
  }
}
