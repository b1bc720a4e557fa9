// One person's devices in a workshop, over a collector in memory that keeps contributions.
import { draftKey, openDraft } from "../../kit/static/draft.js";
import { Collector } from "../../kit/static/collector.js";
import { ContributionStore } from "../../kit/static/contribution.js";
import { CONTRIBUTION } from "../../kit/static/contribution-merge.js";
import { Sync } from "../../kit/static/sync.js";
import { Server, VIEW } from "./fake-collector.mjs";
import { MemoryStorage } from "./memory-storage.mjs";

export const KEY = draftKey(VIEW, { id: "r" });

/** A collector that keeps contributions as it keeps answers; votes in `shown` are changed no more. */
export class Workshop extends Server {
  given = new Map();
  shown = [];
  isWithout = false;

  answer(method, path, key, body) {
    if (!path.endsWith("/contribution")) return super.answer(method, path, key, body);
    if (!this.responses.has(key)) return [404, { code: this.deleted.has(key) ? "deleted" : "unknown", detail: "gone" }];
    const kept = this.given.get(key) ?? { seq: 0, ideas: [], points: {}, grid: {}, done: [] };
    if (method === "GET") return [200, kept];
    if (this.isWithout) return [404, { code: "no_workshop", detail: "no workshop" }];
    this.puts.push(body);
    if (body.seq < kept.seq) return [200, { outcome: "older", seq: kept.seq, stored: kept, late: [] }];
    const late = this.shown.filter((vote) => JSON.stringify(body[vote]) !== JSON.stringify(kept[vote]));
    const next = { ...body, ...Object.fromEntries(late.map((vote) => [vote, kept[vote]])) };
    if (body.seq === kept.seq && JSON.stringify(next) !== JSON.stringify(kept)) return [200, { outcome: "conflict", seq: kept.seq, stored: kept, late: [] }];
    const outcome = body.seq > kept.seq ? "stored" : "same";
    this.given.set(key, structuredClone(next));
    return [200, { outcome, seq: body.seq, stored: null, late }];
  }
}

export class Phone {
  storage = new MemoryStorage();
  acknowledged = [];
  tabs = [];
  isOffline = false;

  constructor(server, clock, id, random = () => 0.5) {
    Object.assign(this, { server, clock, id, random });
    this.storage.setItem(`${KEY}:mine`, JSON.stringify({ until: "9999-12-31", response_id: id }));
  }

  open() {
    const events = new EventTarget();
    const now = () => new Date(2026, 10, 22);
    const draft = openDraft(KEY, VIEW, { storage: this.storage, now, events, round: "r" });
    const store = new ContributionStore(draft, events);
    const fetch = this.server.fetchFor((copy) => this.acknowledged.push(copy), () => this.isOffline);
    const collector = new Collector("/api/", { round: "r", language: () => "sv", clock: this.clock, random: this.random, fetch, patience: 1e9 });
    const tab = { draft, store, events, hidden: false, news: [] };
    tab.sync = new Sync(store, collector, { subject: CONTRIBUTION, clock: this.clock, random: this.random, events, hidden: () => tab.hidden });
    tab.sync.subscribe((standing, foreign) => foreign && tab.news.push(foreign));
    tab.close = () => { tab.sync.close(); this.tabs.splice(this.tabs.indexOf(tab), 1); };
    this.tabs.push(tab);
    return tab;
  }

  /** Let the other tabs hear what one of them has kept. */
  heard() {
    for (const { events, store, draft } of this.tabs) {
      for (const key of [draft.key, store.key, store.sent.key]) events.dispatchEvent(Object.assign(new Event("storage"), { key }));
    }
  }
}
