import assert from "node:assert/strict";
import { test } from "node:test";

import { contributionErrand, hasContributed } from "../../kit/static/contribution-kept.js";
import { finish, give, oneLine, place, placingOf, pointsOf, putIdea, removeIdea, spent } from "../../kit/static/contribution-record.js";
import { errands, remember, runAll } from "../../kit/static/errands.js";
import { Collector } from "../../kit/static/collector.js";
import { KEY, Phone, Workshop } from "./contributing.mjs";
import { Clock, dice } from "./fake-collector.mjs";

const ME = "1".repeat(32);
const CARDS = ["a", "b", "c"].map((id) => ({ id, ideas: [id] }));
const idea = (id, text = id) => ({ id, text, area: null, competence: null, goal: null, shared: false });
const ids = (given) => given.ideas.map((one) => one.id);

async function joined() {
  const clock = new Clock();
  const server = new Workshop(clock);
  server.join(ME);
  const phone = new Phone(server, clock, ME);
  const tab = phone.open();
  await clock.turn(0);
  return { clock, server, phone, tab, kept: () => server.given.get(ME) };
}

const step = (tab) => tab.sync.standing.step;

test("an idea leaves with the next breath, and is called saved when it has arrived", async () => {
  const { clock, tab, kept } = await joined();
  assert.equal(step(tab), "idle");
  tab.store.update((given) => putIdea(given, idea("a", "Öva tillsammans")));
  assert.equal(step(tab), "saving");
  await clock.turn(400);
  assert.equal(step(tab), "saved");
  assert.deepEqual(kept(), { seq: 1, ideas: [idea("a", "Öva tillsammans")], points: {}, grid: {}, done: [] });
});

test("a half-written line stays on the device, survives a reload and is sent to nobody", async () => {
  const { clock, server, phone, tab } = await joined();
  tab.store.write("", { text: "Vi bord", about: "area:a1", goal: "" });
  tab.store.write("note:r1", { text: "Ur min anteckning", about: "", goal: "" });
  await clock.turn(10_000);
  tab.close();
  const again = phone.open();
  await clock.turn(1_000);
  assert.deepEqual(again.store.lines[""], { text: "Vi bord", about: "area:a1", goal: "" });
  assert.equal(server.puts.length, 0);
  again.store.write("", null);
  assert.deepEqual(Object.keys(again.store.lines), ["note:r1"]);
});

test("what was given without a network survives a reload and leaves when it is back", async () => {
  const { clock, server, phone, tab, kept } = await joined();
  server.weather = () => "lost";
  tab.store.update((given) => putIdea(given, idea("a")));
  await clock.turn(1_000);
  assert.equal(step(tab), "waiting");
  tab.close();
  const again = phone.open();
  again.store.update((given) => give(given, CARDS, CARDS[1], 4));
  await clock.turn(60_000);
  server.weather = () => null;
  await clock.turn(30_000);
  assert.deepEqual([step(again), ids(kept()), kept().points], ["saved", ["a"], { b: 4 }]);
});

test("a receipt that got lost is asked for again, with the same copy", async () => {
  const { clock, server, phone, tab, kept } = await joined();
  server.weather = (method) => (method === "PUT" ? "unanswered" : null);
  tab.store.update((given) => putIdea(given, idea("a")));
  await clock.turn(1_000);
  assert.deepEqual([step(tab), kept().seq], ["waiting", 1]);
  tab.store.update((given) => putIdea(given, idea("b")));
  tab.close();
  server.weather = () => null;
  const again = phone.open();
  await clock.turn(1_000);
  assert.deepEqual(server.puts.map((copy) => [copy.seq, ids(copy)]).slice(-2), [[1, ["a"]], [2, ["a", "b"]]]);
  assert.deepEqual([step(again), ids(kept())], ["saved", ["a", "b"]]);
});

test("two devices' ideas and votes come together, and what both changed is as it was called saved", async () => {
  const { clock, server, tab, kept } = await joined();
  const laptop = new Phone(server, clock, ME);
  const other = laptop.open();
  tab.store.update((given) => putIdea(given, idea("a")));
  await clock.turn(1_000);
  laptop.isOffline = true;
  other.store.update((given) => { putIdea(given, idea("b")); give(given, CARDS, CARDS[0], 7); });
  tab.store.update((given) => give(given, CARDS, CARDS[0], 2));
  tab.store.update((given) => place(given, CARDS[2], { effect: 5 }));
  await clock.turn(1_000);
  laptop.isOffline = false;
  other.events.dispatchEvent(new Event("online"));
  await clock.turn(20_000);
  assert.deepEqual(ids(kept()).sort(), ["a", "b"]);
  assert.deepEqual([kept().points, kept().grid], [{ a: 2 }, { c: { effect: 5, effort: null } }]);
  assert.deepEqual(other.store.response, { ...kept(), response_id: ME });
  assert.equal(other.news.at(-1).lost, true);
});

test("an idea taken away here does not come back from the collector", async () => {
  const { clock, phone, tab, kept } = await joined();
  tab.store.update((given) => { putIdea(given, idea("a")); putIdea(given, idea("b")); });
  await clock.turn(1_000);
  phone.isOffline = true;
  tab.store.update((given) => removeIdea(given, "a"));
  tab.close();
  phone.isOffline = false;
  const again = phone.open();
  await clock.turn(1_000);
  assert.deepEqual([ids(kept()), ids(again.store.response)], [["b"], ["b"]]);
});

test("votes that everybody has seen are changed no more, and the person is told", async () => {
  const { clock, server, tab, kept } = await joined();
  tab.store.update((given) => give(given, CARDS, CARDS[0], 3));
  await clock.turn(1_000);
  server.shown = ["points"];
  tab.store.update((given) => { give(given, CARDS, CARDS[0], 9); putIdea(given, idea("late")); });
  await clock.turn(1_000);
  assert.deepEqual([kept().points, ids(kept())], [{ a: 3 }, ["late"]]);
  assert.deepEqual([tab.store.response.points, ids(tab.store.response)], [{ a: 3 }, ["late"]]);
  assert.deepEqual([step(tab), tab.sync.standing.late], ["saved", ["points"]]);
  const puts = server.puts.length;
  await clock.turn(60_000);
  assert.equal(server.puts.length, puts);
});

test("without a workshop what is given is refused in words, and comes when there is one", async () => {
  const { clock, server, tab, kept } = await joined();
  server.isWithout = true;
  tab.store.update((given) => putIdea(given, idea("a")));
  await clock.turn(1_000);
  assert.deepEqual([step(tab), tab.sync.standing.detail], ["refused", "no workshop"]);
  server.isWithout = false;
  tab.sync.wake();
  await clock.turn(1_000);
  assert.deepEqual([step(tab), ids(kept())], ["saved", ["a"]]);
});

test("two tabs follow each other", async () => {
  const { clock, phone, tab, kept } = await joined();
  const other = phone.open();
  await clock.turn(0);
  tab.store.update((given) => putIdea(given, idea("a")));
  phone.heard();
  assert.deepEqual(ids(other.store.response), ["a"]);
  other.store.update((given) => putIdea(given, idea("b")));
  other.store.write("", { text: "halv", about: "", goal: "" });
  phone.heard();
  await clock.turn(10_000);
  assert.deepEqual([ids(tab.store.response), ids(kept()), tab.store.lines[""].text], [["a", "b"], ["a", "b"], "halv"]);
});

test("wiping the draft wipes the contribution, and another person starts from nothing", async () => {
  const { clock, phone, tab } = await joined();
  tab.store.update((given) => putIdea(given, idea("a")));
  tab.store.write("", { text: "halv", about: "", goal: "" });
  await clock.turn(1_000);
  tab.draft.wipe();
  assert.deepEqual([tab.store.response.ideas, tab.store.lines, tab.store.response.seq], [[], {}, 0]);
  assert.notEqual(tab.store.response.response_id, ME);
  const left = Array.from({ length: phone.storage.length }, (_, n) => phone.storage.key(n));
  assert.deepEqual(left.filter((name) => name.includes("contribution")), []);
});

test("only ideas given, and nothing answered, count as somebody's things", async () => {
  const { clock, phone, tab } = await joined();
  assert.equal(hasContributed(phone.storage, KEY, ME), false);
  tab.store.update((given) => putIdea(given, idea("a")));
  assert.deepEqual([hasContributed(phone.storage, KEY, ME), hasContributed(phone.storage, KEY, "2".repeat(32))], [true, false]);
  assert.notEqual(phone.storage.getItem(KEY), null, "the next person who joins here is asked");
  await clock.turn(1_000);
});

test("what is unsent goes as an errand of its own when the device changes hands", async () => {
  const { clock, server, phone, tab, kept } = await joined();
  const about = { api: "/api/", round: "r", id: ME, until: "2026-12-22" };
  assert.equal(contributionErrand(phone.storage, KEY, about), null);
  phone.isOffline = true;
  tab.store.update((given) => putIdea(given, idea("a")));
  const errand = contributionErrand(phone.storage, KEY, about);
  remember(phone.storage, errand);
  remember(phone.storage, { ...errand, part: undefined, copy: { response_id: ME, seq: 1 } });
  assert.equal(errands(phone.storage).length, 2);
  tab.close();
  phone.isOffline = false;
  const reach = ({ api, round, key }) => new Collector(api, { round, key, clock, language: () => "sv", fetch: server.fetchFor(() => undefined, () => false) });
  await runAll(phone.storage, reach);
  assert.deepEqual([ids(kept()), errands(phone.storage)], [["a"], []]);
});

test("a broken record is laid aside, and nothing else is touched", async () => {
  const { clock, phone } = await joined();
  phone.storage.setItem(`${KEY}:contribution`, '{"given": {"ideas": "no"}}');
  const tab = phone.open();
  await clock.turn(1_000);
  assert.deepEqual(tab.store.response.ideas, []);
  assert.match(phone.storage.getItem(`${KEY}:contribution:broken`), /ideas/);
});

test("where the browser keeps nothing, the contribution is sent all the same", async () => {
  const { clock, phone, tab, kept } = await joined();
  phone.storage.full = true;
  tab.store.update((given) => putIdea(given, idea("a")));
  await clock.turn(1_000);
  assert.deepEqual([tab.store.persistent, step(tab), ids(kept())], [false, "saved", ["a"]]);
});

test("points go along when ideas are put together, and never exceed what is left by that", () => {
  const given = { points: { a: 3, b: 2, gone: 4 }, grid: { b: { effect: 4, effort: null } }, ideas: [], done: [] };
  const merged = [{ id: "m", ideas: ["a", "b"] }, { id: "c", ideas: ["c"] }];
  assert.deepEqual([pointsOf(given, merged[0]), spent(given, merged)], [5, 5]);
  assert.deepEqual(placingOf(given, merged[0]), { effect: 4, effort: null });
  give(given, merged, merged[1], 2);
  assert.deepEqual(given.points, { m: 5, c: 2 });
  give(given, merged, merged[1], 0);
  place(given, merged[0], { effort: 1 });
  assert.deepEqual([given.points, given.grid], [{ m: 5 }, { m: { effect: 4, effort: 1 } }]);
  finish(given, "points", true);
  finish(given, "points", true);
  finish(given, "grid", true);
  assert.deepEqual(given.done, ["grid", "points"]);
  finish(given, "grid", false);
  assert.deepEqual(given.done, ["points"]);
});

test("a line is one line, of no more than can be kept", () => {
  assert.equal(oneLine("  Ett\n\0 bord \t till  "), "Ett bord till");
  assert.equal(oneLine("x".repeat(500)).length, 300);
  assert.equal(oneLine(`${"x".repeat(299)}😀`).isWellFormed(), true);
});

test("whatever the net does, nothing acknowledged is lost and all devices agree in the end", async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = dice(seed);
    const clock = new Clock();
    const server = new Workshop(clock);
    server.join(ME);
    const devices = [0, 1].map(() => new Phone(server, clock, ME, random));
    let tabs = devices.map((one) => one.open());
    const made = new Set();
    const removed = new Set();
    for (let n = 0; n < 30; n += 1) {
      const roll = random();
      server.weather = () => (random() < 0.3 ? ["lost", "unanswered", 503][Math.floor(random() * 3)] : null);
      const at = Math.floor(random() * tabs.length);
      if (roll < 0.45) { made.add(`i${n}`); tabs[at].store.update((given) => putIdea(given, idea(`i${n}`))); }
      else if (roll < 0.6) tabs[at].store.update((given) => give(given, CARDS, CARDS[Math.floor(random() * 3)], Math.floor(random() * 4)));
      else if (roll < 0.7) { const [first] = tabs[at].store.response.ideas; if (first) { removed.add(first.id); tabs[at].store.update((given) => removeIdea(given, first.id)); } }
      else if (roll < 0.8) { tabs[at].close(); tabs[at] = devices[at].open(); }
      await clock.turn(random() * 4_000);
    }
    server.weather = () => null;
    for (const tab of tabs) tab.events.dispatchEvent(new Event("online"));
    await clock.turn(120_000);
    for (const tab of tabs) tab.events.dispatchEvent(new Event("online"));
    await clock.turn(120_000);
    for (const tab of tabs) { tab.hidden = false; tab.events.dispatchEvent(new Event("visibilitychange")); }
    await clock.turn(120_000);
    const kept = server.given.get(ME) ?? { ideas: [] };
    for (const id of made) assert.ok(removed.has(id) || ids(kept).includes(id), `seed ${seed}: ${id} is lost`);
    for (const tab of tabs) assert.deepEqual(ids(tab.store.response).sort(), ids(kept).sort(), `seed ${seed}`);
    tabs.forEach((tab) => tab.close());
  }
});
