// @ts-check
/**
 * The region's window: packages of many municipalities become one picture of what they share.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string}} State
 * @typedef {{request: (type: "region" | "document", request: object) => Promise<any>}} Callbacks
 * @typedef {import("./region-view.js").Region} Region
 */

import { take } from "./download.js";
import { languageSwitch } from "./form-frame.js";
import { dress } from "./jupyter.js";
import { button } from "./press.js";
import { MOST_TOGETHER, added, dropPart, readAll, readPart, sizeOf } from "./region-files.js";
import { drawRegion } from "./region-view.js";
import { element, speaker } from "./words.js";

const LANGUAGES = ["sv", "en"];
/** What the report is saved as, and how that is called. @type {[string, string][]} */
const FORMATS = [["docx", "Word"], ["html", "HTML"]];

/**
 * Draw the window into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Callbacks} callbacks
 */
export function mount(root, state, callbacks) {
  const window_ = new RegionWindow(root, state, callbacks);
  return { update: (/** @type {State} */ next) => window_.update(next), destroy: () => window_.destroy() };
}

class RegionWindow {
  /** @type {import("./region-files.js").Held[]} */
  #held = [];
  /** @type {import("./region-files.js").Refused[]} what was refused before it came to the kernel */
  #unread = [];
  /** @type {Region | null} */
  #region = null;
  /** @type {{destroy: () => void} | null} */
  #drawing = null;
  /** @type {{node: HTMLElement, destroy: () => void} | null} */
  #drop = null;
  #isBusy = false;
  #head = element("div");
  #status = element("p", { class: "kit-region-told", role: "status", tabindex: -1 });
  #report = element("div");
  #result = element("div", { class: "kit-region-result" });

  /** @param {HTMLElement} root @param {State} state @param {Callbacks} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.language = LANGUAGES.includes(state.language) ? state.language : "sv";
    root.classList.add("kit", "kit-region");
    this.#frame();
  }

  /** @type {Say} */
  get say() {
    return speaker(this.state.words, this.language);
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    this.#frame();
    this.#show();
  }

  destroy() {
    this.#drop?.destroy();
    this.#drawing?.destroy();
    this.root.replaceChildren();
  }

  #frame() {
    const { say, language, root } = this;
    root.lang = language;
    this.#drop?.destroy();
    this.#drop = dropPart(root, say, (files) => this.take(files));
    this.#head.replaceChildren(languageSwitch({ say, prefix: "kit-region-", languages: LANGUAGES, language, choose: (next) => this.#speak(next) }) ?? "");
    const files = element("section", { class: "kit-region-files", "aria-label": say("Packages") },
      element("p", { class: "kit-lead" }, say("Put the municipalities' packages together and see what they share.")),
      element("p", {}, say("A package is the zip file that whoever leads a round downloads for the region. It is read on this page and nothing is saved.")),
      this.#drop.node, this.#status, this.#report);
    root.replaceChildren(this.#head, element("h1", {}, say("The region")), files, this.#result);
  }

  /** @param {string} language */
  async #speak(language) {
    this.language = language;
    this.#frame();
    /** @type {HTMLElement | null} */ (this.root.querySelector(".kit-language[aria-pressed=true]"))?.focus();
    if (this.#held.length > 0 || this.#unread.length > 0) await this.#ask();
  }

  /** Read files, and show what all so far say. @param {File[]} files */
  async take(files) {
    if (files.length === 0 || this.#isBusy) return;
    const room = MOST_TOGETHER - this.#held.reduce((sum, one) => sum + sizeOf(one), 0);
    this.#status.textContent = this.say("Reading the files …");
    const { read, refused } = await readAll(files, room, this.say);
    this.#held = added(this.#held, read);
    this.#unread.push(...refused);
    await this.#ask();
  }

  async #ask() {
    const { language } = this;
    this.#isBusy = true;
    try {
      this.#region = await this.callbacks.request("region", { files: this.#held, language });
      await dress(["profile", "group"]);
      if (language === this.language) this.#show();
    } catch {
      this.#status.textContent = this.say("The server does not answer, so the files could not be put together. Reload the page and try again; the files are unchanged.");
    } finally {
      this.#isBusy = false;
    }
  }

  #show() {
    const region = this.#region;
    if (!region) return;
    const { say } = this;
    const refused = [...this.#unread, ...region.refused];
    const told = refused.length > region.refused.length ? say("Files that cannot be read: {count}.", { count: refused.length }) : "";
    this.#status.textContent = [region.said[0], told || region.said[1], ...region.said.slice(2)].filter(Boolean).join(" ");
    this.#report.replaceChildren(...readPart({ ...region, refused }, say), this.#again());
    this.#drawing?.destroy();
    this.#drawing = region.sheets.length > 0 ? drawRegion(this.#result, region, say) : null;
    if (this.#drawing) this.#result.append(this.#download(region));
    else this.#result.replaceChildren();
    this.root.dataset.stage = "ready";
  }

  #again() {
    return element("div", { class: "kit-actions" }, button(this.say("Begin again without files"), () => this.#clear(), "kit-button-quiet"));
  }

  #clear() {
    this.#held = [];
    this.#unread = [];
    this.#region = null;
    this.#drawing?.destroy();
    this.#drawing = null;
    this.#report.replaceChildren();
    this.#result.replaceChildren();
    this.#status.textContent = this.say("The files are put away. They are unchanged on your computer.");
    this.#status.focus({ preventScroll: true });
    delete this.root.dataset.stage;
  }

  /** @param {Region} region */
  #download(region) {
    const { say } = this;
    const status = element("p", { class: "kit-help", role: "status" });
    const save = async (/** @type {string} */ format) => {
      status.textContent = say("The report is being written …");
      try {
        const { name, problem } = await take(this.callbacks.request, { what: "region", format, language: region.language, report: region.report });
        status.textContent = problem || say("Your browser is saving {name}.", { name });
      } catch {
        status.textContent = say("The server does not answer, so the report could not be written. Try again in a while.");
      }
    };
    const presses = FORMATS.map(([format, label], place) => button(say("Save the report ({format})", { format: label }), () => save(format), place ? "kit-button-quiet" : ""));
    return element("section", { class: "kit-card", "data-view": "report" },
      element("h2", {}, say("For the half-yearly meeting")),
      element("p", {}, say("The report has the same figures and actions as this page.")),
      element("div", { class: "kit-actions" }, ...presses), status);
  }
}
