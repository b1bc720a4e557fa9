// @ts-check
/**
 * The live part of a page: it comes when the page can be used already, and comes again by itself
 * when its kernel or the server has gone.
 *
 * Nothing that a person gives lives in a kernel alone. So a page whose kernel has ended says nothing
 * until somebody uses it, and then it asks for another one.
 *
 * @typedef {import("./turns.js").LivePart} LivePart
 * @typedef {Pick<ReturnType<typeof import("./waiting.js").waitingLine>, "show">} Words
 * @typedef {import("./kernel-socket.js").Kernel} Kernel
 * @typedef {import("./standing.js").Standing} Standing
 * @typedef {import("./late-windows.js").Widget} Widget
 * @typedef {{notebook: string, live: string, voila: string, form?: any, state?: any}} Drawn  what the page brought along
 */

import { spread } from "./collector.js";
import { farewell } from "./farewell.js";
import { kernelIs } from "./kernel-card.js";
import { openKernel } from "./kernel-socket.js";
import { lateIn, raiseLate } from "./late-windows.js";
import { watch } from "./loading.js";
import { reloadCalmly } from "./reload.js";
import { page, tie } from "./standing.js";
import { livePart } from "./turns.js";
import { layOut, startVoila } from "./voila-scripts.js";
import { commsOf } from "./widget-views.js";

/** How often a page that is looked at asks whether its kernel is there, in milliseconds. */
const ALIVE_EVERY = 30_000;
/** Within how many milliseconds a whole room may come back when the server does. */
const RUSH = 1_500;
/** For how long after it was touched a page counts as being used, in milliseconds. */
const IN_USE = 120_000;
/** How many times in a row nobody answers before it is told. */
const PATIENCE = 2;

const rest = (/** @type {number} */ after) => new Promise((resolve) => setTimeout(resolve, after));

export class Live {
  /** @type {LivePart | null} */
  #part = null;
  /** @type {Kernel | null} */
  #kernel = null;
  #isComing = false;
  #isGone = false;
  #isCut = false;
  #isLooking = false;
  #isEnding = false;
  #used = Date.now();

  /** @param {Drawn} drawn @param {Words} words */
  constructor(drawn, words) {
    this.drawn = drawn;
    this.words = words;
    page.live = { needed: () => this.#needed(), trouble: () => this.#look(), told: (message) => this.#told(message), adopted: () => this.#adopted() };
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.#touched(), { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => this.#shown());
    addEventListener("online", () => this.#shown());
    addEventListener("pageshow", (event) => event.persisted && this.#returned());
    farewell(() => (this.#isGone ? null : (this.#part?.config ?? null)));
    setInterval(() => this.#look(), ALIVE_EVERY);
  }

  // --- coming ----------------------------------------------------------------------------

  /** Ask for the live part, unless that is being done. */
  async come() {
    if (this.#isComing) return;
    this.#isComing = true;
    try {
      // When a server comes back, everybody does.
      if (this.#part) await rest(spread(RUSH, Math.random));
      const wish = { notebook: this.drawn.notebook, query: location.search, drawn: (this.drawn.form ?? this.drawn.state)?.questionnaire.hash };
      const part = await livePart(this.drawn.live, wish, { hear: (news) => this.#hear(news) });
      const isFirst = this.#part === null;
      [this.#part, this.#isGone] = [part, false];
      this.words.show(null);
      if (isFirst) this.#begin(part).catch(() => this.words.show("unreached"));
      else this.#tieAgain(part);
    } catch {
      this.words.show("refused");
    } finally {
      this.#isComing = false;
    }
  }

  /** @param {import("./turns.js").News} news */
  #hear(news) {
    if ("place" in news) this.words.show("queue", news.place);
    else if (news.unreached >= PATIENCE) this.words.show("unreached");
  }

  /** @param {LivePart} part */
  async #begin(part) {
    const late = lateIn(part.cells, page.windows);
    const block = document.getElementById("kit-loading");
    layOut(part, { widgets: late === null });
    if (page.windows.length + (late?.length ?? 0) > 0) this.#tie(part);
    if (late === null) return this.#voila(block);
    for (const { cell, id } of late) await raiseLate(/** @type {Kernel} */ (this.#kernel).model(id), cell);
    block?.remove();
  }

  /** What stands in the page needs none of Voila's scripts; what others have made does. @param {HTMLElement | null} block */
  async #voila(block) {
    if (block) watch(block);
    try {
      await startVoila(this.drawn.voila, { isBusy: !block });
    } catch {
      if (block) this.words.show("unreached");
    }
  }

  /** Tie what stands in the page to its widgets in the kernel. @param {LivePart} part */
  async #tie(part) {
    const { comms } = commsOf(part.cells, page.windows);
    this.#kernel?.close();
    this.#isCut = false;
    const kernel = (this.#kernel = openKernel(part.config, { closed: () => this.#cut() }));
    const told = await Promise.all([...comms].map(([window_, id]) => this.#greet(window_, kernel.model(id))));
    return kernel !== this.#kernel || !told.includes(false);
  }

  /** Tie a window; says whether its widget answers. @param {Standing} window_ @param {Widget} widget */
  async #greet(window_, widget) {
    tie(window_, widget);
    const told = await window_.line.greet();
    window_.line.isHeard = !told?.alone;
    // The kernel has read another questionnaire than the server did when it drew the page.
    if (told?.questionnaire && told.questionnaire !== window_.state.questionnaire.hash) widget.ask();
    return told !== null;
  }

  /** Tie everything anew; what Voila's scripts have drawn in ways of its own can only begin anew. @param {LivePart} part */
  async #tieAgain(part) {
    const { comms, others } = commsOf(part.cells, page.windows);
    const answers = await this.#tie(part);
    const isVoilas = others > 0 || [...comms.keys()].some(({ isAdopted }) => isAdopted);
    if (isVoilas && (others > 0 || !answers) && !this.#isGone) reloadCalmly();
  }

  // --- going -----------------------------------------------------------------------------

  /** See whether the kernel answers, and if it does not, what has become of it. */
  async #look() {
    if (!this.#part || this.#isGone || this.#isLooking || document.hidden) return;
    if (this.#isCut) return this.#learn();
    this.#isLooking = true;
    const tied = page.windows.find(({ line }) => line.isTied);
    const answers = tied ? await tied.line.ping() : await kernelIs(this.#part.config) === "there";
    this.#isLooking = false;
    if (!answers) this.#learn();
  }

  /** The way to the kernel has closed; what is asked meanwhile waits. */
  #cut() {
    this.#isCut = true;
    for (const { line } of page.windows) line.cut();
    this.#learn();
  }

  async #learn() {
    if (!this.#part || this.#isGone || this.#isLooking) return;
    this.#isLooking = true;
    const found = await this.#found(this.#part.config);
    this.#isLooking = false;
    if (found === "gone") return this.#left();
    // Only the way to the kernel is gone.
    if (found === "there") this.#tieAgain(this.#part);
  }

  /** Ask until the server tells; null when nobody looks at the page any more. @param {LivePart["config"]} config */
  async #found(config) {
    for (let failures = 1; !document.hidden; failures += 1) {
      const state = await kernelIs(config);
      if (state !== "unreached") return state;
      this.#hear({ unreached: failures });
      await rest(spread(Math.min(15_000, 1_000 * 2 ** (failures - 1)), Math.random));
    }
    return null;
  }

  #left() {
    if (!this.#part) return;
    this.#isGone = true;
    this.#isEnding = false;
    this.#kernel?.close();
    this.#kernel = null;
    for (const { line } of page.windows) line.cut();
    if (Date.now() - this.#used < IN_USE) this.come();
    else this.words.show(null);
  }

  // --- what a person, or a kernel, does ----------------------------------------------------

  #needed() {
    if (this.#isGone) this.come();
  }

  #touched() {
    this.#used = Date.now();
    this.#needed();
    if (this.#isEnding) this.#stay();
  }

  /** The browser kept the page and shows it again; its kernel was ended when it was left. */
  #returned() {
    this.#used = Date.now();
    this.#left();
  }

  #shown() {
    if (document.hidden) return;
    this.#touched();
    this.#look();
  }

  /** @param {import("./wire.js").Message} message */
  #told({ type, final }) {
    if (type === "staying") this.#stay();
    if (type !== "ending" || final) return;
    if (Date.now() - this.#used < IN_USE) return this.#stay();
    this.#isEnding = true;
    this.words.show("resting");
  }

  /** Once Voila's scripts carry everything, a second way to the kernel is one too many. */
  #adopted() {
    if (!page.windows.every(({ isAdopted }) => isAdopted)) return;
    this.#kernel?.close();
    this.#kernel = null;
  }

  /** Whatever is said to a kernel that is to be ended lets it stay. */
  #stay() {
    this.#isEnding = false;
    this.words.show(null);
    this.#look();
  }
}
