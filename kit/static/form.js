// @ts-check
/**
 * The form: one calm page a step. Everything that is answered lives in the draft on the device;
 * the callbacks only hear of it, so the form goes on working when nobody listens any more.
 *
 * @typedef {import("./draft.js").Response} Response
 * @typedef {import("./form-choose.js").Desk} Desk
 * @typedef {import("./form-rules.js").Answer} Answer
 * @typedef {import("./form-rules.js").View} View
 *
 * @typedef {object} State
 * @property {View} questionnaire
 * @property {import("./words.js").Words} words
 * @property {string} language  to begin with; afterwards the draft remembers the person's choice
 * @property {number} [level]  of the pages' headings; 1 unless the form stands under another heading
 * @property {boolean} [keep]  false for a preview: nothing is saved and the address is left alone
 * @property {import("./round.js").Round | null} [round]  the round that is answered in, if any
 *
 * @typedef {object} Shown
 * @property {import("./form-pages.js").Drawn} page
 * @property {{refresh: () => void}} keep
 * @property {string} language
 *
 * @typedef {object} Callbacks
 * @property {(response: Response) => unknown} [change]  after each answer, once typing has paused
 * @property {(response: Response) => unknown} [finish]
 * @property {() => Promise<boolean>} [alive]
 * @property {boolean} [stays]  at the start, wherever the draft was left: the person is busy there
 * @property {import("./form-frame.js").Clock} [clock]
 */

import { fieldId } from "./form-choose.js";
import { languageSwitch, notice, teller, watchKernel } from "./form-frame.js";
import { keepLine, whereKept } from "./form-keep.js";
import { bulletin } from "./form-news.js";
import { ROLE, aboutKey, checkPage, endPage, questionPage, startPage } from "./form-pages.js";
import { CHECK, DONE, START, answerTo, shownPages } from "./form-rules.js";
import { Way, titleMark } from "./form-way.js";
import { keyOf, makeWay, membership, openFor } from "./round.js";
import { element, speaker, told } from "./words.js";

/** @type {import("./form-frame.js").Clock} */
const CLOCK = {
  setTimeout: (act, after) => setTimeout(act, after),
  clearTimeout: (timer) => clearTimeout(timer),
};
let mounted = 0;

/**
 * Draw the form into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} [callbacks]
 */
export function mount(root, state, callbacks = {}) {
  let form = new Form(root, state, callbacks);
  const update = (/** @type {State} */ next) => {
    if (keyOf(next) === keyOf(form.state)) return form.update(next);
    form.destroy();
    form = new Form(root, next, callbacks);
  };
  return { update, destroy: () => form.destroy() };
}

/** The form on one questionnaire. */
class Form {
  /** @type {Map<string, string>} what stands in number boxes, by key */
  typed = new Map();
  #prefix = `kit${(mounted += 1)}-`;
  #bulletin = bulletin();
  #markTitle = titleMark();
  #column = element("div", { class: "kit-column" });
  #live = element("p", { class: "kit-hidden", role: "status" });

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.store = openFor(state);
    this.member = this.isPreview ? null : membership(this.store);
    const stopDraft = this.store.subscribe((_, source) => this.#hear(source));
    const stopSync = this.member?.sync.subscribe((standing, foreign) => this.#synced(standing, foreign));
    this.unsubscribe = () => (stopDraft(), stopSync?.());
    this.since = this.store.value.changed;
    this.current = this.store.value.current;
    const clock = callbacks.clock ?? CLOCK;
    this.kernel = watchKernel(callbacks.alive, (isAlive) => this.#contact(isAlive), clock);
    this.teller = teller(callbacks, clock, () => this.store.response, () => this.kernel.check());
    root.classList.add("kit", "kit-form");
    root.replaceChildren(this.#column, this.#live);
    this.way = new Way(this);
    this.way.take({ stays: callbacks.stays });
    if (this.store.restored && this.way.place !== DONE) this.#bulletin.add("restored");
    if (this.member?.waiting) this.#bulletin.add("other person", { open: () => this.#makeWay() });
    /** @type {Shown} */
    this.shown = this.#draw();
    if (this.member) this.#synced(this.member.sync.standing, null);
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    this.way.ground();
    this.#redraw();
  }

  destroy() {
    this.teller.close();
    this.unsubscribe();
    this.kernel.stop();
    this.way.close();
    this.#markTitle(false, this.say);
    this.root.replaceChildren();
  }

  get view() {
    return this.state.questionnaire;
  }

  get answers() {
    return this.store.response.answers;
  }

  get language() {
    const { language } = this.store.value;
    return this.view.languages.includes(language) ? language : this.view.languages[0];
  }

  get say() {
    return speaker(this.state.words, this.language);
  }

  get isPreview() {
    return this.state.keep === false;
  }

  /** Only where the kit owns the page is the address its own. */
  get leavesTracks() {
    return !this.isPreview && document.body.classList.contains("kit-page");
  }

  // --- drawing ---------------------------------------------------------------------------

  /** @returns {Shown} */
  #draw() {
    const { say, language, store, view, member } = this;
    const choose = (/** @type {string} */ next) => store.update((draft) => void (draft.language = next));
    const top = languageSwitch({ say, prefix: this.#prefix, languages: view.languages, language, choose });
    const page = this.#page();
    const deleted = (/** @type {import("./round.js").Deletion} */ deletion) => {
      this.#bulletin.clear();
      this.#bulletin.add("deleted", deletion);
    };
    if (member) member.onDeleted = deleted;
    const keep = keepLine({ say, language, store, member, preview: this.isPreview, wipe: () => store.wipe(), deleted });
    const startOver = () => this.#startOver();
    const news = this.#bulletin.draw({ say, language, store, member, since: this.since, startOver });
    this.#column.replaceChildren(...(top ? [top] : []), news, page.node, ...keep.nodes);
    this.root.lang = language;
    this.shown = { page, keep, language };
    this.#complain();
    return this.shown;
  }

  /** Draw again in place: focus and what is seen stay where they are. */
  #redraw() {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const inside = active && this.root.contains(active) ? active : null;
    const before = inside?.getBoundingClientRect().top ?? 0;
    const id = inside?.id;
    this.#draw();
    if (!inside) return;
    const again = (id && document.getElementById(id)) || this.shown.page.heading;
    again.focus({ preventScroll: true });
    scrollBy({ top: again.getBoundingClientRect().top - before, behavior: "instant" });
  }

  #page() {
    const { way, view } = this;
    const desk = this.#desk();
    const shared = { level: this.state.level ?? 1, answers: () => this.answers, back: () => way.step(-1) };
    const page = view.pages.find(({ id }) => id === way.place);
    if (page) {
      const toCheck = () => way.onward === CHECK;
      return questionPage(desk, view, page, { ...shared, next: () => way.next(), toCheck });
    }
    if (way.place === CHECK) {
      const open = (/** @type {string} */ id, /** @type {string} */ field = "") => way.go(id, { field, fromCheck: true });
      return checkPage(desk, view, { ...shared, open, finish: () => way.finish() });
    }
    if (way.place === DONE) return endPage(desk, view, { ...shared, change: () => way.go(CHECK) });
    const keeping = this.isPreview ? "" : whereKept(this.say, this.member?.round ?? null);
    return startPage({ ...desk, ...this.#aboutDesk() }, view, { ...shared, keeping, begin: () => way.step(1) });
  }

  /** @returns {Desk} */
  #desk() {
    const { say, language, typed } = this;
    return {
      say, language, typed,
      tell: (text) => told(text, language),
      prefix: this.#prefix,
      scales: this.view.scales,
      value: (key) => answerTo(this.answers, key),
      answer: (key, value) => this.#answer(key, value),
      announce: (text) => this.#announce(text),
    };
  }

  /** Role and background are kept beside the answers. @returns {Pick<Desk, "value" | "answer">} */
  #aboutDesk() {
    const kept = () => this.store.response;
    return {
      value: (key) => (key === ROLE ? (kept().role ?? undefined) : answerTo(kept().background, aboutKey(key))),
      answer: (key, value) =>
        this.#change((response) => {
          if (key === ROLE) response.role = value === undefined ? null : String(value);
          else if (value === undefined) delete response.background[aboutKey(key)];
          else response.background[aboutKey(key)] = String(value);
        }),
    };
  }

  #refresh() {
    const inside = this.root.contains(document.activeElement);
    this.shown.page.refresh();
    this.shown.keep.refresh();
    // What another tab's answer has hidden or drawn anew must not take the focus with it.
    const active = document.activeElement;
    const lost = active?.closest("[hidden]") || !this.root.contains(active);
    if (inside && lost) this.shown.page.heading.focus();
  }

  /** @param {string} text */
  #announce(text) {
    // The same words twice are no change, and would not be read out.
    this.#live.textContent = this.#live.textContent === text ? `${text}\u00a0` : text;
  }

  #complain() {
    const { say, language, way } = this;
    const { page } = this.shown;
    const isHere = (/** @type {string} */ key) => page.questions.some((question) => question.key === key);
    const { node, words } = notice(say, {
      prefix: this.#prefix,
      tell: (text) => told(text, language),
      problems: way.problems,
      asking: way.asking,
      answers: this.answers,
      open: (item, key) => (isHere(key) ? this.#toField(key) : way.goToQuestion(item, key)),
      goOn: () => way.go(way.onward),
    });
    for (const question of page.questions) question.complain(words.get(question.key) ?? null);
    page.notice.replaceChildren(...(node ? [node] : []));
    this.#markTitle(way.problems.length > 0, say);
    return node;
  }

  // --- answers ---------------------------------------------------------------------------

  /** @param {string} key @param {Answer | undefined} value */
  #answer(key, value) {
    const here = () => shownPages(this.view, this.answers).find(({ id }) => id === this.way.place);
    const count = () => here()?.items.length ?? 0;
    const before = count();
    this.store.reopen();
    this.store.answer(key, value);
    if (count() > before) this.#announce(this.say("More questions are shown now."));
    this.teller.soon();
  }

  /** @param {(response: Response) => void} change */
  #change(change) {
    this.store.reopen();
    this.store.change(change);
    this.teller.soon();
  }

  #startOver() {
    this.typed.clear();
    this.store.update((draft) => void (draft.asked = []));
    this.#change((response) => Object.assign(response, { answers: {}, background: {}, role: null }));
    this.way.go(START);
  }

  // --- what others do --------------------------------------------------------------------

  /** @param {import("./draft.js").Source} source */
  #hear(source) {
    const { value, response } = this.store;
    const another = value.current !== this.current;
    this.current = value.current;
    if (source === "wiped") return this.#wiped();
    const led = this.way.isLed() && source === "here";
    const ended = source.startsWith("other") && (response.status === "finished") !== (this.way.place === DONE);
    if (source === "other tab") this.#bulletin.add("other tab");
    if (another || led || ended) this.way.take();
    if (another || led || ended || this.language !== this.shown.language) return this.#redraw();
    this.#refresh();
  }

  /**
   * Say how things stand at the collector.
   * @param {import("./sync.js").Standing} standing
   * @param {import("./sync.js").Foreign | null} foreign
   */
  #synced({ step }, foreign) {
    this.shown.keep.refresh();
    if (foreign) this.#bulletin.remove("other device");
    if (foreign) this.#bulletin.add("other device", foreign);
    for (const news of /** @type {const} */ (["unknown", "removed"])) {
      if (step === (news === "removed" ? "deleted" : news)) this.#bulletin.add(news);
      else this.#bulletin.remove(news);
    }
  }

  async #makeWay() {
    if (!this.member) return;
    await makeWay(this.member);
    this.#bulletin.clear();
    this.member.sync.wake();
  }

  #wiped() {
    const inside = this.root.contains(document.activeElement);
    this.teller.forget();
    this.typed.clear();
    this.#bulletin.clear();
    this.way.take();
    this.#draw();
    this.#bulletin.add("wiped");
    if (inside) this.#toHeading();
  }

  /** @param {boolean} isAlive */
  #contact(isAlive) {
    if (!isAlive) return this.#bulletin.add("kernel");
    this.#bulletin.remove("kernel");
    this.#announce(this.say("Contact with the server is back."));
  }

  // --- what the way asks for -------------------------------------------------------------

  leave() {
    this.teller.flush();
    this.member?.sync.flush();
    for (const news of /** @type {const} */ (["restored", "wiped", "deleted"])) this.#bulletin.remove(news);
  }

  /** @param {string} [field] */
  arrive(field) {
    this.#draw();
    if (field) this.#toField(field);
    else this.#toHeading();
  }

  stopped() {
    const node = this.#complain();
    node?.focus({ preventScroll: true });
    node?.scrollIntoView({ block: "start" });
  }

  finished() {
    this.teller.flush();
    this.store.finish();
    this.teller.tell("finish");
  }

  #toHeading() {
    this.shown.page.heading.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "start" });
  }

  /** @param {string} key */
  #toField(key) {
    const field = document.getElementById(fieldId({ prefix: this.#prefix }, key));
    field?.focus({ preventScroll: true });
    (field?.closest(".kit-item") ?? field)?.scrollIntoView({ block: "start" });
  }
}
