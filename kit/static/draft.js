// @ts-check
/**
 * One record of what a person gives on this device: answers, notes, chosen competences, steps.
 *
 * Kept in the browser at each change. Another tab's change is taken over, never written over:
 * before each change the stored record is read again, and the change is made on top of it.
 *
 * @typedef {import("./participant.js").Identity} Identity
 * @typedef {import("./participant.js").Answer} Answer
 * @typedef {import("./participant.js").Response} Response
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {{file: ParticipantFile, current: string, page: string | null, asked: string[],
 *   language: string, changed: string, until: string}} Draft
 * @typedef {"here" | "other tab" | "other device" | "wiped"} Source
 * @typedef {(draft: Draft, source: Source) => void} Listener
 * @typedef {{storage?: Storage | null, now?: () => Date, random?: (bytes: Uint8Array) => Uint8Array,
 *   language?: string, events?: EventTarget, round?: string | null}} Options  round: its id
 */

import { blankResponse, currentOf, emptyDraft, olderThan } from "./draft-record.js";
import { BESIDE, DAYS_KEPT, day, dayAfter, forgetJoining, keepBeside, keptBeside, loadDraft, storageOf, sweep } from "./draft-storage.js";
import { wellFormed } from "./participant.js";
import { holdsAnything, merge, meeting, responsesTo, withoutBlanks } from "./participant-merge.js";
import { Sent } from "./sent.js";

export { DAYS_KEPT };

/**
 * Return the storage key of one questionnaire's draft, or of one round's.
 * @param {{id: string, version: string}} identity
 * @param {{id: string} | null} [round]
 */
export const draftKey = ({ id, version }, round) => (round ? `kit:draft:round:${round.id}` : `kit:draft:${id}:${version}`);

// The pages' widgets may load this file under two addresses; they must still share one record.
/** @type {Map<string, DraftStore>} */
const shared = (/** @type {any} */ (globalThis)[Symbol.for("kit.drafts")] ??= new Map());

/**
 * Open the draft of one questionnaire; all widgets of a page get the same one.
 * @param {string} key from draftKey
 * @param {Identity} identity
 * @param {Options} [options] a storage of one's own gives a store of one's own
 * @returns {DraftStore}
 */
export function openDraft(key, identity, options = {}) {
  if (options.storage !== undefined) return new DraftStore(key, identity, options);
  const store = shared.get(key) ?? new DraftStore(key, identity, options);
  shared.set(key, store);
  return store;
}

export class DraftStore {
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {Set<(profile: any) => void>} */
  #profileListeners = new Set();
  /** @type {string | null} the text that this store last wrote or read */
  #seen = null;
  /** @type {any} */
  #profile = null;
  /** @type {Draft} */
  #draft;

  /** @param {string} key @param {Identity} identity @param {Options} options */
  constructor(key, identity, options) {
    this.key = key;
    this.identity = { id: identity.id, version: identity.version, hash: identity.hash };
    this.now = options.now ?? (() => new Date());
    this.random = options.random ?? ((bytes) => crypto.getRandomValues(bytes));
    this.storage = options.storage !== undefined ? options.storage : storageOf(globalThis);
    this.round = options.round ?? null;
    this.sent = new Sent(this.storage, key, () => this.#until());
    this.persistent = sweep(this.storage, day(this.now()));
    const stored = this.#read();
    this.restored = stored !== null && (stored.page !== null || holdsAnything(stored.file));
    this.#draft = stored ?? this.#fresh(options.language ?? "sv");
    this.#listen(options.events ?? globalThis);
  }

  /** The whole record; look, do not touch. */
  get value() {
    return this.#draft;
  }

  /** The response that is being answered or shown. @returns {Response} */
  get response() {
    return currentOf(this.#draft);
  }

  /** What the profile shows now; lives in memory only, all but its suggestions. */
  get profile() {
    return this.#profile;
  }

  set profile(profile) {
    this.#profile = profile;
    this.#keepSuggestions(profile?.next_steps);
    for (const listener of [...this.#profileListeners]) listener(profile);
  }

  /** The next steps that the profile of this response suggested, on whichever page it was drawn. @returns {any[]} */
  get suggestions() {
    if (this.#profile) return this.#profile.next_steps ?? [];
    const kept = keptBeside(this.storage, `${this.key}:suggested`);
    return kept?.response_id === this.#draft.current && Array.isArray(kept.steps) ? kept.steps : [];
  }

  /** A new random id of 128 bits, in hex. @returns {string} */
  newId() {
    return [...this.random(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Today where the person is, as YYYY-MM-DD. */
  today() {
    return day(this.now());
  }

  /**
   * Change the record, keep it, and tell everyone who listens.
   * @param {(draft: Draft) => void} change gets a copy to change
   */
  update(change) {
    this.follow();
    const draft = structuredClone(this.#draft);
    change(draft);
    draft.changed = this.today();
    draft.until = this.#until();
    this.#take(draft);
    this.#keep();
    this.#tell("here");
  }

  /**
   * Give, change or (undefined) take back one answer.
   * @param {string} key item id, or "item.facet"
   * @param {Answer | undefined} value
   */
  answer(key, value) {
    this.change((response) => {
      if (value === undefined) delete response.answers[key];
      else response.answers[key] = typeof value === "string" ? wellFormed(value) : value;
    });
  }

  /**
   * Change what the person gives in the current response.
   * @param {(response: Response) => void} change
   */
  change(change) {
    this.update((draft) => {
      const response = currentOf(draft);
      change(response);
      this.#touch(draft, response);
    });
  }

  /**
   * Let the current response, in which nothing is given, go by another id.
   * @param {string} id
   */
  become(id) {
    this.update((draft) => {
      currentOf(draft).response_id = id;
      draft.current = id;
    });
  }

  /**
   * Take the current response as the collector and this device have agreed on it.
   * @param {Response} response
   * @param {"here" | "other device"} source here: only its number is another
   */
  agree(response, source) {
    this.follow();
    if (response.response_id !== this.#draft.current) return;
    const draft = structuredClone(this.#draft);
    Object.assign(currentOf(draft), structuredClone(response));
    this.#take(draft);
    this.#keep();
    this.#tell(source);
  }

  /** Mark the current response as finished; once more changes nothing. */
  finish() {
    this.#setStatus("finished");
  }

  /** Open the current response for changes; once more changes nothing. */
  reopen() {
    this.#setStatus("started");
  }

  /**
   * Hear of each change; returns the function that stops it.
   * @param {Listener} listener
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Hear when a profile has been drawn; returns the function that stops it.
   * @param {(profile: any) => void} listener
   */
  onProfile(listener) {
    this.#profileListeners.add(listener);
    return () => this.#profileListeners.delete(listener);
  }

  /** Delete everything of this questionnaire from this device and start from nothing. */
  wipe() {
    try {
      for (const beside of BESIDE) this.storage?.removeItem(this.key + beside);
      forgetJoining(this.storage, this.#draft.current);
    } catch {
      this.persistent = false;
    }
    this.#startOver();
  }

  /**
   * Take over a file that the person opened. The same person's file is joined with what is here;
   * another file takes its place, so ask first (see meeting in participant-merge.js).
   * @param {ParticipantFile} file
   * @param {"show" | "anew" | "continue"} how see the last result, answer once more, or go on
   */
  adopt(file, how) {
    this.update((draft) => {
      const same = meeting(draft.file, file) === "same person";
      draft.file = withoutBlanks(same ? merge(draft.file, file) : structuredClone(file));
      const status = how === "show" ? "finished" : "started";
      const own = responsesTo(draft.file, this.identity.id);
      const last = own.findLast((response) => response.status === status) ?? (how === "show" ? own.at(-1) : undefined);
      const chosen = this.round ? this.#ofRound(draft) : (how === "anew" || !last ? this.#added(draft) : last);
      draft.current = chosen.response_id;
      draft.page = null;
      draft.asked = [];
    });
    this.restored = true;
  }

  /** The finished responses to this questionnaire before the current one, oldest first. @returns {Response[]} */
  earlier() {
    const own = responsesTo(this.#draft.file, this.identity.id);
    const place = own.findIndex((response) => response.response_id === this.#draft.current);
    return own.slice(0, place).filter((response) => response.status === "finished");
  }

  /**
   * Return the response of this round: the one that is here, so that nobody answers twice in it.
   * @param {Draft} draft a file from elsewhere, with another response current
   */
  #ofRound(draft) {
    const here = this.response;
    const own = draft.file.responses.find((response) => response.response_id === here.response_id);
    if (!own) draft.file.responses.push(structuredClone(here));
    else own.seq = own.seq > here.seq ? this.sent.next(here) : here.seq;
    return own ?? here;
  }

  /** @param {Draft} draft @param {Response} response */
  #touch(draft, response) {
    response.seq = this.round ? this.sent.next(response) : response.seq + 1;
    // In a round the same seq may stand for more than one change.
    if (this.round && this.#profile) this.profile = null;
    response.day = this.today();
    response.language = draft.language;
    response.questionnaire = { ...response.questionnaire, ...this.identity };
  }

  /** @param {"started" | "finished"} status */
  #setStatus(status) {
    this.follow();
    if (this.response.status === status) return;
    this.update((draft) => {
      const response = currentOf(draft);
      this.#touch(draft, response);
      response.status = status;
    });
  }

  /** The id that this browser joined the round with, else a new one. */
  #nextId() {
    const joined = this.round ? keptBeside(this.storage, `${this.key}:mine`)?.response_id : null;
    return joined ?? this.newId();
  }

  /** @param {Draft} draft */
  #added(draft) {
    const about = { id: this.#nextId(), round: this.round, identity: this.identity, day: this.today() };
    const response = blankResponse({ ...about, language: draft.language });
    draft.file.responses.push(response);
    return response;
  }

  /** @param {string} language @returns {Draft} */
  #fresh(language) {
    const draft = emptyDraft({ person: this.newId(), day: this.today(), until: this.#until(), language });
    draft.current = this.#added(draft).response_id;
    return draft;
  }

  /** A profile belongs to one response; with another one it is gone. @param {Draft} draft */
  #take(draft) {
    const another = draft.current !== this.#draft.current;
    this.#draft = draft;
    if (another && this.#profile) this.profile = null;
  }

  /** @param {any[] | undefined} steps */
  #keepSuggestions(steps) {
    if (!steps) return;
    const content = { until: this.#until(), response_id: this.#draft.current, steps };
    keepBeside(this.storage, `${this.key}:suggested`, content);
  }

  #until() {
    return dayAfter(this.now(), DAYS_KEPT);
  }

  #startOver() {
    this.#seen = null;
    this.restored = false;
    this.#draft = this.#fresh(this.#draft.language);
    this.profile = null;
    this.#tell("wiped");
  }

  /** @returns {Draft | null} */
  #read() {
    const text = this.#stored();
    this.#seen = text;
    if (text === null) return null;
    const draft = loadDraft(text);
    if (draft === null) keepBeside(this.storage, `${this.key}:broken`, { until: this.#until(), text });
    return draft !== null && draft.until >= this.today() ? draft : null;
  }

  /** @returns {string | null} */
  #stored() {
    try {
      return this.storage?.getItem(this.key) ?? null;
    } catch {
      return null;
    }
  }

  #keep() {
    const text = JSON.stringify(this.#draft);
    try {
      if (!this.storage) throw new Error("no storage");
      this.storage.setItem(this.key, text);
      this.persistent = true;
      this.#seen = text;
    } catch {
      this.persistent = false;
    }
  }

  /** Take over what another tab has written or deleted since this store last looked. */
  follow() {
    const text = this.#stored();
    if (text === this.#seen || !this.persistent) return;
    if (text === null) return this.#startOver();
    const theirs = this.#read();
    if (theirs === null) return;
    if (olderThan(theirs, this.#draft)) return this.#keep();
    this.#take(theirs);
    this.#tell("other tab");
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
    for (const listener of [...this.#listeners]) listener(this.#draft, source);
  }
}
