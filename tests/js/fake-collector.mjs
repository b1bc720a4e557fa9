// A collector in memory with a network that fails, and a clock that tests turn; for sync tests.
import { openDraft, draftKey } from "../../kit/static/draft.js";
import { Collector } from "../../kit/static/collector.js";
import { Sync } from "../../kit/static/sync.js";
import { MemoryStorage } from "./memory-storage.mjs";

const rate = (id, more = {}) => ({ id, kind: "rate", scale: "s", text: { sv: id }, ...more });
const ids = (names) => names.map((id) => ({ id, value: Number(id) || 0, label: null }));

/** A small questionnaire: six ratings, of which q6 is asked only when q5 is 3 or more. */
export const VIEW = {
  id: "puls-10", version: "2026.1", hash: "ab".repeat(32), languages: ["sv"],
  scales: { s: { points: ids(["1", "2", "3", "4", "5"]), other: [] } },
  roles: [{ id: "all" }], background: [], areas: [],
  pages: [{ id: "p1", items: [1, 2, 3, 4, 5].map((n) => rate(`q${n}`)).concat(
    rate("q6", { when: [">=", ["id", "q5"], ["number", 3]] })) }],
};

/** Random numbers that are the same at every run. */
export function dice(seed) {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return (((state ^ (state >>> 13)) >>> 0) % 1_000_003) / 1_000_003;
  };
}

/** Time that stands still until a test turns it. */
export class Clock {
  now = 0;
  #next = 1;
  #timers = new Map();

  setTimeout = (act, after) => {
    this.#timers.set(this.#next, { at: this.now + after, act });
    return this.#next++;
  };

  clearTimeout = (timer) => void this.#timers.delete(timer);

  /** Let what is going on go on; promises take some turns of the real loop. */
  async settle() {
    await new Promise((done) => setImmediate(done));
  }

  async turn(milliseconds) {
    const end = this.now + milliseconds;
    await this.settle();
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.now = Math.max(this.now, due[1].at);
      due[1].act();
      await this.settle();
    }
    this.now = end;
  }
}

/** What the store does with a copy, by seq and content. */
export class Server {
  responses = new Map();
  deleted = new Set();
  puts = [];
  status = "open";
  /** Called before each request; may return "lost", "unanswered", a status, or milliseconds to wait. */
  weather = () => null;

  constructor(clock) {
    this.clock = clock;
  }

  join(id) {
    const blank = { response_id: id, round: "r", seq: 0, questionnaire: {}, language: "sv", role: null,
      background: {}, answers: {}, day: "2026-11-22", status: "started" };
    if (!this.responses.has(id)) this.responses.set(id, blank);
  }

  put(copy) {
    const kept = this.responses.get(copy.response_id);
    this.puts.push(copy);
    if (!kept) return this.#missing(copy.response_id);
    if (this.status === "closed") return [409, { code: "closed", detail: "closed" }];
    if (copy.seq < kept.seq) return [200, { outcome: "older", seq: kept.seq, stored: kept }];
    if (copy.seq > kept.seq) this.responses.set(copy.response_id, structuredClone(copy));
    else if (JSON.stringify(copy) !== JSON.stringify(kept)) return [200, { outcome: "conflict", seq: kept.seq, stored: kept }];
    return [200, { outcome: copy.seq > kept.seq ? "stored" : "same", seq: copy.seq }];
  }

  answer(method, path, key, body) {
    if (path === "rounds/r") return [200, { id: "r", status: this.status, closes: null, delete_after: "2028-01-31" }];
    if (method === "PUT") return this.put(body);
    if (method === "DELETE") return [200, { deleted: this.remove(key), backups: [] }];
    const kept = this.responses.get(key);
    return kept ? [200, kept] : this.#missing(key);
  }

  /** Delete a response for good; its id never comes back. */
  remove(id) {
    if (this.responses.has(id)) this.deleted.add(id);
    return this.responses.delete(id);
  }

  #missing(id) {
    return [404, { code: this.deleted.has(id) ? "deleted" : "unknown", detail: "gone" }];
  }

  /** A fetch for one device. @param {(copy: any) => void} acknowledged hears of each receipt that arrives @param {() => boolean} isOffline */
  fetchFor(acknowledged, isOffline) {
    return async (address, { method, headers, body }) => {
      const weather = isOffline() ? "lost" : this.weather(method);
      const wait = (ms) => new Promise((done) => this.clock.setTimeout(done, ms));
      if (typeof weather === "number" && weather < 100) await wait(weather * 100);
      if (weather === "lost") throw new TypeError("no network");
      if (weather >= 400) return said(weather, {});
      const sent = body && JSON.parse(body);
      const [status, told] = structuredClone(this.answer(method, address.replace("/api/", ""), headers["Kit-Response"], sent));
      if (typeof weather === "number") await wait(weather * 50);
      if (weather === "unanswered") throw new TypeError("no answer");
      if (method === "PUT" && status === 200 && ["stored", "same"].includes(told.outcome)) acknowledged(sent);
      return said(status, told);
    };
  }
}

const said = (status, body) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": status === 200 ? "application/json" : "application/problem+json" } });

/** One person's phone or computer, with tabs. */
export class Device {
  storage = new MemoryStorage();
  acknowledged = [];
  tabs = [];
  isOffline = false;

  constructor(server, clock, id, random = () => 0.5) {
    Object.assign(this, { server, clock, random, id });
    this.storage.setItem(`${draftKey(VIEW, { id: "r" })}:mine`, JSON.stringify({ until: "9999-12-31", response_id: id }));
  }

  open() {
    const events = new EventTarget();
    const store = openDraft(draftKey(VIEW, { id: "r" }), VIEW,
      { storage: this.storage, now: () => new Date(2026, 10, 22), events, round: "r" });
    const collector = new Collector("/api/", { round: "r", language: () => "sv", clock: this.clock, random: this.random,
      fetch: this.server.fetchFor((copy) => this.acknowledged.push(copy), () => this.isOffline), patience: 1e9 });
    const tab = { store, events, hidden: false, news: [] };
    tab.sync = new Sync(store, collector, { view: VIEW, clock: this.clock, random: this.random, events, hidden: () => tab.hidden });
    tab.sync.subscribe((standing, foreign) => tab.news.push([standing.step, foreign]));
    tab.close = () => { tab.sync.close(); this.tabs.splice(this.tabs.indexOf(tab), 1); };
    this.tabs.push(tab);
    return tab;
  }

  /** Let the other tabs hear what one of them has kept. */
  heard() {
    for (const { events, store } of this.tabs) {
      for (const key of [store.key, store.sent.key]) events.dispatchEvent(Object.assign(new Event("storage"), { key }));
    }
  }
}
