// @ts-check
/**
 * Which step of the workshop a participant's page shows: the room's, as it moves on, unless the
 * person looks back at an earlier one or is in the middle of writing. Pure.
 *
 * @typedef {"with" | "held" | "looking"} Mode  with the room; held by what is being written; looking
 *   at another step of one's own will
 */

export class Following {
  /** Where the room is: a step's place, null before the first. @type {number | null} */
  now = null;
  /** What the page shows. @type {number | null} */
  place = null;
  /** @type {Mode} */
  mode = "with";
  #isKnown = false;

  /** Whether the page shows another step than the room's. */
  get isBehind() {
    return this.place !== this.now;
  }

  /** The last step that can be looked at. */
  get last() {
    return Math.max(this.now ?? -1, this.place ?? -1);
  }

  /**
   * Hear where the room is; says whether the page shows another step from now on.
   * @param {number | null} now
   * @param {boolean} isWriting  the person would lose hold of something if the step changed
   */
  hear(now, isWriting) {
    const [isFirst, before] = [!this.#isKnown, this.now];
    this.#isKnown = true;
    this.now = now;
    if (!isFirst && now === before) return false;
    if (!this.isBehind) return this.#settle(false);
    // A step that the room has gone back from is no earlier one to look at.
    const isAhead = this.place !== null && (now === null || this.place > now);
    if (!isFirst && this.mode === "looking" && !isAhead) return false;
    if (!isFirst && isWriting) {
      this.mode = "held";
      return false;
    }
    return this.goAlong();
  }

  /** Show the room's step; says whether that is another one. */
  goAlong() {
    const isAnother = this.isBehind;
    this.place = this.now;
    return this.#settle(isAnother);
  }

  /** Look at a step that has been; says whether it is another one. @param {number} place */
  look(place) {
    if (place === this.place || place < 0 || place > this.last) return false;
    this.place = place;
    this.mode = this.isBehind ? "looking" : "with";
    return true;
  }

  /** @param {boolean} isAnother */
  #settle(isAnother) {
    this.mode = "with";
    return isAnother;
  }
}
