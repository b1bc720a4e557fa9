// @ts-check
/**
 * Join a round from this browser: which response is meant, and whose answers are here already.
 *
 * The id of the response is made and kept before the code is sent, so that a receipt that got lost
 * makes nobody join twice.
 *
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./participant.js").Response} Response
 * @typedef {{round: string, page: string, id: string, code: string}} Place
 * @typedef {{storage: Storage | null, reach: (about?: object) => import("./collector.js").Collector,
 *   newId: () => string, until: () => string}} Means
 */

import { Refusal } from "./collector.js";
import { contributionErrand, contributionKey, hasContributed } from "./contribution-kept.js";
import { draftKey } from "./draft.js";
import { currentOf } from "./draft-record.js";
import { BESIDE, joinKey, keepBeside, keptBeside, loadDraft } from "./draft-storage.js";
import { remember } from "./errands.js";
import { hasGiven } from "./participant-merge.js";

export const CODE_LENGTH = 6;

/** Return a code as it is shown, however it was typed. @param {string} typed */
export const readCode = (typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** @param {string} round */
const keyOf = (round) => draftKey({ id: "", version: "" }, { id: round });

export class Joining {
  /** @param {Means} means */
  constructor(means) {
    this.means = means;
  }

  /**
   * Join with a code; throws the collector's refusal.
   * @param {string} code
   * @returns {Promise<{place: Place, here: Response | null, gone: boolean}>} here: somebody's answers
   *   in the same round on this device; ask whose they are. gone: they were deleted from the round
   */
  async join(code) {
    const id = (await this.#meant(code)) ?? this.means.newId();
    const place = await this.#enterAnew(code, id);
    const draft = this.#draft(place.round);
    const here = draft && this.#holds(place.round, currentOf(draft)) ? currentOf(draft) : null;
    if (!here) this.#settle(place);
    const gone = here !== null && here.response_id !== place.id && (await this.#fate(place.round, here.response_id)) === "deleted";
    return { place, here, gone };
  }

  /** The answers that are here are this person's: go on with them. @param {Place} place @returns {Promise<Place>} */
  async goOn(place) {
    const draft = /** @type {Draft} */ (this.#draft(place.round));
    const own = currentOf(draft).response_id;
    if (own === place.id) return place;
    if (await this.#isKnown(place.round, own)) {
      // The response that this attempt made is one too many.
      await this.#collector(place.round, place.id).delete(`rounds/${place.round}/response`).catch(() => undefined);
      this.#remember({ ...place, id: own });
      return { ...place, id: own };
    }
    this.#rename(place.round, draft, own, place.id);
    return place;
  }

  /** The answers that are here are somebody else's: they go from here, and a new person joins. @param {Place} place @returns {Promise<Place>} */
  async startAnew(place) {
    const draft = /** @type {Draft} */ (this.#draft(place.round));
    const { response_id: own } = currentOf(draft);
    const anew = own === place.id ? await this.#enter(place.code, this.means.newId()) : place;
    this.#bring(place.round, currentOf(draft));
    this.#settle(anew);
    return anew;
  }

  /** The answers that are here were deleted from the round: they go from here too. @param {Place} place */
  leaveBehind(place) {
    this.#settle(place);
    return place;
  }

  /** The address to go on to. @param {Place} place @param {string} base */
  addressOf({ round, page, id }, base) {
    const isKept = this.#draft(round) !== null || keptBeside(this.means.storage, `${keyOf(round)}:mine`)?.response_id === id;
    return `${base}${page}?round=${round}${isKept ? "" : `#mine=${id}`}`;
  }

  /** The id that this browser joined with before, if it is still good. @param {string} code */
  async #meant(code) {
    const kept = keptBeside(this.means.storage, joinKey(code));
    if (!kept) return null;
    // What has been deleted meanwhile must not come back by joining again.
    return !kept.round || (await this.#isKnown(kept.round, kept.response_id)) ? kept.response_id : null;
  }

  /** @param {string} round @param {string} id */
  async #isKnown(round, id) {
    return (await this.#fate(round, id)) === "known";
  }

  /** What became of a response. @param {string} round @param {string} id @returns {Promise<"known" | "unknown" | "deleted">} */
  async #fate(round, id) {
    try {
      await this.#collector(round, id).get(`rounds/${round}/response`);
      return "known";
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return error.code === "deleted" ? "deleted" : "unknown";
      throw error;
    }
  }

  /** Enter with an id, or with a new one when that one's answers have been deleted. @param {string} code @param {string} id */
  async #enterAnew(code, id) {
    try {
      return await this.#enter(code, id);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "deleted")) throw error;
      return this.#enter(code, this.means.newId());
    }
  }

  /** @param {string} code @param {string} id @returns {Promise<Place>} */
  async #enter(code, id) {
    const until = this.means.until();
    keepBeside(this.means.storage, joinKey(code), { until, response_id: id });
    const { round, page } = await this.means.reach().post("join", { code, response_id: id });
    const place = { round, page, id, code };
    this.#remember(place);
    return place;
  }

  /** @param {Place} place */
  #remember({ code, id, round }) {
    keepBeside(this.means.storage, joinKey(code), { until: this.means.until(), response_id: id, round });
  }

  /** @param {string} round @param {string} key */
  #collector(round, key) {
    return this.means.reach({ round, key });
  }

  /** @param {string} round @returns {Draft | null} */
  #draft(round) {
    try {
      return loadDraft(this.means.storage?.getItem(keyOf(round)) ?? "");
    } catch {
      return null;
    }
  }

  /** Say whether anything is given here, to the questionnaire or to the workshop. @param {string} round @param {Response} response */
  #holds(round, response) {
    return hasGiven(response) || hasContributed(this.means.storage, keyOf(round), response.response_id);
  }

  /** Give the device to the response that has joined. @param {Place} place */
  #settle({ round, id }) {
    this.#clear(round);
    keepBeside(this.means.storage, `${keyOf(round)}:mine`, { until: this.means.until(), response_id: id });
  }

  /** @param {string} round */
  #clear(round) {
    try {
      for (const beside of BESIDE) this.means.storage?.removeItem(keyOf(round) + beside);
    } catch {
      // What cannot be reached cannot be kept either.
    }
  }

  /** Let answers that nobody knows yet go by the id that has joined. @param {string} round @param {Draft} draft @param {string} from @param {string} to */
  #rename(round, draft, from, to) {
    const named = (/** @type {any} */ kept) => JSON.parse(JSON.stringify(kept).replaceAll(from, to));
    const [renamed, given] = [named(draft), named(keptBeside(this.means.storage, contributionKey(keyOf(round))))];
    this.#clear(round);
    keepBeside(this.means.storage, keyOf(round), renamed);
    if (given) keepBeside(this.means.storage, contributionKey(keyOf(round)), given);
  }

  /** Bring what has not been acknowledged of the answers that go from here. @param {string} round @param {Response} response */
  #bring(round, response) {
    const { storage, until } = this.means;
    const { response_id: key } = response;
    const api = this.means.reach().api;
    const contributed = contributionErrand(storage, keyOf(round), { api, round, id: key, until: until() });
    if (contributed) remember(storage, contributed);
    const sent = keptBeside(storage, `${keyOf(round)}:sent`);
    const { acked = null, sending = null } = sent?.response_id === key ? sent : {};
    if (!sending && response.seq <= (acked?.seq ?? 0)) return;
    const copy = sending ?? { ...response, seq: (acked?.seq ?? 0) + 1 };
    remember(storage, { api, round, key, copy, until: until() });
  }
}
