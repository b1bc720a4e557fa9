// @ts-check
/**
 * Bring a round's draft and the collector into step: what is answered here goes there with the next
 * breath, and what was answered on another device comes here. What a person gives to a workshop is
 * kept in step by the same road (see contribution-sync.js).
 *
 * Nothing is called saved before the collector has acknowledged that very seq. Which copy is newer
 * is decided by seq (see sent.js), never by a clock.
 *
 * @typedef {import("./collector.js").Collector} Collector
 * @typedef {import("./sync-answers.js").Subject} Subject
 * @typedef {any} Response  a response, or what else the subject says
 * @typedef {{readonly response: Response, sent: import("./sent.js").Sent, follow: () => void,
 *   subscribe: (listener: (all: any, source: import("./draft.js").Source) => void) => () => void,
 *   agree: (copy: Response, source: "here" | "other device") => void}} Store  a draft, or what is like one
 * @typedef {"idle" | "saved" | "saving" | "waiting" | "closed" | "unknown" | "deleted" | "refused"} Step
 * @typedef {{step: Step, isBehind: boolean, detail: string, held: number, round: any, late?: string[]}} Standing
 *   isBehind: something is not acknowledged; detail: why it was refused, in words; held: answers
 *   that wait to be put right; round: its state, null until it is known; late: what came too late to be changed
 * @typedef {{first: boolean, lost: boolean}} Foreign  what came from another device; first: this
 *   device had nothing yet; lost: an answer given here has given way
 * @typedef {{view?: import("./form-rules.js").View, subject?: Subject, clock?: import("./collector.js").Clock,
 *   random?: () => number, events?: EventTarget, hidden?: () => boolean}} Options
 */

import { Refusal, spread } from "./collector.js";
import { answersTo } from "./sync-answers.js";

/** How long typing must pause before a change leaves, and how long it may go on, in milliseconds. */
const PAUSE = 300;
const LONGEST_PAUSE = 3_000;
/** How long another tab's change may take to leave from there, in milliseconds. */
const OTHERS = 3_000;
/** The first and the longest wait after a failure, in milliseconds, before the jitter. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** How often a closed round is asked whether it is open again, in milliseconds. */
const REOPENED = 60_000;
/** Within how many milliseconds a whole room may come back when the net does. */
const RUSH = 2_000;
/** What a change of the answers may put right. */
const FAULTS = [400, 413, 422];

export class Sync {
  /** @type {Standing} */
  standing = { step: "idle", isBehind: false, detail: "", held: 0, round: null };
  /** @type {Set<(standing: Standing, foreign: Foreign | null) => void>} */
  #listeners = new Set();
  /** @type {any} */
  #timer = null;
  #waited = 0;
  #failures = 0;
  #busy = false;
  #stopped = false;
  /** @type {Refusal | null} what stands in the way until something changes */
  #blocked = null;
  /** @type {Map<string, string>} answers that the collector does not take, as JSON */
  #odd = new Map();
  #told = false;
  /** @type {(() => void)[]} */
  #undo = [];

  /** @param {Store} store @param {Collector} collector @param {Options} options  a view, or a subject of another kind */
  constructor(store, collector, { view, subject, clock = collector.clock, random = collector.random, events, hidden }) {
    this.store = store;
    this.collector = collector;
    this.view = /** @type {import("./form-rules.js").View} */ (view);
    this.subject = subject ?? answersTo(this.view);
    this.clock = clock;
    this.random = random;
    this.hidden = hidden ?? (() => document.hidden);
    this.seen = this.#mark();
    this.#undo.push(store.subscribe((_, source) => this.#changed(source)));
    this.#listen(events ?? globalThis);
    this.#tell();
    this.wake(0);
  }

  close() {
    this.#stopped = true;
    this.clock.clearTimeout(this.#timer);
    for (const undo of this.#undo) undo();
  }

  /** Hear of each change of what is said about saving; returns the function that stops it. @param {(standing: Standing, foreign: Foreign | null) => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Send at once what has not left yet. @param {{last?: boolean}} [how] last: the page is being left */
  flush(how = {}) {
    if (!this.isBehind || this.#blocked) return;
    if (how.last) return void this.#lastBreath();
    this.#plan(0);
  }

  /** Look at once how things stand at the collector. @param {number} [rush] milliseconds to spread it over */
  wake(rush = 0) {
    this.#blocked = null;
    this.#failures = 0;
    this.#plan(rush && spread(rush, this.random));
  }

  /** Whether there is something that the collector has not acknowledged. */
  get isBehind() {
    const { acked, sending } = this.#sent();
    if (sending !== null || this.store.response.seq > (acked?.seq ?? 0)) return true;
    return acked !== null && !this.subject.same(this.#copy().copy, acked);
  }

  #sent() {
    return this.store.sent.of(this.store.response.response_id);
  }

  #mark() {
    const { response_id: id, seq } = this.store.response;
    return `${id} ${seq} ${JSON.stringify(this.store.response)}`;
  }

  /** @param {EventTarget} events */
  #listen(events) {
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ name, /** @type {any} */ act) => {
      target.addEventListener?.(name, act);
      this.#undo.push(() => target.removeEventListener?.(name, act));
    };
    on(events, "online", () => this.wake(RUSH));
    on(events, "pageshow", (/** @type {any} */ event) => event.persisted && this.wake());
    on(events, "pagehide", () => this.flush({ last: true }));
    on(events, "storage", (/** @type {any} */ event) => event.key === this.store.sent.key && this.#tell());
    const page = /** @type {any} */ (events).document ?? events;
    on(page, "visibilitychange", () => (this.hidden() ? this.flush({ last: true }) : this.wake()));
  }

  /** @param {import("./draft.js").Source} source */
  #changed(source) {
    const mark = this.#mark();
    if (mark === this.seen) return;
    const another = mark.slice(0, 32) !== this.seen.slice(0, 32);
    this.seen = mark;
    if (another) this.#odd.clear();
    if (source === "other device") return;
    if (another || FAULTS.includes(this.#blocked?.status ?? 0)) this.#blocked = null;
    if (this.isBehind && !this.#blocked && this.#failures === 0) this.#soon(source === "here" ? PAUSE : OTHERS);
    this.#tell();
  }

  /** @param {number} pause */
  #soon(pause) {
    const rest = Math.max(0, LONGEST_PAUSE - this.#waited);
    this.#waited += Math.min(pause, rest);
    if (rest > 0 || this.#timer === null) this.#plan(Math.min(pause, rest));
  }

  /** @param {number} wait milliseconds */
  #plan(wait) {
    this.clock.clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = this.clock.setTimeout(() => this.#run(), wait);
  }

  async #run() {
    this.#timer = null;
    this.#waited = 0;
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    try {
      await this.#inStep();
      this.#failures = 0;
      this.#blocked = null;
    } catch (error) {
      this.#failed(error instanceof Refusal ? error : new Refusal(0));
    } finally {
      this.#busy = false;
      this.#tell();
    }
  }

  async #inStep() {
    if (!this.isBehind || !this.#sent().acked) await this.#fetch();
    while (this.isBehind && !this.#stopped) await this.#send();
  }

  get #path() {
    return this.collector.path(this.subject.part);
  }

  /** @param {Response} copy @param {{last?: boolean}} [how] */
  #put(copy, how) {
    this.collector.key = copy.response_id;
    return this.collector.put(this.#path, this.subject.leave?.(copy) ?? copy, how);
  }

  /** @param {any} body @returns {Response} */
  #arrived(body) {
    return this.subject.arrive?.(body, this.store.response.response_id) ?? body;
  }

  /** Learn what the collector has, and how the round stands. */
  async #fetch() {
    this.collector.key = this.store.response.response_id;
    const [round, theirs] = await Promise.allSettled([
      this.collector.get(this.collector.path()), this.collector.get(this.#path),
    ]);
    if (round.status === "fulfilled") this.standing.round = round.value;
    for (const one of [theirs, round]) if (one.status === "rejected") throw one.reason;
    this.#meet(this.#arrived(/** @type {PromiseFulfilledResult<Response>} */ (theirs).value));
  }

  async #send() {
    const copy = this.#sent().sending ?? this.#prepared();
    this.store.sent.leave(copy);
    this.#tell();
    try {
      this.#receipt(copy, await this.#put(copy));
    } catch (error) {
      if (error instanceof Refusal && !error.passing) this.#refused(copy, error);
      throw error;
    }
  }

  /** The copy that goes next: one above what the collector has. @returns {Response} */
  #prepared() {
    this.store.follow();
    const { response } = this.store;
    const seq = (this.#sent().acked?.seq ?? 0) + 1;
    if (response.seq < seq) this.store.agree({ ...response, seq }, "here");
    const { copy, held } = this.#copy();
    this.standing.held = held.length;
    return { ...copy, seq };
  }

  /** What can be sent of what is here. */
  #copy() {
    const { copy, held } = this.subject.sendable(this.store.response);
    const odd = [...this.#odd].filter(([key, value]) => JSON.stringify(copy.answers[key]) === value).map(([key]) => key);
    for (const key of odd) delete copy.answers[key];
    return { copy, held: [...held, ...odd] };
  }

  /** @param {Response} copy @param {{outcome: string, seq: number, stored?: any, late?: string[]}} receipt */
  #receipt(copy, { outcome, seq, stored, late = [] }) {
    // What was deleted from the device meanwhile leaves no trace there.
    this.store.follow();
    if (copy.response_id !== this.store.response.response_id) return;
    const isKept = ["stored", "same"].includes(outcome) && seq === copy.seq;
    if (isKept && late.length > 0) return this.#yield(copy, late);
    if (isKept) return this.store.sent.acknowledge(copy);
    if (stored) return this.#meet(this.#arrived(stored));
    throw new Refusal(outcome === "closed" ? 409 : 404, { code: outcome });
  }

  /** Some of what was sent can be changed no more: it is as it was acknowledged before. @param {Response} copy @param {string[]} late */
  #yield(copy, late) {
    const before = this.#sent().acked ?? this.subject.blank(copy);
    const kept = (/** @type {Response} */ one) => this.subject.yield_?.(one, before, late) ?? one;
    this.store.sent.acknowledge(kept(copy));
    this.standing.late = late;
    this.store.agree(kept(this.store.response), "other device");
    this.seen = this.#mark();
  }

  /** A copy that was refused never got there; another one may take its place. @param {Response} copy @param {Refusal} refusal */
  #refused(copy, refusal) {
    this.store.sent.drop(copy);
    const odd = refusal.problems.map(({ place }) => place).filter((place) => Object.hasOwn(copy.answers ?? {}, place));
    for (const key of odd) this.#odd.set(key, JSON.stringify(copy.answers[key]));
    // Without the answers that it does not take, it may take the rest.
    if (odd.length > 0) this.#plan(0);
  }

  /** Take over what the collector has, answer by answer. @param {Response} theirs */
  #meet(theirs) {
    const { store } = this;
    store.follow();
    const mine = store.response;
    if (theirs.response_id !== mine.response_id) return;
    const { acked, sending } = this.#sent();
    if (acked && theirs.seq <= acked.seq) return;
    store.sent.acknowledge(theirs);
    const { merged, lost } = this.subject.merge(acked ?? this.subject.blank(mine), sending, mine, theirs);
    const isSent = this.subject.same(this.subject.sendable(merged).copy, theirs);
    const changed = !this.subject.same(mine, merged);
    // A draft's seq never falls: another tab would take the lower one for an older copy.
    const seq = Math.max(mine.seq, theirs.seq + (isSent ? 0 : 1));
    store.agree({ ...merged, seq }, changed ? "other device" : "here");
    this.seen = this.#mark();
    if (changed) this.#tell({ first: !acked, lost });
  }

  /** @param {Refusal} refusal */
  #failed(refusal) {
    if (refusal.passing) {
      this.#failures += 1;
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1));
      return this.#plan(Math.max(spread(wait, this.random), refusal.after * 1_000));
    }
    this.#failures = 0;
    if (refusal.status === 422 && this.#timer !== null) return;
    this.#blocked = refusal;
    if (refusal.code === "closed") this.#plan(spread(REOPENED, this.random));
  }

  /** Send without waiting for the answer; the next page asks what became of it. */
  #lastBreath() {
    const { acked, sending } = this.#sent();
    if (!acked) return;
    const copy = sending ?? this.#prepared();
    this.store.sent.leave(copy);
    this.#put(copy, { last: true }).then(
      (receipt) => (this.#receipt(copy, receipt), this.#tell()),
    ).catch(() => undefined);
  }

  /** @param {Foreign | null} [foreign] */
  #tell(foreign = null) {
    const before = JSON.stringify(this.standing);
    this.standing = { ...this.standing, ...this.#where() };
    if (!foreign && JSON.stringify(this.standing) === before && this.#told) return;
    this.#told = true;
    for (const listener of [...this.#listeners]) listener(this.standing, foreign);
  }

  /** @returns {{step: Step, isBehind: boolean, detail: string}} */
  #where() {
    const { isBehind } = this;
    const refusal = this.#blocked;
    const step = (/** @type {Step} */ name, detail = "") => ({ step: name, isBehind, detail });
    if (refusal?.code === "closed") return step("closed");
    if (refusal?.code === "deleted") return step("deleted");
    if (refusal?.status === 404 && refusal.code !== "no_workshop") return step("unknown", refusal.detail);
    if (refusal) return step("refused", refusal.detail);
    if (isBehind) return step(this.#failures > 0 ? "waiting" : "saving");
    const { acked } = this.#sent();
    return step(acked && acked.seq > 0 ? "saved" : "idle");
  }
}
