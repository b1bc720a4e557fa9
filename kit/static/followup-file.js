// @ts-check
/**
 * Open last time's file in the follow-up: choosing or dropping it, and what has to be asked first.
 *
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {import("./words.js").Say} Say
 * @typedef {object} Window_  the window, as its files see it
 * @property {HTMLElement} root
 * @property {Say} say
 * @property {any} view
 * @property {string} title
 * @property {any} state
 * @property {import("./draft.js").DraftStore} store
 * @property {(iso: string) => string} day
 * @property {() => void} draw
 * @typedef {{kind: "calm"} | {kind: "refused", name: string, msgid: string, params: Record<string, string>} |
 *   {kind: "other questionnaire", ids: string[]} | {kind: "other key", opened: ParticipantFile}} Phase
 */

import { download, readChosen } from "./file-bytes.js";
import { otherKeyCard, otherQuestionnaireCard, refusedCard } from "./file-cards.js";
import { fileName, fileToKeep, planFor, together } from "./file-plan.js";
import { writeParticipant } from "./participant.js";
import { element, msgid } from "./words.js";

const NO_ANSWERS = msgid("The file holds no answers. Choose the file that you saved last time.");

export class FileDesk {
  /** @type {Phase} */
  phase = { kind: "calm" };
  node = element("div");
  #chooser = element("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: () => this.#chosen() });
  #drawn = "";

  /** @param {Window_} window_ */
  constructor(window_) {
    this.window = window_;
    window_.root.addEventListener("dragover", this.#over);
    window_.root.addEventListener("dragleave", this.#out);
    window_.root.addEventListener("drop", this.#dropped);
  }

  destroy() {
    const { root } = this.window;
    root.removeEventListener("dragover", this.#over);
    root.removeEventListener("dragleave", this.#out);
    root.removeEventListener("drop", this.#dropped);
  }

  // What the cards of the file window ask for (file-cards.js).
  get say() { return this.window.say; }
  get view() { return this.window.view; }
  get title() { return this.window.title; }
  get state() { return this.window.state; }
  get store() { return this.window.store; }
  get file() { return this.store.value.file; }
  get isUnsaved() { return false; }
  /** @param {string} iso */
  day(iso) { return this.window.day(iso); }

  /** Whether something is asked before a file can be used. */
  get isBusy() {
    return this.phase.kind !== "calm";
  }

  draw() {
    const key = JSON.stringify([this.phase, this.window.store.value.language]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.node.replaceChildren(...[this.#card(), this.#chooser].filter((one) => one !== null));
  }

  #card() {
    switch (this.phase.kind) {
      case "calm": return null;
      case "refused": return refusedCard(this, this.phase);
      case "other questionnaire": return otherQuestionnaireCard(this, this.phase.ids);
      default: return otherKeyCard(this, this.phase.opened);
    }
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.phase = phase;
    this.window.draw();
    if (phase.kind === "calm") return;
    const heading = /** @type {HTMLElement | null} */ (this.node.querySelector("h3"));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "nearest" });
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
    const { name } = file;
    const reading = await readChosen(file);
    if (!reading.ok) return this.#enter({ kind: "refused", name, msgid: reading.msgid, params: reading.params });
    const plan = planFor(this.file, reading.file, this.view);
    if (plan.kind === "empty") return this.#enter({ kind: "refused", name, msgid: NO_ANSWERS, params: {} });
    if (plan.kind === "other questionnaire") return this.#enter(plan);
    if (plan.kind === "other key") return this.#enter({ kind: "other key", opened: reading.file });
    this.adopt(reading.file, false);
  }

  /**
   * Put a file together with what is here.
   * @param {ParticipantFile} file
   * @param {boolean} isMine  both are the same person's, even if their keys differ
   */
  adopt(file, isMine) {
    this.phase = { kind: "calm" };
    const isAnswered = this.store.response.status === "finished";
    // Outside a round the answers of today go on being those that are shown.
    this.store.adopt(together(this.file, file, isMine), this.state.round || !isAnswered ? "anew" : "show");
    this.window.draw();
    const heading = /** @type {HTMLElement | null} */ (this.window.root.querySelector("[data-part=link] h2"));
    heading?.focus();
  }

  join() {
    if (this.phase.kind === "other key") this.adopt(this.phase.opened, true);
  }

  replace() {
    if (this.phase.kind === "other key") this.adopt(this.phase.opened, false);
  }

  cancel() {
    this.#enter({ kind: "calm" });
  }

  takeHome() {
    const name = fileName(this.say("my-self-assessment"), this.view, this.store.today(), "json");
    download(name, writeParticipant(fileToKeep(this.store.value, this.store.today())), "application/json");
  }

  takePage() {}
  goOn() {}
  wipe() {}

  #over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.window.root.classList.add("kit-file-over");
  };

  #out = () => this.window.root.classList.remove("kit-file-over");

  #dropped = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    this.#out();
    return this.open(event.dataTransfer?.files[0]);
  };
}
