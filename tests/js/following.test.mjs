import assert from "node:assert/strict";
import { test } from "node:test";

import { Collector } from "../../kit/static/collector.js";
import { Following } from "../../kit/static/following.js";
import { watchRound } from "../../kit/static/round-watch.js";
import { ScriptDesk, phaseAt, stepOf } from "../../kit/static/script.js";
import { Clock } from "./fake-collector.mjs";

const follower = (now) => {
  const one = new Following();
  one.hear(now, false);
  return one;
};
const shown = ({ place, now, mode, isBehind }) => [place, now, mode, isBehind];

test("a page goes along with the room, also back and before the first step", () => {
  const one = follower(null);
  assert.deepEqual(shown(one), [null, null, "with", false]);
  assert.equal(one.hear(0, false), true);
  assert.equal(one.hear(0, false), false);
  assert.equal(one.hear(3, false), true);
  assert.deepEqual(shown(one), [3, 3, "with", false]);
  assert.equal(one.hear(1, false), true);
  assert.equal(one.hear(null, false), true);
  assert.deepEqual(shown(one), [null, null, "with", false]);
});

test("who writes keeps the step until they go along, or the room comes back", () => {
  const one = follower(2);
  assert.equal(one.hear(3, true), false);
  assert.deepEqual(shown(one), [2, 3, "held", true]);
  assert.equal(one.hear(3, false), false, "it does not move by itself a moment later");
  assert.equal(one.goAlong(), true);
  assert.deepEqual(shown(one), [3, 3, "with", false]);
  one.hear(4, true);
  assert.equal(one.hear(3, true), false);
  assert.deepEqual(shown(one), [3, 3, "with", false]);
});

test("who is held and has stopped writing goes along with the room's next step", () => {
  const one = follower(2);
  one.hear(3, true);
  assert.equal(one.hear(4, false), true);
  assert.deepEqual(shown(one), [4, 4, "with", false]);
});

test("who looks back stays there while the room moves on, and finds the way to now", () => {
  const one = follower(3);
  assert.equal(one.look(1), true);
  assert.deepEqual(shown(one), [1, 3, "looking", true]);
  assert.equal(one.hear(5, false), false);
  assert.deepEqual(shown(one), [1, 5, "looking", true]);
  assert.equal(one.look(4), true);
  assert.equal(one.look(6), false, "nobody looks ahead");
  assert.equal(one.look(5), true);
  assert.deepEqual(shown(one), [5, 5, "with", false]);
});

test("a step that the room has gone back from is left", () => {
  const one = follower(5);
  one.look(4);
  assert.equal(one.hear(2, false), true);
  assert.deepEqual(shown(one), [2, 2, "with", false]);
});

test("a page that is opened in the middle shows the room's step at once", () => {
  const one = new Following();
  assert.equal(one.hear(6, true), true);
  assert.deepEqual(shown(one), [6, 6, "with", false]);
});

function room() {
  const clock = new Clock();
  const asked = [];
  const heard = [];
  const failures = [];
  const page = new EventTarget();
  const world = { clock, asked, heard, failures, page, hidden: false, weather: 200, at: 0 };
  const fetch = async () => {
    asked.push(clock.now);
    if (world.weather === 0) throw new TypeError("no network");
    return new Response(JSON.stringify({ at: world.at }), { status: world.weather, headers: { "Content-Type": "application/json" } });
  };
  const collector = new Collector("/api/", { round: "r", language: () => "sv", clock, fetch, random: () => world.dice ?? 0.5, patience: 1e9 });
  world.watch = watchRound(collector, (state) => heard.push(state.at), { failed: ({ status }) => failures.push(status), hidden: () => world.hidden, page });
  world.collector = collector;
  return world;
}

test("a page asks every four to eight seconds, each at times of its own", async () => {
  const world = room();
  await world.clock.turn(0);
  for (const dice of [0, 0.999, 0.5]) {
    world.dice = dice;
    await world.clock.turn(30_000);
  }
  const gaps = world.asked.slice(1).map((at, n) => at - world.asked[n]);
  assert.ok(Math.min(...gaps) >= 4_000 && Math.max(...gaps) <= 8_000, String(gaps));
  world.watch.stop();
  const { length } = world.asked;
  await world.clock.turn(60_000);
  assert.equal(world.asked.length, length);
});

test("a page that nobody looks at asks nothing, and asks at once when somebody does", async () => {
  const world = room();
  await world.clock.turn(0);
  world.hidden = true;
  await world.clock.turn(60_000);
  assert.equal(world.asked.length, 1);
  world.hidden = false;
  world.at = 4;
  world.page.dispatchEvent(new Event("visibilitychange"));
  await world.clock.turn(0);
  assert.deepEqual(world.heard, [0, 4]);
  world.watch.stop();
});

test("a page beside the workshop asks as seldom as it wishes, by how the round stood", async () => {
  const world = room();
  world.watch.stop();
  await world.clock.turn(0);
  world.asked.length = 0;
  const watch = watchRound(world.collector, () => undefined, { hidden: () => false, page: world.page, pace: (state) => (state?.at === 1 ? [10_000, 10_000] : [60_000, 60_000]) });
  await world.clock.turn(59_000);
  assert.equal(world.asked.length, 1);
  world.at = 1;
  await world.clock.turn(21_500);
  assert.equal(world.asked.length, 4);
  watch.stop();
});

test("a dead server is told, and asked again", async () => {
  const world = room();
  await world.clock.turn(0);
  world.weather = 0;
  await world.clock.turn(15_000);
  assert.ok(world.failures.length >= 2);
  world.weather = 200;
  await world.clock.turn(9_000);
  assert.ok(world.heard.length >= 2);
  world.watch.stop();
});

test("a script is fetched once, anew when it is another one, and again after a failure", async () => {
  let fetched = 0;
  let isAway = true;
  const collector = { path: (part) => part, get: async () => { fetched += 1; if (isAway) throw new Error("away"); return { steps: [{ id: "a" }] }; } };
  const desk = new ScriptDesk(collector);
  assert.equal(await desk.read(null), null);
  await assert.rejects(desk.read({ script: "w", version: "1" }));
  isAway = false;
  const script = await desk.read({ script: "w", version: "1" });
  await desk.read({ script: "w", version: "1" });
  assert.equal(fetched, 2);
  await desk.read({ script: "w", version: "2" });
  assert.equal(fetched, 3);
  assert.deepEqual([stepOf(script, null), stepOf(script, 0), stepOf(script, 9)], [null, { id: "a" }, null]);
});

test("phases are counted from the end, so that time on top goes to the first", () => {
  const phases = [3, 5, 7].map((minutes) => ({ circle: "pairs", minutes, text: {} }));
  assert.equal(phaseAt(phases, null), null);
  assert.deepEqual(phaseAt(phases, 15 * 60), { at: 0, left: 180 });
  assert.deepEqual(phaseAt(phases, 20 * 60), { at: 0, left: 480 });
  assert.deepEqual(phaseAt(phases, 12 * 60), { at: 1, left: 300 });
  assert.deepEqual(phaseAt(phases, 60), { at: 2, left: 60 });
  assert.deepEqual(phaseAt(phases, 0), { at: 2, left: 0 });
  assert.equal(phaseAt([], 60), null);
});
