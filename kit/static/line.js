// @ts-check
/**
 * The line from a window to its kernel. It outlives the kernel: what is asked while nobody is
 * there, or has not been answered when the kernel goes, is answered by the next one.
 *
 * @typedef {import("./wire.js").Wire} Wire
 * @typedef {import("./wire.js").Kind} Kind
 * @typedef {{type: Kind, content: object, resolve: (answer: any) => void, reject: (error: unknown) => void}} Request
 */

export class Line {
  /** @type {Wire | null} */
  #wire = null;
  /** @type {Set<Request>} */
  #open = new Set();
  /** @type {{type: Kind, content: object} | null} what the kernel has not heard; the last alone counts */
  #news = null;

  /** Whether anybody in the kernel would notice how things stand. */
  isHeard = true;

  /** @param {() => void} [needed]  hears that something waits and nobody is there */
  constructor(needed = () => undefined) {
    this.needed = needed;
  }

  get isTied() {
    return this.#wire !== null;
  }

  /** Whether somebody waits for an answer. */
  get isWaitedFor() {
    return this.#open.size > 0;
  }

  /** Tie the line to a kernel, and tell and ask it whatever is left. @param {Wire} wire */
  tie(wire) {
    this.#wire?.close();
    this.#wire = wire;
    if (this.#news) this.tell(this.#news.type, this.#news.content).catch(() => undefined);
    for (const request of [...this.#open]) this.#send(request);
  }

  /** Let go of a kernel that is gone. */
  cut() {
    this.#wire?.close();
    this.#wire = null;
    if (this.isWaitedFor) this.needed();
  }

  /**
   * Ask, and wait for as long as it takes until there is a kernel.
   * @param {Kind} type
   * @param {object} [content]
   * @returns {Promise<any>} fails when a kernel that is there does not answer
   */
  request(type, content = {}) {
    return new Promise((resolve, reject) => {
      const request = { type, content, resolve, reject };
      this.#open.add(request);
      this.#send(request);
    });
  }

  /**
   * Tell the kernel how things stand now; without a kernel, the next one hears it.
   * @param {Kind} type
   * @param {object} content
   */
  async tell(type, content) {
    const news = (this.#news = { type, content });
    if (!this.#wire || !this.isHeard) return;
    await this.#wire.request(type, content);
    if (this.#news === news) this.#news = null;
  }

  /** Return what the kernel answers to a sign of life; null when it does not. @returns {Promise<Record<string, any> | null>} */
  async greet() {
    const answered = this.#wire?.request("ping").then((answer) => answer ?? {}, () => null);
    return (await answered) ?? null;
  }

  /** Say whether the kernel answers. @returns {Promise<boolean>} */
  async ping() {
    return (await this.greet()) !== null;
  }

  /** @param {Request} request */
  async #send(request) {
    const wire = this.#wire;
    if (!wire) return this.needed();
    try {
      request.resolve(await wire.request(request.type, request.content));
    } catch (error) {
      // What a kernel that is gone has not answered, the next one is asked.
      if (wire !== this.#wire) return;
      request.reject(error);
    }
    this.#open.delete(request);
  }
}
