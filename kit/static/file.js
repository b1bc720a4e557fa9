// @ts-check
/**
 * The window where a person takes the result home, opens it again, and clears the device.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {import("./file-plan.js").How} How
 * @typedef {{questionnaire: any, words: import("./words.js").Words, language: string,
 *   assessment?: string | null, round?: import("./round.js").Round | null}} State  assessment: the page with the form, where that is another one
 * @typedef {{kind: "calm"} | {kind: "refused", name: string, msgid: string, params: Record<string, string>} |
 *   {kind: "other questionnaire", ids: string[]} | {kind: "opened", how: How} |
 *   {kind: "other key" | "ask", opened: ParticipantFile, isMine: boolean}} Phase
 */

import { download, readChosen } from "./file-bytes.js";
import { askCard, openedCard, otherKeyCard, otherQuestionnaireCard, refusedCard } from "./file-cards.js";
import { fileName, fileToKeep, planFor, together } from "./file-plan.js";
import { clearing, opening, saving } from "./file-parts.js";
import { holdsAnything } from "./participant-merge.js";
import { writeParticipant } from "./participant.js";
import { keyOf, openFor } from "./round.js";
import { dayInWords, element, msgid, speaker, told } from "./words.js";

const WITHOUT_PROFILE = msgid("Your browser is saving the page {name}, but the server did not answer, so your profile is not in it. Try again later.");
const NO_ANSWERS = msgid("The file holds no answers. Choose the file that you saved last time.");

/**
 * Draw the window into `root`.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {{ask?: (request: any) => Promise<any> | void}} [callbacks] ask: for the profile, as profile.js asks;
 *   it is told answers and chosen competences, never notes or steps
 */
export function mount(root, state, callbacks = {}) {
  let window_ = new FileWindow(root, state, callbacks);
  const update = (/** @type {State} */ next) => {
    if (keyOf(next) === window_.store.key) return window_.update(next);
    window_.destroy();
    window_ = new FileWindow(root, next, callbacks);
  };
  return { update, destroy: () => window_.destroy() };
}

class FileWindow {
  /** @type {Phase} */
  phase = { kind: "calm" };
  /** @type {string | null} what was last taken home, to see whether anything came after it */
  taken = null;
  #shown = "";
  #parts = PARTS.map((name) => part(name));
  #summary = element("summary");
  #box = element("details", { class: "kit-file-box" }, this.#summary, ...this.#parts.map((one) => one.node));
  /** @type {boolean | null} */
  #aside = null;
  #chooser = element("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: () => this.#chosen() });

  /** @param {HTMLElement} root @param {State} state @param {{ask?: (request: any) => Promise<any> | void}} callbacks */
  constructor(root, state, callbacks) {
    this.root = root;
    this.state = state;
    this.callbacks = callbacks;
    this.store = openFor(state);
    this.unsubscribe = this.store.subscribe((_, source) => this.#hear(source));
    root.classList.add("kit", "kit-file");
    root.addEventListener("dragover", this.#over);
    root.addEventListener("dragleave", this.#out);
    root.addEventListener("drop", this.#dropped);
    root.replaceChildren(this.#box, this.#chooser);
    this.#draw();
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    this.#draw();
  }

  destroy() {
    this.unsubscribe();
    this.root.removeEventListener("dragover", this.#over);
    this.root.removeEventListener("dragleave", this.#out);
    this.root.removeEventListener("drop", this.#dropped);
    this.root.replaceChildren();
  }

  get view() {
    return this.state.questionnaire;
  }

  get language() {
    const { language } = this.store.value;
    return this.view.languages.includes(language) ? language : this.view.languages[0];
  }

  /** @type {Say} */
  get say() {
    return speaker(this.state.words, this.language);
  }

  get title() {
    return told(this.view.title, this.language);
  }

  get file() {
    return this.store.value.file;
  }

  /** Say whether the person is busy answering in another window of this page. */
  get isAside() {
    const { page } = this.store.value;
    const isBusy = this.store.response.status === "started" && page !== null;
    return isBusy && this.phase.kind === "calm" && document.querySelector(".kit-form") !== null;
  }

  get snapshot() {
    return JSON.stringify(this.file);
  }

  get isUnsaved() {
    return this.taken !== this.snapshot;
  }

  /** @param {string} iso */
  day(iso) {
    return dayInWords(iso, this.language);
  }

  // --- drawing ---------------------------------------------------------------------------

  /** What decides how the window looks; it is drawn again only when this changes. */
  #signature() {
    const { file, until } = this.store.value;
    const given = holdsAnything(file);
    return JSON.stringify([
      this.language, this.phase, given, given && until, file.notes.length, file.steps.length,
      file.responses.map((one) => [one.day, one.status]), this.store.persistent, this.isUnsaved, this.isAside,
    ]);
  }

  #draw() {
    const signature = this.#signature();
    if (signature === this.#shown) return;
    this.#shown = signature;
    const name = this.root.contains(document.activeElement) ? focusedName() : null;
    this.root.lang = this.language;
    this.#stepAside(this.isAside);
    this.#fill({ saving: saving(this), opening: opening(this, this.#card()), clearing: clearing(this) });
    if (name) this.#focus(`[data-name="${name}"]`);
  }

  /** Fold the window while the person is busy; they may open it all the same. @param {boolean} isAside */
  #stepAside(isAside) {
    this.#summary.textContent = this.say("Save or open a file");
    if (isAside === this.#aside) return;
    this.#aside = isAside;
    this.#summary.hidden = !isAside;
    this.#box.open = !isAside;
  }

  /** @param {Record<string, HTMLElement[]>} contents */
  #fill(contents) {
    const isEmpty = !holdsAnything(this.file);
    for (const { name, node, room } of this.#parts) {
      const nothing = isEmpty && name !== "opening";
      room.replaceChildren(...(nothing ? [] : contents[name]));
      node.classList.toggle("kit-file-bare", nothing);
    }
  }

  #card() {
    switch (this.phase.kind) {
      case "calm": return null;
      case "refused": return refusedCard(this, this.phase);
      case "other questionnaire": return otherQuestionnaireCard(this, this.phase.ids);
      case "other key": return otherKeyCard(this, this.phase.opened);
      case "opened": return openedCard(this, this.phase.how);
      default: return askCard(this, this.phase.opened, together(this.file, this.phase.opened, this.phase.isMine));
    }
  }

  /** @param {string} selector */
  #focus(selector) {
    const found = /** @type {HTMLElement | null} */ (this.root.querySelector(selector));
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "nearest" });
  }

  /** Say what has happened, where it was asked for. @param {string} where @param {string} text */
  #tell(where, text) {
    for (const { name, status } of this.#parts) status.textContent = name === where ? text : "";
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.phase = phase;
    this.#tell("opening", "");
    this.#draw();
    if (phase.kind !== "calm") this.#focus(".kit-file-card h3");
  }

  // --- what the person does --------------------------------------------------------------

  takeHome() {
    const { say } = this;
    const name = fileName(say("my-self-assessment"), this.view, this.store.today(), "json");
    download(name, writeParticipant(fileToKeep(this.store.value, this.store.today())), "application/json");
    this.taken = this.snapshot;
    this.#tell("saving", say("Your browser is saving the file {name}. It is usually put among your downloads.", { name }));
    this.#draw();
  }

  async takePage() {
    const { say } = this;
    this.#tell("saving", say("Preparing the page …"));
    const profile = await this.#profile();
    const { buildPage } = await import("./page.js");
    const html = await buildPage({ ...this.state, language: this.language }, this.store.value, profile);
    const name = fileName(say("my-self-assessment"), this.view, this.store.today(), "html");
    download(name, html, "text/html");
    const isMissing = !profile && this.store.response.status === "finished";
    this.#tell("saving", say(isMissing ? WITHOUT_PROFILE : "Your browser is saving the page {name}. Open it to read it or print it.", { name }));
  }

  /** The profile to save: the one shown in this page, else a new one from the server; null when there is none. */
  async #profile() {
    const { store } = this;
    const { profile } = store;
    if (profile?.language === store.value.language || store.response.status !== "finished") return profile;
    try {
      const { requestOf } = await import("./profile.js");
      return (await this.callbacks.ask?.(requestOf(store))) ?? profile;
    } catch {
      return profile;
    }
  }

  choose() {
    this.#chooser.click();
  }

  #chosen() {
    const [file] = this.#chooser.files;
    // Emptied, so that the same file can be chosen again after it has been put right.
    this.#chooser.value = "";
    return this.open(file);
  }

  /** @param {File | null | undefined} file */
  async open(file) {
    if (!file) return;
    const reading = await readChosen(file);
    const { name } = file;
    if (!reading.ok) return this.#enter({ kind: "refused", name, msgid: reading.msgid, params: reading.params });
    const plan = planFor(this.file, reading.file, this.view);
    if (plan.kind === "empty") return this.#enter({ kind: "refused", name, msgid: NO_ANSWERS, params: {} });
    if (plan.kind === "other questionnaire") return this.#enter(plan);
    this.#enter({ kind: plan.kind, opened: reading.file, isMine: false });
  }

  /** Both what is here and the opened file are this person's. */
  join() {
    if (this.phase.kind === "other key") this.#enter({ ...this.phase, kind: "ask", isMine: true });
  }

  /** What is here is somebody else's, and may go. */
  replace() {
    if (this.phase.kind === "other key") this.#enter({ ...this.phase, kind: "ask" });
  }

  /** @param {How} how */
  goOn(how) {
    if (this.phase.kind !== "ask") return;
    const { opened, isMine } = this.phase;
    this.phase = { kind: "calm" };
    this.store.adopt(together(this.file, opened, isMine), how);
    this.taken = how === "anew" ? null : this.snapshot;
    if (!lead(how === "show" ? ".kit-profile" : ".kit-form")) return this.#enter({ kind: "opened", how });
    this.#draw();
    this.#tell("opening", this.say("The file is open."));
  }

  cancel() {
    this.#enter({ kind: "calm" });
    this.#tell("opening", this.say("Nothing has been changed."));
    this.#focus("[data-name=choose]");
  }

  wipe() {
    this.taken = null;
    this.store.wipe();
    this.#focus(".kit-file-clearing .kit-file-status");
  }

  // --- what others do --------------------------------------------------------------------

  /** @param {import("./draft.js").Source} source */
  #hear(source) {
    if (source === "wiped") this.phase = { kind: "calm" };
    this.#draw();
    if (source !== "wiped") return;
    this.#tell("clearing", this.say("Everything has been deleted from this device."));
  }

  #over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.root.classList.add("kit-file-over");
  };

  #out = () => this.root.classList.remove("kit-file-over");

  #dropped = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    this.#out();
    return this.open(event.dataTransfer?.files[0]);
  };
}

const PARTS = ["saving", "opening", "clearing"];

/** A part has a line of its own for what has happened; it stays in place, so that it is read out. @param {string} name */
function part(name) {
  const room = element("div");
  const status = element("p", { class: "kit-file-status", role: "status", tabindex: -1 });
  return { name, room, status, node: element("section", { class: `kit-file-part kit-file-${name}` }, room, status) };
}

const focusedName = () => /** @type {HTMLElement} */ (document.activeElement).dataset.name ?? null;

/**
 * Lead the person to another window of the page, if it has one.
 * @param {string} selector
 */
function lead(selector) {
  const window_ = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  if (!window_) return false;
  const target = /** @type {HTMLElement} */ (window_.querySelector("h1, h2") ?? window_);
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  window_.scrollIntoView({ block: "start" });
  return true;
}
