// @ts-check
/**
 * One record of what a person gives to a workshop on this device, and of lines that are half
 * written. Kept in the browser at each change, beside the round's draft, and wiped with it.
 *
 * @typedef {import("./draft.js").DraftStore} DraftStore
 * @typedef {import("./draft.js").Source} Source
 * @typedef {import("./contribution-record.js").Contribution} Contribution
 * @typedef {{text: string, about: string, goal: string}} Line  about: "area:a1", "competence:c11", or ""
 * @typedef {Record<string, Line>} Lines  half-written lines: "" a new idea, an idea's id, "note:" and
 *   a prompt's id
 * @typedef {{until: string, given: Contribution, lines: Lines}} Kept
 * @typedef {(kept: Kept, source: Source) => void} Listener
 */

import { blankContribution } from "./contribution-record.js";
import { contributionKey, readKept } from "./contribution-kept.js";
import { keepBeside } from "./draft-storage.js";
import { Sent } from "./sent.js";

export class ContributionStore {
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {string | null} the text that this store last wrote or read */
  #seen = null;
  /** @type {Kept} */
  #kept;

  /** @param {DraftStore} draft  of a round @param {EventTarget} [events] */
  constructor(draft, events = globalThis) {
    this.draft = draft;
    this.key = contributionKey(draft.key);
    this.storage = draft.storage;
    this.persistent = draft.persistent;
    this.sent = new Sent(this.storage, this.key, () => draft.value.until);
    this.#kept = this.#read() ?? this.#fresh();
    draft.subscribe((_, source) => this.#drafted(source));
    this.#listen(events);
  }

  /** What is given; look, do not touch. @returns {Contribution} */
  get response() {
    return this.#kept.given;
  }

  /** Lines that are half written. */
  get lines() {
    return this.#kept.lines;
  }

  /** Hear of each change; returns the function that stops it. @param {Listener} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Change what is given, keep it, and tell everyone who listens. @param {(given: Contribution) => void} change  gets a copy to change */
  update(change) {
    this.follow();
    const given = structuredClone(this.response);
    change(given);
    given.seq = this.sent.next(given);
    this.#put({ ...this.#kept, given }, "here");
  }

  /** Keep a half-written line; null when it is finished or given up. @param {string} name @param {Line | null} line */
  write(name, line) {
    this.follow();
    const { [name]: _, ...others } = this.#kept.lines;
    this.#put({ ...this.#kept, lines: line ? { ...others, [name]: line } : others }, "here");
  }

  /** Take what is given as the collector and this device have agreed on it. @param {Contribution} given @param {"here" | "other device"} source */
  agree(given, source) {
    this.follow();
    if (given.response_id === this.response.response_id) this.#put({ ...this.#kept, given: structuredClone(given) }, source);
  }

  /** Take over what another tab has written or deleted since this store last looked. */
  follow() {
    const text = this.#stored();
    if (text === this.#seen || !this.persistent) return;
    if (text === null) return this.#startOver("wiped");
    const theirs = this.#read();
    if (!theirs) return;
    if (theirs.given.seq < this.response.seq) return this.#keep();
    this.#kept = theirs;
    this.#tell("other tab");
  }

  /** @param {Source} source */
  #drafted(source) {
    // A response of another id is another person's, or this one's from nothing.
    if (source === "wiped" || this.draft.response.response_id !== this.response.response_id) this.#startOver(source);
  }

  /** @param {Source} source */
  #startOver(source) {
    this.#kept = this.#read() ?? this.#fresh();
    this.#tell(source);
  }

  #fresh() {
    const { response_id: id } = this.draft.response;
    return { until: this.draft.value.until, given: blankContribution(id), lines: {} };
  }

  /** @returns {Kept | null} */
  #read() {
    const text = this.#stored();
    this.#seen = text;
    const kept = readKept(text);
    if (text !== null && !kept) keepBeside(this.storage, `${this.key}:broken`, { until: this.draft.value.until, text });
    return kept?.given.response_id === this.draft.response.response_id ? kept : null;
  }

  #stored() {
    try {
      return this.storage?.getItem(this.key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {Kept} kept @param {Source} source */
  #put(kept, source) {
    this.#kept = { ...kept, until: this.draft.value.until };
    this.#keep();
    this.#tell(source);
  }

  #keep() {
    // Whoever comes to this device next is asked about what is here by what the draft says.
    if (this.storage && !this.#hasDraft()) this.draft.update(() => undefined);
    const text = JSON.stringify(this.#kept);
    this.persistent = keepBeside(this.storage, this.key, this.#kept);
    if (this.persistent) this.#seen = text;
  }

  #hasDraft() {
    try {
      return this.storage?.getItem(this.draft.key) !== null;
    } catch {
      return false;
    }
  }

  /** @param {EventTarget} events */
  #listen(events) {
    if (typeof events.addEventListener !== "function") return;
    events.addEventListener("storage", (event) => {
      const key = /** @type {StorageEvent} */ (event).key;
      if (key === null || key === this.key) this.follow();
    });
    for (const kind of ["pageshow", "focus"]) events.addEventListener(kind, () => this.follow());
  }

  /** @param {Source} source */
  #tell(source) {
    for (const listener of [...this.#listeners]) listener(this.#kept, source);
  }
}
