import assert from "node:assert/strict";
import { test } from "node:test";

import { sendable } from "../../kit/static/sendable.js";
import { sameGiven } from "../../kit/static/sync-merge.js";
import { Clock, Device, Server, VIEW, dice } from "./fake-collector.mjs";

const ME = "1".repeat(32);

async function joined() {
  const clock = new Clock();
  const server = new Server(clock);
  server.join(ME);
  const device = new Device(server, clock, ME);
  const tab = device.open();
  await clock.turn(0);
  return { clock, server, device, tab, kept: () => server.responses.get(ME) };
}

const step = (tab) => tab.sync.standing.step;
const changed = (tab) => tab.news.filter(([, foreign]) => foreign).map(([, foreign]) => foreign);

test("an answer leaves with the next breath, and is called saved when it has arrived", async () => {
  const { clock, tab, kept } = await joined();
  assert.equal(step(tab), "idle");
  tab.store.answer("q1", "4");
  assert.equal(step(tab), "saving");
  await clock.turn(200);
  assert.equal(kept().seq, 0);
  await clock.turn(200);
  assert.deepEqual([step(tab), kept().answers, kept().seq, kept().round], ["saved", { q1: "4" }, 1, "r"]);
});

test("changes of one breath leave together, and typing without end does not hold them back", async () => {
  const { clock, server, tab } = await joined();
  for (const value of ["1", "2", "3"]) tab.store.answer("q1", value);
  await clock.turn(400);
  assert.equal(server.puts.length, 1);
  for (let n = 0; n < 40; n += 1) {
    tab.store.answer("q2", String((n % 5) + 1));
    await clock.turn(100);
  }
  assert.ok(server.puts.length > 1);
});

test("test_f07 without a network the answers wait, say so, and leave when it is back", async () => {
  const { clock, server, tab, kept } = await joined();
  server.weather = () => "lost";
  tab.store.answer("q1", "4");
  await clock.turn(1_000);
  assert.equal(step(tab), "waiting");
  tab.store.answer("q2", "2");
  await clock.turn(30 * 60_000);
  assert.deepEqual([step(tab), kept().seq], ["waiting", 0]);
  server.weather = () => null;
  await clock.turn(30_000);
  assert.deepEqual([step(tab), kept().answers], ["saved", { q1: "4", q2: "2" }]);
});

test("test_l05 when the network is back nobody waits for the next attempt", async () => {
  const { clock, server, tab } = await joined();
  server.weather = () => "lost";
  tab.store.answer("q1", "4");
  await clock.turn(60_000);
  server.weather = () => null;
  tab.events.dispatchEvent(new Event("online"));
  await clock.turn(3_000);
  assert.equal(step(tab), "saved");
});

test("test_f04 a receipt that got lost is asked for again, with the same copy", async () => {
  const { clock, server, device, tab, kept } = await joined();
  server.weather = (method) => (method === "PUT" ? "unanswered" : null);
  tab.store.answer("q1", "4");
  await clock.turn(1_000);
  assert.deepEqual([step(tab), kept().seq], ["waiting", 1]);
  tab.store.answer("q1", "5");
  tab.close();
  server.weather = () => null;
  const again = device.open();
  assert.equal(step(again), "saving");
  await clock.turn(1_000);
  assert.deepEqual(server.puts.map(({ seq, answers }) => [seq, answers.q1]).slice(-2), [[1, "4"], [2, "5"]]);
  assert.deepEqual([step(again), kept().answers, changed(again)], ["saved", { q1: "5" }, []]);
});

test("answers from another device come here, and this device says so", async () => {
  const { clock, server, tab } = await joined();
  tab.store.answer("q1", "4");
  await clock.turn(1_000);
  const phone = new Device(server, clock, ME).open();
  await clock.turn(1_000);
  assert.deepEqual(phone.store.response.answers, { q1: "4" });
  assert.deepEqual(changed(phone), [{ first: true, lost: false }]);
  phone.store.answer("q2", "1");
  await clock.turn(1_000);
  tab.hidden = true;
  tab.events.dispatchEvent(new Event("visibilitychange"));
  tab.hidden = false;
  tab.events.dispatchEvent(new Event("visibilitychange"));
  await clock.turn(1_000);
  assert.deepEqual(tab.store.response.answers, { q1: "4", q2: "1" });
  assert.deepEqual(changed(tab), [{ first: false, lost: false }]);
  assert.deepEqual([step(tab), step(phone)], ["saved", "saved"]);
});

test("test_f11 what two devices answered differently is as the collector has it, and told", async () => {
  const { clock, server, tab, kept } = await joined();
  const other = new Device(server, clock, ME);
  const phone = other.open();
  await clock.turn(1_000);
  other.isOffline = true;
  phone.store.answer("q1", "1");
  phone.store.answer("q3", "3");
  await clock.turn(1_000);
  tab.store.answer("q1", "5");
  tab.store.answer("q2", "2");
  await clock.turn(1_000);
  assert.equal(step(tab), "saved");
  other.isOffline = false;
  phone.events.dispatchEvent(new Event("online"));
  await clock.turn(5_000);
  assert.deepEqual(kept().answers, { q1: "5", q2: "2", q3: "3" });
  assert.deepEqual(phone.store.response.answers, kept().answers);
  assert.deepEqual(changed(phone), [{ first: false, lost: true }]);
});

test("answers to hidden questions stay on the device", async () => {
  const { clock, tab, kept } = await joined();
  tab.store.answer("q5", "4");
  tab.store.answer("q6", "2");
  await clock.turn(1_000);
  assert.deepEqual(kept().answers, { q5: "4", q6: "2" });
  tab.store.answer("q5", "1");
  await clock.turn(1_000);
  assert.deepEqual([kept().answers, step(tab)], [{ q5: "1" }, "saved"]);
  assert.deepEqual(tab.store.response.answers, { q5: "1", q6: "2" });
});

test("a closed round is said, and keeps what came too late on the device", async () => {
  const { clock, server, tab, kept } = await joined();
  server.status = "closed";
  tab.store.answer("q1", "4");
  await clock.turn(1_000);
  assert.deepEqual([step(tab), tab.sync.standing.isBehind, kept().seq], ["closed", true, 0]);
  server.status = "open";
  await clock.turn(100_000);
  assert.deepEqual([step(tab), kept().answers], ["saved", { q1: "4" }]);
});

test("what the collector does not know is said, and nothing is sent again and again", async () => {
  const { clock, server, tab } = await joined();
  server.responses.clear();
  tab.store.answer("q1", "4");
  await clock.turn(1_000);
  assert.equal(step(tab), "unknown");
  const { length } = server.puts;
  tab.store.answer("q1", "5");
  await clock.turn(600_000);
  assert.deepEqual([server.puts.length, step(tab), tab.store.response.answers], [length, "unknown", { q1: "5" }]);
});

test("test_p08 that the answers were deleted is said, and nothing is sent again", async () => {
  const { clock, server, tab } = await joined();
  server.remove(tab.store.response.response_id);
  tab.store.answer("q1", "4");
  await clock.turn(1_000);
  const { length } = server.puts;
  tab.store.answer("q1", "5");
  await clock.turn(600_000);
  assert.deepEqual([step(tab), server.puts.length], ["deleted", length]);
});

test("one answer that the collector does not take holds no other back", async () => {
  const { clock, server, tab, kept } = await joined();
  const put = server.put.bind(server);
  server.put = (copy) => (copy.answers.q1 ? [422, { code: "answers", detail: "no", problems: [{ place: "q1" }] }] : put(copy));
  tab.store.answer("q1", "4");
  tab.store.answer("q2", "2");
  await clock.turn(2_000);
  assert.deepEqual([kept().answers, step(tab), tab.sync.standing.held], [{ q2: "2" }, "saved", 1]);
  assert.equal(tab.store.response.answers.q1, "4");
});

test("a refusal is said in its own words until something changes", async () => {
  const { clock, server, tab, kept } = await joined();
  const put = server.put.bind(server);
  server.put = () => [422, { code: "answers", detail: "för långt" }];
  tab.store.answer("q1", "4");
  await clock.turn(2_000);
  assert.deepEqual([step(tab), tab.sync.standing.detail], ["refused", "för långt"]);
  server.put = put;
  tab.store.answer("q1", "5");
  await clock.turn(2_000);
  assert.deepEqual([step(tab), kept().answers], ["saved", { q1: "5" }]);
});

test("a page that is left sends its last breath", async () => {
  const { clock, tab, kept } = await joined();
  tab.store.answer("q1", "4");
  tab.events.dispatchEvent(new Event("pagehide"));
  await clock.settle();
  assert.deepEqual(kept().answers, { q1: "4" });
});

test("what is deleted from the device while it is on its way leaves no trace there", async () => {
  const { clock, server, device, tab } = await joined();
  server.weather = () => 10;
  tab.store.answer("q1", "4");
  await clock.turn(1_200);
  tab.store.wipe();
  await clock.turn(10_000);
  const texts = Array.from({ length: device.storage.length }, (_, n) => device.storage.getItem(device.storage.key(n)));
  assert.deepEqual(texts, []);
});

test("test_f11 two tabs send one copy, and agree", async () => {
  const { clock, server, device, tab, kept } = await joined();
  const other = device.open();
  await clock.turn(1_000);
  tab.store.answer("q1", "4");
  device.heard();
  other.store.answer("q1", "5");
  device.heard();
  await clock.turn(10_000);
  assert.deepEqual([kept().answers, step(tab), step(other)], [{ q1: "5" }, "saved", "saved"]);
  assert.deepEqual([...changed(tab), ...changed(other)], []);
});

test("a tab that has not heard of another tab's answer does not write over it", async () => {
  const { clock, server, device, tab, kept } = await joined();
  const other = device.open();
  const phone = new Device(server, clock, ME).open();
  await clock.turn(1_000);
  phone.store.answer("q1", "1");
  await clock.turn(1_000);
  device.isOffline = true;
  other.store.answer("q2", "2");
  other.close();
  device.isOffline = false;
  tab.events.dispatchEvent(new Event("online"));
  await clock.turn(5_000);
  assert.deepEqual([kept().answers, step(tab)], [{ q1: "1", q2: "2" }, "saved"]);
});

/** One story of two devices in bad weather; returns how it ended. */
async function story(seed, log = () => undefined) {
  const random = dice(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const clock = new Clock();
  const server = new Server(clock);
  server.join(ME);
  server.weather = () => (random() < 0.5 ? null : pick(["lost", "unanswered", 500, 503, 429, 2, 9, 20]));
  const devices = [new Device(server, clock, ME, random), new Device(server, clock, ME, random)];
  const own = [{}, {}];
  const shared = new Set();
  const watch = () => {
    for (const device of devices) {
      for (const { store, sync } of device.tabs) {
        if (sync.standing.step !== "saved") continue;
        const { copy } = sendable(VIEW, store.response);
        const heard = [...device.acknowledged, ...device.seen].some((one) => one.seq >= copy.seq && sameGiven(one, copy));
        assert.ok(heard, `seed ${seed}: saved is said of seq ${copy.seq} that was never acknowledged`);
      }
    }
  };
  for (const device of devices) {
    // What the collector itself has told of counts as acknowledged too.
    device.seen = [];
    const answer = server.answer.bind(server);
    server.answer = (...asked) => {
      const told = answer(...asked);
      const copy = told[1].stored ?? (told[1].response_id ? told[1] : null);
      if (copy) device.seen.push(structuredClone(copy));
      return told;
    };
    device.open();
  }
  for (let n = 0; n < 60; n += 1) {
    const which = Math.floor(random() * 2);
    const device = devices[which];
    if (device.tabs.length === 0) device.open();
    const tab = pick(device.tabs);
    const what = random();
    if (what < 0.5) {
      const [key, value] = [pick([["q1", "q2"], ["q3", "q4"]][which]), pick(["1", "2", "3", "4", "5"])];
      tab.store.answer(key, value);
      own[which][key] = value;
      log(`dev${which} tab${device.tabs.indexOf(tab)} ${key}=${value} seq ${tab.store.response.seq}`);
    } else if (what < 0.6) {
      const value = pick(["1", "2", "3", "4", "5"]);
      tab.store.answer("q5", value);
      shared.add(value);
    } else if (what < 0.7) tab.close();
    else if (what < 0.75 && device.tabs.length < 2) device.open();
    else if (what < 0.85) tab.events.dispatchEvent(new Event(pick(["online", "pagehide"])));
    else await clock.turn(random() * 8_000);
    device.heard();
    watch();
    await clock.turn(random() * 400);
    watch();
  }
  server.weather = () => null;
  for (const device of devices) if (device.tabs.length === 0) device.open();
  for (let n = 0; n < 3; n += 1) {
    for (const { events } of devices.flatMap(({ tabs }) => tabs)) events.dispatchEvent(new Event("online"));
    for (const device of devices) device.heard();
    await clock.turn(60_000);
    watch();
  }
  const kept = server.responses.get(ME);
  for (const { store, sync } of devices.flatMap(({ tabs }) => tabs)) {
    assert.ok(["saved", "idle"].includes(sync.standing.step), `seed ${seed}: ${sync.standing.step}`);
    assert.deepEqual(store.response.answers, kept.answers, `seed ${seed}`);
  }
  const { q5, ...rest } = kept.answers;
  assert.deepEqual(rest, { ...own[0], ...own[1] }, `seed ${seed}: an answer is lost`);
  assert.ok(q5 === undefined ? shared.size === 0 : shared.has(q5), `seed ${seed}`);
  return { puts: server.puts.length };
}

test("test_f07 in any weather nothing is lost, devices agree, and saved is never said too early", async () => {
  let puts = 0;
  for (let seed = 1; seed <= 150; seed += 1) puts += (await story(seed)).puts;
  assert.ok(puts > 1_000);
});
