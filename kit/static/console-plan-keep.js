// @ts-check
/**
 * Keep a plan in step with the collector: each change stays in this browser until the collector has
 * acknowledged it, and leaves when typing pauses.
 *
 * @typedef {import("./plan-view.js").Plan} Plan
 * @typedef {import("./plan-view.js").Gaps} Gaps
 * @typedef {import("./console-plan-merge.js").Clash} Clash
 * @typedef {{plan: Plan, gaps: Gaps, most: number}} Answer
 * @typedef {"fetching" | "away" | "idle" | "saved" | "saving" | "waiting" | "refused"} Step
 * @typedef {{step: Step, detail: string, held: number}} Standing  held: actions that wait for words
 * @typedef {{storage?: Storage | null, now?: () => Date, events?: EventTarget}} Options
 */

import { Refusal, spread } from "./collector.js";
import { emptyPlan, mergePlans, samePlan, sendablePlan } from "./console-plan-merge.js";
import { DAYS_KEPT, dayAfter, keepBeside, keptBeside, storageOf } from "./draft-storage.js";

/** How long typing must pause before a change leaves, in milliseconds. */
const PAUSE = 800;
/** The first and the longest wait after a failure, in milliseconds, before the jitter. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** How many times in a row somebody else may be faster. */
const TRIES = 5;
/** Under this and a mark of its own each tab keeps what has not been acknowledged. @param {string} round */
const keyOf = (round) => `kit:draft:plan:${round}:`;

export class PlanKeeper {
  /** @type {Plan} what the collector has acknowledged last */
  base = emptyPlan();
  /** @type {Plan} what stands in the page */
  mine = emptyPlan();
  /** @type {Gaps} */
  gaps = { goals: [], needs: [] };
  most = 3;
  /** @type {Clash[]} what somebody else wrote where something was typed here */
  clashes = [];
  isThere = false;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #mark = Math.random().toString(36).slice(2, 10);
  /** @type {any} */
  #timer = null;
  #busy = false;
  /** @type {Promise<void>} what is on its way */
  #going = Promise.resolve();
  #failures = 0;
  #stopped = false;
  #everSaved = false;
  /** @type {Refusal | null} */
  #blocked = null;
  /** @type {Map<string, string>} what other tabs, or this one before it was loaded anew, have left */
  #left = new Map();

  /** @param {import("./collector.js").Collector} collector @param {Options} [options] */
  constructor(collector, { storage = storageOf(globalThis), now = () => new Date(), events = globalThis } = {}) {
    this.collector = collector;
    this.clock = collector.clock;
    this.storage = storage;
    this.now = now;
    this.key = keyOf(String(collector.round));
    this.events = events;
    for (const [name, act] of this.#hears) events.addEventListener?.(name, act);
  }

  /** @type {[string, () => void][]} */
  #hears = [["online", () => this.wake()], ["pagehide", () => this.#lastBreath()]];

  close() {
    this.#lastBreath();
    this.#stopped = true;
    this.clock.clearTimeout(this.#timer);
    for (const [name, act] of this.#hears) this.events.removeEventListener?.(name, act);
  }

  /** Hear of each change of what stands here, or of what is said about saving it. @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns {Standing} */
  get standing() {
    const { held } = this.#sendable;
    const tell = (/** @type {Step} */ step, detail = "") => ({ step, detail, held });
    if (!this.isThere) return this.#blocked ? tell("refused", this.#blocked.detail) : tell(this.#failures ? "away" : "fetching");
    if (this.#blocked) return tell("refused", this.#blocked.detail);
    if (this.isBehind || this.#busy) return tell(this.#failures ? "waiting" : "saving");
    return tell(this.#everSaved || this.base.version ? "saved" : "idle");
  }

  /** Whether there is something to be sent that is not acknowledged. */
  get isBehind() {
    return this.isThere && !samePlan(this.#sendable.plan, this.base);
  }

  get #sendable() {
    return sendablePlan(this.mine, this.base);
  }

  /** Change what stands here. @param {(plan: Plan) => void} change  gets a copy to change */
  change(change) {
    // Before it is known what there is, nothing can be written on top of it.
    if (!this.isThere) return;
    const plan = structuredClone(this.mine);
    change(plan);
    this.mine = plan;
    this.#blocked = null;
    this.#keep();
    if (this.#failures === 0 && this.isBehind) this.#plan(PAUSE);
    this.#tell();
  }

  /** The other's words have been read, and are not needed any more. @param {Clash} clash */
  settle(clash) {
    this.clashes = this.clashes.filter((one) => one !== clash);
    this.#keep();
    this.#tell();
  }

  /** Try at once, whatever has failed before. */
  wake() {
    this.#blocked = null;
    this.#failures = 0;
    this.#plan(0);
  }

  /** Send at once; resolves when everything is acknowledged, or with false. @returns {Promise<boolean>} */
  async flush() {
    this.clock.clearTimeout(this.#timer);
    await this.#going;
    await this.#run();
    return !this.isBehind && this.isThere;
  }

  /** Fetch what the collector has, and bring it together with what stands here. */
  async fetch() {
    try {
      this.#take(await this.collector.get(this.collector.path("plan")));
      this.#failures = 0;
      if (this.isBehind) this.#plan(0);
    } catch (error) {
      this.#failed(error);
    }
    this.#tell();
  }

  /** @param {Answer} answer */
  #take({ plan, gaps, most }) {
    this.gaps = gaps;
    this.most = most;
    if (this.isThere && (plan.version ?? 0) <= (this.base.version ?? 0)) return;
    this.#bring(this.isThere ? this.base : plan, this.isThere ? this.mine : plan, plan);
    this.base = plan;
    if (!this.isThere) this.#pickUp();
    this.isThere = true;
    this.#keep();
  }

  /** @param {Plan} base @param {Plan} mine @param {Plan} theirs */
  #bring(base, mine, theirs) {
    const { plan, clashes } = mergePlans(base, mine, theirs);
    this.mine = plan;
    const isNew = (/** @type {Clash} */ one) => !this.clashes.some((known) => JSON.stringify(known) === JSON.stringify(one));
    this.clashes = [...this.clashes, ...clashes.filter(isNew)];
  }

  // --- sending ---------------------------------------------------------------------------

  /** @param {number} wait milliseconds */
  #plan(wait) {
    this.clock.clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = this.clock.setTimeout(() => this.#run(), wait);
  }

  /** @returns {Promise<void>} */
  #run() {
    if (!this.#busy && !this.#stopped) this.#going = this.isThere ? this.#inStep() : this.fetch();
    return this.#going;
  }

  async #inStep() {
    this.#busy = true;
    this.#tell();
    try {
      for (let tries = 0; this.isBehind && tries < TRIES; tries += 1) await this.#send();
      this.#failures = 0;
    } catch (error) {
      this.#failed(error);
    }
    this.#busy = false;
    if (this.isBehind && !this.#blocked && this.#failures === 0) this.#plan(PAUSE);
    this.#tell();
  }

  async #send() {
    const sent = { ...this.#sendable.plan, version: this.base.version };
    try {
      const answer = await this.collector.put(this.collector.path("plan"), sent);
      this.#receipt(sent, answer);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "changed") throw error;
      this.#take(await this.collector.get(this.collector.path("plan")));
    }
  }

  /** @param {Plan} sent @param {Answer} answer */
  #receipt(sent, { plan, gaps, most }) {
    this.gaps = gaps;
    this.most = most;
    if ((plan.version ?? 0) < (this.base.version ?? 0)) return;
    this.#everSaved = true;
    this.#bring(sent, this.mine, plan);
    this.base = plan;
    this.#keep();
  }

  /** @param {any} error */
  #failed(error) {
    if (!(error instanceof Refusal)) throw error;
    if (!error.passing) return void (this.#blocked = error);
    this.#failures += 1;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1));
    this.#plan(Math.max(spread(wait, this.collector.random), error.after * 1_000));
  }

  /** Send without waiting for the answer; what is kept here is sent again when the page comes back. */
  #lastBreath() {
    if (!this.isBehind || this.#busy || this.#blocked) return;
    this.collector.put(this.collector.path("plan"), { ...this.#sendable.plan, version: this.base.version }, { last: true }).catch(() => undefined);
  }

  // --- keeping ---------------------------------------------------------------------------

  /** Keep what is not acknowledged; forget it when all of it is. */
  #keep() {
    if (!samePlan(this.mine, this.base) || this.clashes.length > 0) {
      const { base, mine, clashes } = this;
      if (!keepBeside(this.storage, this.key + this.#mark, { until: dayAfter(this.now(), DAYS_KEPT), base, mine, clashes })) return;
    } else {
      this.#forget(this.key + this.#mark);
    }
    // What was taken over is in this tab's hands; what another tab has written since is not.
    for (const [key, text] of this.#left) if (read(this.storage, key) === text) this.#forget(key);
    this.#left.clear();
  }

  /** @param {string} key */
  #forget(key) {
    try {
      this.storage?.removeItem(key);
    } catch {
      // What cannot be reached cannot be kept either.
    }
  }

  /** Take up what was left in this browser before all of it could be saved. */
  #pickUp() {
    for (const key of keys(this.storage).filter((name) => name.startsWith(this.key))) {
      const kept = keptBeside(this.storage, key);
      if (!isKept(kept)) continue;
      this.#left.set(key, read(this.storage, key));
      this.#bring(kept.base, kept.mine, this.mine);
      this.clashes.push(...(kept.clashes ?? []));
    }
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** @param {any} kept */
const isKept = (kept) => [kept?.base, kept?.mine].every((plan) => Array.isArray(plan?.actions) && Array.isArray(plan?.earlier));

/** @param {Storage | null} storage @param {string} key */
const read = (storage, key) => storage?.getItem(key) ?? "";

/** @param {Storage | null} storage @returns {string[]} */
function keys(storage) {
  try {
    return Array.from({ length: storage?.length ?? 0 }, (_, place) => storage?.key(place) ?? "");
  } catch {
    return [];
  }
}
