// @ts-check
/**
 * The ideas as the facilitator has them: fetched, changed, changed back.
 *
 * Two people may sort at once. Whoever is later is told so and sees how things stand; nothing that
 * is being written is touched by that.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-sorting-model.js").Board} Board
 * @typedef {import("./console-sorting-model.js").BoardCard} BoardCard
 * @typedef {import("./console-sorting-model.js").Change} Change
 */

import { Refusal } from "./collector.js";
import { inPlace, sortingOf } from "./console-sorting-model.js";
import { msgid } from "./words.js";

/** What a server says when somebody else was faster. */
const FASTER = 409;
const CHANGED = msgid("Somebody else has changed the ideas at the same moment. Now you see how they stand. What you did last was not saved: do it again if it is still needed.");

export class IdeaBoard {
  /** @type {Board | null} */
  board = null;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {BoardCard[][]} */
  #past = [];
  /** @type {string[]} */
  #order = [];

  /** @param {Pick<Desk, "collector" | "say">} desk */
  constructor(desk) {
    this.desk = desk;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** Fetch the ideas as they stand now. */
  async fetch() {
    const { collector } = this.desk;
    this.#take(await collector.get(collector.path("board")));
  }

  /** @param {Change} change */
  async change(change) {
    if (!this.board) await this.fetch();
    const { cards } = /** @type {Board} */ (this.board);
    await this.#put(change(cards));
    this.#past.push(cards);
    this.#tell();
  }

  /** Take the last change back. */
  async undo() {
    const cards = this.#past.pop();
    if (cards) await this.#put(cards).catch((refusal) => (this.#past.push(cards), Promise.reject(refusal)));
    this.#tell();
  }

  /** @param {BoardCard[]} cards */
  async #put(cards) {
    const { collector, say } = this.desk;
    const { version } = /** @type {Board} */ (this.board);
    try {
      this.#take(await collector.put(collector.path("sorting"), sortingOf({ version, cards })), true);
    } catch (/** @type {any} */ refusal) {
      if (refusal.status !== FASTER) throw refusal;
      await this.fetch();
      throw new Refusal(FASTER, { code: "changed", detail: say(CHANGED) });
    }
  }

  /** @param {Board} board @param {boolean} [isOwn]  made by a change of this page's */
  #take(board, isOwn = false) {
    // What another person did last is not this page's to take back.
    if (!isOwn && this.board && board.version !== this.board.version) this.#past = [];
    const cards = inPlace(this.#order, board.cards);
    this.#order = cards.map(({ id }) => id);
    this.board = { ...board, cards };
    this.#tell();
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }
}
