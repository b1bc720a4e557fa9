/** A localStorage for tests: the same methods, in memory, and able to be full. */
export class MemoryStorage {
  #texts = new Map();
  full = false;

  get length() {
    return this.#texts.size;
  }

  key(index) {
    return [...this.#texts.keys()][index] ?? null;
  }

  getItem(key) {
    return this.#texts.get(key) ?? null;
  }

  setItem(key, text) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.#texts.set(key, String(text));
  }

  removeItem(key) {
    this.#texts.delete(key);
  }
}
