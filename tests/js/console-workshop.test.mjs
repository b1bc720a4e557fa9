import assert from "node:assert/strict";
import { test } from "node:test";

import { scriptKeeper } from "../../kit/static/console-workshop-script.js";
import { closesBefore, errandAt, secondsLeft, stepNow, timetable, toolOf, toolsIn, withView } from "../../kit/static/console-workshop-way.js";
import { packed, screensFor, workAt } from "../../kit/static/wall-screens.js";
import { dice } from "./fake-collector.mjs";

const kinds = ["talk", "answer", "look", "ideas", "sort", "points", "grid", "plan", "close"];
const script = { id: "s", version: "1", title: {}, limits: {}, steps: kinds.map((kind, n) => ({ id: kind, kind, minutes: n + 1, view: kind === "look" ? "areas" : null, phases: [] })) };
const few = { at_least: 0, few: true };
const ten = { at_least: 10, few: false };
const at = (kind, more = {}) => ({
  status: "open", joined: ten, started: ten, finished: few, all_finished: false, release: 0, revealed: [], script,
  workshop: { script: "s", version: "1", at: kind === null ? null : kinds.indexOf(kind), shown: [], board: 1 }, ...more,
});
const errand = (kind, more, possible = ["areas"]) => {
  const now = at(kind, more);
  const found = errandAt(now, stepNow(now), possible);
  return found && [found.name, found.presses, found.isFirst];
};

test("the step is known when both the script and the place in it are", () => {
  assert.equal(stepNow(at("ideas")).kind, "ideas");
  assert.equal(stepNow(at(null)), null);
  assert.equal(stepNow({ ...at("ideas"), script: null }), null);
  assert.equal(stepNow({ ...at("ideas"), workshop: null }), null);
});

test("nobody can join a round that is not open: that comes before the first step and before answering", () => {
  assert.deepEqual(errand(null, { status: "new" }), ["open", ["open"], true]);
  assert.deepEqual(errand("answer", { status: "new" }), ["open", ["open"], true]);
  assert.deepEqual(errand("talk", { status: "new" }), ["open", ["open"], false]);
  assert.equal(errand(null), null);
  assert.equal(errand("talk"), null);
});

test("while people answer, the script says how far they are and never closes", () => {
  assert.deepEqual(errand("answer", { started: few }), ["gather", [], false]);
  assert.deepEqual(errand("answer"), ["wait", [], false]);
  assert.deepEqual(errand("answer", { finished: ten, all_finished: true }), ["close", [], false]);
  assert.deepEqual(errand("answer", { status: "closed" }), ["reopen", ["reopen"], false]);
});

test("before the result is looked at the round is closed, and the step's own picture shown", () => {
  assert.deepEqual(errand("look"), ["closing", ["close"], true]);
  assert.deepEqual(errand("look", { status: "closed", looking: true }), ["counting", [], false]);
  assert.deepEqual(errand("look", { status: "closed" }), ["few", ["reopen"], false]);
  const closed = { status: "closed", release: 1 };
  assert.deepEqual(errand("look", closed), ["reveal", ["reveal"], true]);
  assert.deepEqual(errand("look", { ...closed, revealed: ["areas", "needs"] }), ["reveal", ["reveal"], true]);
  assert.deepEqual(errand("look", { ...closed, revealed: ["needs", "areas"] }), ["look", [], false]);
  assert.deepEqual(errand("look", closed, ["items"]), ["unasked", [], false]);
  assert.deepEqual(withView(["areas", "needs"], "areas"), ["needs", "areas"]);
});

test("the round closes on the way to a result, so that everybody's answers are in it", () => {
  const look = kinds.indexOf("look");
  assert.deepEqual([closesBefore(at("answer"), look), closesBefore(at("answer"), look + 1), closesBefore(at(null), null)], [true, false, false]);
  assert.deepEqual([closesBefore(at("answer", { status: "closed" }), look), closesBefore({ ...at("answer"), script: null }, look)], [false, false]);
});

test("each step has its tool, and only tools that the script needs are offered", () => {
  assert.deepEqual(kinds.map((kind) => toolOf({ kind })), [null, null, null, "ideas", "ideas", "points", "grid", "plan", "plan"]);
  assert.equal(toolOf(null), null);
  assert.deepEqual(toolsIn(script), ["ideas", "points", "grid", "plan"]);
  assert.deepEqual(toolsIn({ steps: [{ kind: "talk" }, { kind: "review" }, { kind: "points" }] }), ["points", "plan"]);
});

test("the times add up", () => {
  assert.deepEqual(timetable(script).slice(0, 3).map(({ from, to }) => [from, to]), [[0, 1], [1, 3], [3, 6]]);
  assert.equal(secondsLeft(script, 7, 30), 30 + 9 * 60);
  assert.equal(secondsLeft(script, 7, null), 17 * 60);
  assert.equal(secondsLeft(script, 8, 0), 0);
});

test("a script is fetched once, and again when it could not be had or is another one", async () => {
  const asked = [];
  let fails = true;
  let due = null;
  const clock = { setTimeout: (act) => (due = act), clearTimeout: () => {} };
  const collector = { path: (part) => part, get: async (path) => { asked.push(path); if (fails) throw new Error("away"); return script; } };
  const taken = [];
  const keeper = scriptKeeper(collector, (found) => taken.push(found.script), clock);
  const settle = () => new Promise((done) => setImmediate(done));
  await keeper.refresh(at("talk"));
  fails = false;
  due();
  await settle();
  await keeper.refresh(at("ideas"));
  assert.deepEqual([asked.length, taken.at(-1)], [2, script]);
  await keeper.refresh({ workshop: null });
  assert.deepEqual([asked.length, taken.at(-1)], [2, null]);
});

test("the wall shows the group's work once it is shown, and the step's words before", () => {
  const all = ["ideas", "points", "grid", "plan"];
  assert.deepEqual(kinds.map((kind) => workAt({ kind }, all)), [null, null, null, null, "cards", "points", "grid", "plan", null]);
  assert.deepEqual(kinds.map((kind) => workAt({ kind }, [])), kinds.map(() => null));
  assert.equal(workAt({ kind: "review" }, []), "earlier");
  assert.equal(workAt(null, all), null);
});

test("whatever the words, each thing stands on one screen, in order, and none is overfull", () => {
  const random = dice(11);
  for (let run = 0; run < 300; run += 1) {
    const sizes = Array.from({ length: Math.floor(random() * 40) }, () => 1 + Math.floor(random() * 14));
    const screens = packed(sizes, 12);
    assert.deepEqual(screens.flat(), sizes.map((_, place) => place));
    for (const screen of screens) {
      const tall = screen.reduce((sum, place) => sum + sizes[place], 0);
      assert.ok(tall <= 12 || screen.length === 1, `${screen} is ${tall}`);
    }
  }
});

test("hidden cards take no room, and a result that is not there has one empty screen", () => {
  const card = (id, more = {}) => ({ id, text: `text ${id}`, ideas: [id], originals: [], hidden: false, chosen: false, ...more });
  const board = { cards: [card("a"), card("b", { hidden: true }), card("c")] };
  assert.deepEqual(screensFor("cards", { board }), [[0, 1]]);
  assert.deepEqual(screensFor("points", { board, weighing: { points: null } }), [[]]);
  assert.deepEqual(screensFor("points", { board, weighing: { points: { few: false, cards: [{ card: "c" }, { card: "a" }] } } }), [[0, 1]]);
  const actions = Array.from({ length: 9 }, (_, n) => ({ text: "x".repeat(200), owner: "AK", first_step: `steg ${n}`, due: "2027-01-01" }));
  assert.ok(screensFor("plan", { plan: { plan: { actions, earlier: [] } } }).length > 1);
  assert.deepEqual(screensFor("earlier", { plan: { plan: { actions, earlier: [] } } }), [[]]);
});
