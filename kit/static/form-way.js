// @ts-check
/**
 * The way through a form: from place to place, stopped by problems and by a question asked once.
 *
 * @typedef {import("./form-rules.js").Item} Item
 * @typedef {import("./form-rules.js").Problem} Problem
 * @typedef {object} Host  the form that is walked through
 * @property {import("./form-rules.js").View} view
 * @property {import("./form-rules.js").Answers} answers
 * @property {import("./draft.js").DraftStore} store
 * @property {Map<string, string>} typed
 * @property {boolean} leavesTracks  in the browser's history
 * @property {() => void} leave  before a place is left
 * @property {(field?: string) => void} arrive  draws the place and leads the focus there
 * @property {() => void} stopped  draws what stops the way
 * @property {() => void} finished
 */

import {
  CHECK, DONE, START, neighbour, places, problemsOf, shownPages, toAsk,
} from "./form-rules.js";

export class Way {
  place = START;
  /** @type {Problem[]} what stops this page */
  problems = [];
  /** @type {Item[]} what this page asks about once */
  asking = [];
  #fromCheck = false;
  /** @type {string | null} the page that the draft last named */
  #page = null;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    addEventListener("popstate", this.#returned);
  }

  close() {
    removeEventListener("popstate", this.#returned);
  }

  /** Stand where the draft was left. @param {{stays?: boolean}} [how]  stays: at the start all the same */
  take({ stays = false } = {}) {
    const { view, answers, store } = this.host;
    const { page } = store.value;
    const known = page !== null && !stays && places(view, answers).includes(page);
    this.#stand(store.response.status === "finished" ? DONE : known ? page : START);
    this.#page = page;
    this.#track("replaceState");
  }

  /** Leave a place that is no longer there, as when a questionnaire is being changed. */
  ground() {
    const { view, answers } = this.host;
    if (!places(view, answers).includes(this.place)) this.#stand(START);
  }

  /** Say whether another window of this page has led the draft elsewhere, by opening a file. */
  isLed() {
    const { page } = this.host.store.value;
    const led = page !== this.#page;
    this.#page = page;
    return led;
  }

  /** Where the main button of a page of questions leads. */
  get onward() {
    const { view, answers } = this.host;
    return this.#fromCheck ? CHECK : neighbour(view, answers, this.place, 1);
  }

  /** @param {1 | -1} step */
  step(step) {
    this.go(neighbour(this.host.view, this.host.answers, this.place, step));
  }

  /** Leave a page of questions, unless something stops the way. */
  next() {
    const { view, answers, store, typed } = this.host;
    const page = shownPages(view, answers).find(({ id }) => id === this.place);
    this.problems = page ? problemsOf(page, answers, typed) : [];
    this.asking = page && !this.problems.length ? toAsk(page, answers, store.value.asked) : [];
    const ids = this.asking.map(({ id }) => id);
    if (ids.length) store.update((draft) => void draft.asked.push(...ids));
    if (ids.length || this.problems.length) return this.host.stopped();
    this.go(this.onward);
  }

  /** Finish the form, unless a page has a problem. */
  finish() {
    const { view, answers, typed } = this.host;
    this.problems = shownPages(view, answers).flatMap((page) => problemsOf(page, answers, typed));
    if (this.problems.length) return this.host.stopped();
    this.host.finished();
    this.go(DONE);
  }

  /**
   * Go to a place.
   * @param {string} place
   * @param {{field?: string, fromCheck?: boolean, tracked?: boolean}} [how]
   */
  go(place, { field, fromCheck = false, tracked = true } = {}) {
    const { store } = this.host;
    this.host.leave();
    this.#stand(place, fromCheck);
    this.#page = place === START ? null : place === DONE ? CHECK : place;
    if (store.value.page !== this.#page) store.update((draft) => void (draft.page = this.#page));
    if (tracked) this.#track("pushState");
    this.host.arrive(field);
  }

  /** Go to a question, on whichever page it stands. @param {Item} item @param {string} key */
  goToQuestion(item, key) {
    const page = this.host.view.pages.find(({ items }) => items.some(({ id }) => id === item.id));
    if (page) this.go(page.id, { field: key, fromCheck: true });
  }

  /** @param {string} place @param {boolean} [fromCheck] */
  #stand(place, fromCheck = false) {
    this.place = place;
    this.#fromCheck = fromCheck;
    this.problems = [];
    this.asking = [];
  }

  /** The address names a page, never an answer. @param {"pushState" | "replaceState"} how */
  #track(how) {
    if (!this.host.leavesTracks) return;
    const page = this.host.view.pages.findIndex(({ id }) => id === this.place) + 1;
    const address = location.pathname + location.search + (page ? `#sida-${page}` : "");
    try {
      history[how]({ ...history.state, kitForm: this.place }, "", address);
    } catch {
      // A frame may be forbidden to touch its history; the form's own buttons lead everywhere.
    }
  }

  /** @param {PopStateEvent} event */
  #returned = (event) => {
    const { view, answers, store, leavesTracks } = this.host;
    const place = event.state?.kitForm;
    if (!leavesTracks || place === this.place || !places(view, answers).includes(place)) return;
    if (place === DONE && store.response.status !== "finished") return;
    this.go(place, { tracked: false });
  };
}

/** Put "Error:" before the window's title while something is wrong, and take it away again. */
export function titleMark() {
  let prefix = "";
  return (/** @type {boolean} */ wrong, /** @type {import("./words.js").Say} */ say) => {
    if (prefix && document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
    prefix = wrong ? `${say("Error:")} ` : "";
    document.title = prefix + document.title;
  };
}
