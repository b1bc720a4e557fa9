// @ts-check
/**
 * What the room has in common: the board of ideas, how it weighed them, the plan. Fetched when a
 * part asks for it, and anew when the round says that it has changed; the last stays meanwhile.
 *
 * @typedef {"board" | "weighing" | "plan"} Name
 * @typedef {{value: any, key: string, asked: string}} Thing
 */

export class Things {
  /** @type {Map<Name, Thing>} */
  #things = new Map();
  #key = "";

  /** @param {Pick<import("./collector.js").Collector, "get" | "path">} collector @param {() => void} changed  hears that something has come */
  constructor(collector, changed) {
    this.collector = collector;
    this.changed = changed;
  }

  /** Hear how the workshop stands; what is out of date is fetched again, a failure is tried again. @param {import("./script.js").Now | null} workshop */
  hear(workshop) {
    this.#key = workshop ? JSON.stringify([workshop.board, workshop.shown, workshop.at]) : "";
    for (const name of this.#things.keys()) this.#fetch(name);
  }

  /** Return what there is, null until it has come. @param {Name} name @returns {any} */
  read(name) {
    if (!this.#things.has(name)) {
      this.#things.set(name, { value: null, key: "", asked: "" });
      this.#fetch(name);
    }
    return this.#things.get(name)?.value ?? null;
  }

  /** @param {Name} name */
  async #fetch(name) {
    const thing = this.#things.get(name);
    const key = this.#key;
    if (!thing || !key || thing.key === key || thing.asked === key) return;
    thing.asked = key;
    try {
      const value = await this.collector.get(this.collector.path(name));
      if (thing.asked !== key) return;
      [thing.value, thing.key] = [value, key];
      this.changed();
    } catch {
      // The round is asked again in a moment, and then this is, too.
    } finally {
      if (thing.asked === key) thing.asked = "";
    }
  }
}
