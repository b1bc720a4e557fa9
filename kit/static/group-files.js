// @ts-check
/**
 * The group's result of files that participants have handed over, a hundred at once.
 *
 * Each file is read here, by the same rules as a participant's own; only the answers in it go to the
 * visitor's kernel, in small portions. Notes and steps stay where they are.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{name: string, reason: string}} Refused
 * @typedef {{state: any, refused: Refused[], said: string[], periods: {id: string, label: string}[], period: string}} Gathered
 * @typedef {{state: any, say: Say, language: string, callbacks: import("./group.js").Callbacks}} Desk
 */

import { readChosen } from "./file-bytes.js";
import { drawGroup } from "./group-view.js";
import { ALL_VIEWS } from "./group-live.js";
import { dress } from "./jupyter.js";
import { CHANGED, EMPTY, FOREIGN, MISSHAPEN, NEWER, TOO_LARGE, UNREADABLE } from "./participant.js";
import { button } from "./press.js";
import { element, msgid } from "./words.js";

/** Files that go to the kernel at a time. */
export const PORTION = 20;

/** Why a file does not count, for whoever got it from somebody else. @type {Record<string, string>} */
const REASONS = {
  [EMPTY]: msgid("The file is empty."),
  [TOO_LARGE]: msgid("The file is larger than 5 MB, so it is no self-assessment."),
  [UNREADABLE]: msgid("The file cannot be read: it is cut off, damaged or of another kind."),
  [FOREIGN]: msgid("This is not a file with a self-assessment."),
  [NEWER]: msgid("The file was saved by a newer version of this kit."),
  [CHANGED]: msgid("The file has been changed or damaged since it was saved."),
  [MISSHAPEN]: msgid("One part of the file is not as it should be: {place}."),
};

/**
 * Return what of a participant's file a group's result is made of.
 * @param {string} name
 * @param {import("./participant.js").ParticipantFile} file
 */
export const answersOf = (name, file) => ({ name, person: file.person_key, responses: file.responses });

/** @template T @param {T[]} all @param {number} size @returns {T[][]} */
export const portions = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/**
 * Let somebody drop files and see what they show together.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
export function filesPart(root, desk) {
  const part = new Files(root, desk);
  return { destroy: () => part.destroy() };
}

class Files {
  #chooser = element("input", { type: "file", multiple: true, accept: ".json,application/json", hidden: true, onchange: () => this.#chosen() });
  #bar = element("progress", { max: 1, value: 0, hidden: true });
  #status = element("p", { class: "kit-group-told", role: "status", tabindex: -1 });
  #report = element("div", {});
  #result = element("div", {});
  /** @type {Refused[]} what was refused before it came to the kernel */
  #refused = [];
  /** @type {import("./chart.js").Drawing | null} */
  #drawing = null;
  /** @type {Set<string>} */
  #opened = new Set();
  #isBusy = false;

  /** @param {HTMLElement} root @param {Desk} desk */
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    const { say } = desk;
    this.#bar.setAttribute("aria-label", say("Reading the files"));
    const drop = element("div", { class: "kit-group-drop" },
      button(say("Choose files"), () => this.#chooser.click()),
      element("span", { class: "kit-help kit-group-hint" }, say("or drop them here, a hundred at once")));
    const files = element("section", { class: "kit-group-files" },
      element("p", { class: "kit-lead" }, say("Put the participants' files together and see what they show.")),
      element("p", {}, say("The files are those that participants have downloaded themselves. They are read on this page; notes and steps of their own are left out, and nothing is saved.")),
      drop, this.#chooser, this.#bar, this.#status, this.#report);
    root.addEventListener("dragover", this.#over);
    root.addEventListener("dragleave", this.#out);
    root.addEventListener("drop", this.#dropped);
    root.replaceChildren(files, this.#result);
  }

  destroy() {
    this.root.removeEventListener("dragover", this.#over);
    this.root.removeEventListener("dragleave", this.#out);
    this.root.removeEventListener("drop", this.#dropped);
    this.#drawing?.destroy();
    this.root.replaceChildren();
  }

  #chosen() {
    const files = [...this.#chooser.files];
    this.#chooser.value = "";
    return this.take(files);
  }

  #over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.root.classList.add("kit-group-over");
  };

  #out = () => this.root.classList.remove("kit-group-over");

  #dropped = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    this.#out();
    return this.take([...(event.dataTransfer?.files ?? [])]);
  };

  /** Read files, hand over what is in them, and show what all files so far say. @param {File[]} files */
  async take(files) {
    const { say } = this.desk;
    if (files.length === 0 || this.#isBusy) return;
    this.#isBusy = true;
    this.#bar.hidden = false;
    try {
      await this.#read(files);
      await this.#gather();
    } catch {
      this.#status.textContent = say("The server does not answer, so the files could not be put together. Reload the page and try again; the files are unchanged.");
    } finally {
      this.#isBusy = false;
      this.#bar.hidden = true;
    }
  }

  /** @param {File[]} files */
  async #read(files) {
    const { say, language, callbacks } = this.desk;
    let done = 0;
    for (const portion of portions(files, PORTION)) {
      const read = [];
      for (const file of portion) {
        const reading = await readChosen(file);
        if (reading.ok) read.push(answersOf(file.name, reading.file));
        else this.#refused.push({ name: file.name, reason: say(REASONS[reading.msgid], reading.params) });
      }
      if (read.length > 0) await callbacks.request("files", { files: read, language });
      done += portion.length;
      this.#bar.value = done / files.length;
      this.#status.textContent = say("Read: {done} of {all} files", { done, all: files.length });
    }
  }

  /** @param {string} [period] */
  async #gather(period) {
    const { language, callbacks } = this.desk;
    /** @type {Gathered} */
    const gathered = await callbacks.request("gather", {
      period: period ?? null, views: ALL_VIEWS, language, unread: this.#refused.length,
    });
    this.#tell(gathered);
    if (gathered.state) await this.#draw(gathered.state);
  }

  /** @param {Gathered} gathered */
  #tell({ said, refused, periods, period }) {
    const { say } = this.desk;
    const all = [...this.#refused, ...refused];
    this.#status.textContent = said.join(" ");
    const list = all.map(({ name, reason }) => element("li", {}, element("strong", {}, name), `: ${reason}`));
    this.#report.replaceChildren(...[
      all.length > 0 && element("details", { open: all.length <= 10 },
        element("summary", {}, say("Files that are not counted: {count}", { count: all.length })),
        element("p", { class: "kit-help" }, say("Ask those whom the files come from to download them once more.")),
        element("ul", { class: "kit-group-refused" }, ...list)),
      periods.length > 1 && this.#chooseFrom(periods, period),
    ].filter(Boolean));
  }

  /** @param {{id: string, label: string}[]} periods @param {string} period */
  #chooseFrom(periods, period) {
    const { say } = this.desk;
    const options = periods.map(({ id, label }) => element("option", { value: id, selected: id === period }, label));
    const select = element("select", { onchange: () => this.#gather(select.value).then(() => this.#status.focus({ preventScroll: true })) }, ...options);
    return element("label", { class: "kit-group-period" }, element("span", {}, say("Which answers to count")), select);
  }

  /** @param {any} group */
  async #draw(group) {
    await dress(["profile", "group"]);
    this.#drawing?.destroy();
    this.#result.replaceChildren();
    const { state, say } = this.desk;
    this.#drawing = drawGroup(this.#result, group, state.questionnaire, say, { opened: this.#opened });
    this.root.dataset.stage = "ready";
  }
}
