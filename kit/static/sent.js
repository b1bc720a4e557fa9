// @ts-check
/**
 * What the collector has of a response: the copy that it acknowledged last, and the copy that is on
 * its way. Kept beside the draft, so that a reload forgets neither.
 *
 * A copy on its way is sent again, letter by letter, until it is known what became of it; only then
 * does another one leave. So a copy's seq is always one above the acknowledged one, and the
 * collector, which refuses an older or equal seq with other content, never lets a device write over
 * answers of another device that it has not seen.
 *
 * @typedef {any} Response  a response, or what else has a response's id and a seq
 * @typedef {{until: string, response_id: string, acked: Response | null, sending: Response | null}} Record_
 */

import { keepBeside, keptBeside } from "./draft-storage.js";

export class Sent {
  /** @type {Record_ | null} where the browser keeps nothing */
  #memory = null;

  /**
   * @param {Storage | null | undefined} storage
   * @param {string} key of the draft
   * @param {() => string} until the day that the draft is kept
   */
  constructor(storage, key, until) {
    this.storage = storage;
    this.key = `${key}:sent`;
    this.until = until;
  }

  /** @param {string} id of the response @returns {Record_} */
  of(id) {
    const kept = this.#memory ?? keptBeside(this.storage, this.key);
    if (kept?.response_id === id) return kept;
    return { until: this.until(), response_id: id, acked: null, sending: null };
  }

  /** Return the seq that a change of this response gets: above all that has left. @param {Response} response */
  next({ response_id: id, seq }) {
    const { acked, sending } = this.of(id);
    return Math.max(seq, (acked?.seq ?? 0) + 1, (sending?.seq ?? 0) + 1);
  }

  /** Note a copy before it leaves. @param {Response} copy */
  leave(copy) {
    this.#keep({ ...this.of(copy.response_id), sending: copy });
  }

  /** Note what the collector has now; what was on its way is settled. @param {Response} copy */
  acknowledge(copy) {
    const known = this.of(copy.response_id);
    // Another tab may have come further with the same answers.
    if (known.acked && known.acked.seq > copy.seq) return;
    const settled = !known.sending || known.sending.seq <= copy.seq;
    this.#keep({ ...known, acked: copy, sending: settled ? null : known.sending });
  }

  /** Note that what was on its way did not get there, and never will. @param {Response} copy */
  drop(copy) {
    const known = this.of(copy.response_id);
    if (known.sending?.seq === copy.seq) this.#keep({ ...known, sending: null });
  }

  /** @param {Record_} record */
  #keep(record) {
    const dated = { ...record, until: this.until() };
    this.#memory = keepBeside(this.storage, this.key, dated) ? null : dated;
  }
}
