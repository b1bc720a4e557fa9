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
 * @typedef {{notebook: string, live: string, voila: string}} Drawn  what the page brought along
 */

import { spread } from "./collector.js";
import { farewell } from "./farewell.js";
import { kernelIs } from "./kernel-card.js";
import { openKernel } from "./kernel-socket.js";
import { watch } from "./loading.js";
import { reloadCalmly } from "./reload.js";
import { page } from "./standing.js";
import { livePart } from "./turns.js";
import { layOut, startVoila } from "./voila-scripts.js";
import { commsOf } from "./widget-views.js";
import { connect } from "./wire.js";

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
  /** @type {import("./kernel-socket.js").Kernel | null} */
  #kernel = null;
  #isComing = false;
  #isGone = false;
  #isLooking = false;
  #isEnding = false;
  #used = Date.now();

  /** @param {Drawn} drawn @param {Words} words */
  constructor(drawn, words) {
    this.drawn = drawn;
    this.words = words;
    page.live = { needed: () => this.#needed(), trouble: () => this.#look(), told: (message) => this.#told(message) };
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.#touched(), { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => this.#shown());
    addEventListener("online", () => this.#shown());
    addEventListener("pageshow", (event) => event.persisted && this.#left());
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
      const wish = { notebook: this.drawn.notebook, query: location.search };
      const part = await livePart(this.drawn.live, wish, { hear: (news) => this.#hear(news) });
      const isFirst = this.#part === null;
      [this.#part, this.#isGone] = [part, false];
      this.words.show(null);
      if (isFirst) this.#begin(part);
      else this.#tie(part);
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
    layOut(part);
    const block = document.getElementById("kit-loading");
    if (block) watch(block);
    try {
      await startVoila(this.drawn.voila);
    } catch {
      // What stands in the page needs none of those scripts; no other window can come.
      this.#tie(part);
      if (block) this.words.show("unreached");
    }
  }

  /** Tie what stands in the page to a kernel that Voila's scripts know nothing of. @param {LivePart} part */
  async #tie(part) {
    const { comms, others } = commsOf(part.cells, page.windows);
    this.#kernel?.close();
    const kernel = (this.#kernel = openKernel(part.config, { closed: () => this.#learn() }));
    for (const [window_, id] of comms) window_.line.tie(connect(kernel.model(id), (message) => this.#told(message)));
    const answers = await Promise.all([...comms.keys()].map(({ line }) => line.ping()));
    // Widgets that are not the kit's can only begin anew.
    if (kernel === this.#kernel && (others > 0 || answers.includes(false)) && !this.#isGone) reloadCalmly();
  }

  // --- going -----------------------------------------------------------------------------

  /** See whether the kernel answers, and if it does not, what has become of it. */
  async #look() {
    if (!this.#part || this.#isGone || this.#isLooking || document.hidden) return;
    this.#isLooking = true;
    const tied = page.windows.find(({ line }) => line.isTied);
    const answers = tied ? await tied.line.ping() : await kernelIs(this.#part.config) === "there";
    this.#isLooking = false;
    if (!answers) this.#learn();
  }

  async #learn() {
    if (!this.#part || this.#isGone || this.#isLooking) return;
    this.#isLooking = true;
    const found = await this.#found(this.#part.config);
    this.#isLooking = false;
    if (found === "gone") return this.#left();
    // Only the way to the kernel is gone.
    if (found === "there") this.#tie(this.#part);
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

  /** Whatever is said to a kernel that is to be ended lets it stay. */
  #stay() {
    this.#isEnding = false;
    this.words.show(null);
    this.#look();
  }
}
