// Two people at one plan: what both have written stays, and nothing is called saved before the receipt.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Collector } from "../../kit/static/collector.js";
import { halfYearAfter } from "../../kit/static/console-plan-days.js";
import { PlanKeeper } from "../../kit/static/console-plan-keep.js";
import { mergePlans, samePlan, sendablePlan } from "../../kit/static/console-plan-merge.js";
import { candidates } from "../../kit/static/console-plan-source.js";
import { Clock, dice } from "./fake-collector.mjs";
import { MemoryStorage } from "./memory-storage.mjs";

const plan = (...actions) => ({ version: 1, actions, earlier: [], reason: "", follow_up: null });
const action = (id, more = {}) => ({ id, text: `do ${id}`, ...more });

test("what each has changed in different fields and actions is all there", () => {
  const base = plan(action("a"), action("b"));
  const mine = plan(action("a", { owner: "HL" }), action("b"), action("mine"));
  const theirs = plan(action("a", { due: "2027-03-01" }), action("b", { text: "better" }), action("theirs"));
  const { plan: merged, clashes } = mergePlans(base, mine, theirs);
  assert.deepEqual(merged.actions.map(({ id }) => id), ["a", "b", "mine", "theirs"]);
  assert.deepEqual([merged.actions[0].owner, merged.actions[0].due, merged.actions[1].text], ["HL", "2027-03-01", "better"]);
  assert.deepEqual(clashes, []);
});

test("where both have written, what is typed here stays and the other's words are handed on", () => {
  const { plan: merged, clashes } = mergePlans(plan(action("a")), plan(action("a", { text: "mine" })), plan(action("a", { text: "theirs" })));
  assert.equal(merged.actions[0].text, "mine");
  assert.deepEqual(clashes, [{ place: "a", field: "text", theirs: "theirs" }]);
});

test("an action that one removes stays away, unless the other has gone on writing it", () => {
  const base = plan(action("a"), action("b"));
  assert.deepEqual(mergePlans(base, plan(action("a")), base).plan.actions.map(({ id }) => id), ["a"]);
  assert.deepEqual(mergePlans(base, base, plan(action("b"))).plan.actions.map(({ id }) => id), ["b"]);
  const written = plan(action("a", { sign: "we see it" }), action("b"));
  assert.deepEqual(mergePlans(base, written, plan(action("b"))).plan.actions.map(({ id }) => id), ["a", "b"]);
});

test("whatever two people do, no words of either are lost", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = dice(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const base = plan(...["a", "b", "c"].filter(() => random() < 0.7).map((id) => action(id)));
    const changed = (who) => {
      const copy = structuredClone(base);
      for (let times = 0; times < 4; times += 1) {
        const doing = random();
        if (doing < 0.3) copy.actions.splice(Math.floor(random() * 4), 0, action(`${who}${times}`, { text: `${who} new ${times}` }));
        else if (doing < 0.8 && copy.actions.length) pick(copy.actions)[pick(["text", "owner", "sign"])] = `${who} wrote ${times}`;
        else if (copy.actions.length) copy.actions.splice(Math.floor(random() * copy.actions.length), 1);
      }
      return copy;
    };
    const [mine, theirs] = [changed("mine"), changed("theirs")];
    const { plan: merged, clashes } = mergePlans(base, mine, theirs);
    const said = JSON.stringify([merged, clashes]);
    for (const copy of [mine, theirs]) {
      for (const one of copy.actions) for (const words of [one.text, one.owner, one.sign]) {
        if (words?.includes("wrote") || words?.includes("new")) assert.ok(said.includes(words), `${seed}: ${words}`);
      }
    }
    assert.equal(new Set(merged.actions.map(({ id }) => id)).size, merged.actions.length);
    assert.ok(samePlan(mergePlans(theirs, merged, theirs).plan, merged), `${seed}: once more changes nothing`);
  }
});

test("an action without words waits here, and one that loses its words keeps them at the collector", () => {
  const base = plan(action("a"));
  const { plan: sent, held } = sendablePlan(plan(action("a", { text: " " }), action("b", { text: "" })), base);
  assert.deepEqual([sent.actions.map(({ text }) => text), held], [["do a"], 2]);
  assert.equal(sendablePlan(plan(action("a", { due: "0202-03-01" })), base).plan.actions[0].due, null);
});

test("half a year on is a weekday, also from the end of a long month", () => {
  assert.equal(halfYearAfter("2026-11-23"), "2027-05-24"); // the 23rd is a Sunday
  assert.equal(halfYearAfter("2026-08-31"), "2027-03-01"); // the 28th of February is a Sunday
  assert.equal(halfYearAfter("2026-11-24"), "2027-05-24");
});

test("ideas that are chosen come first by gain and by points, and those in the plan are gone", () => {
  const cards = ["a", "b", "c", "d"].map((id) => ({ id, text: id, chosen: id !== "d", hidden: false }));
  const weighing = { points: { cards: [{ card: "b", total: 9 }, { card: "c", total: 3 }] }, grid: { cards: [{ card: "c", effect: null, effort: null, quick_win: true }] } };
  assert.deepEqual(candidates(cards, weighing, ["a"]).map(({ card }) => card.id), ["c", "b"]);
  assert.deepEqual(candidates([{ id: "d", text: "d" }], null, []).map(({ card }) => card.id), ["d"]);
});

/** A plan at a collector, with a network that a test can break. */
class House {
  clock = new Clock();
  plan = plan();
  puts = [];
  weather = null;
  /** What an answer waits for on its way. */
  hold = null;

  keeper(storage = new MemoryStorage()) {
    const collector = new Collector("/api/", { round: "r", language: () => "sv", clock: this.clock, random: () => 0.5, fetch: (address, wish) => this.#answer(wish) });
    const keeper = new PlanKeeper(collector, { storage, now: () => new Date("2026-11-23T12:00:00"), events: new EventTarget() });
    return Object.assign(keeper, { kept: storage });
  }

  async #answer({ method, body }) {
    if (this.weather === "lost") throw new TypeError("no network");
    const said = (status, told) => new Response(JSON.stringify(told), { status, headers: { "Content-Type": "application/json" } });
    if (this.weather) return said(this.weather, { code: "no", detail: "No." });
    if (method === "PUT") {
      const sent = JSON.parse(body);
      this.puts.push(sent);
      if (sent.version !== this.plan.version) return said(409, { code: "changed" });
      this.plan = { ...sent, version: sent.version + 1 };
    }
    const told = structuredClone({ plan: this.plan, gaps: { goals: [], needs: [] }, most: 3 });
    await this.hold;
    return said(200, told);
  }
}

const write = (keeper, text, id = "a") => keeper.change((one) => {
  const found = one.actions.find((it) => it.id === id);
  if (found) found.text = text;
  else one.actions.push({ id, text });
});

async function fetched(house, storage) {
  const keeper = house.keeper(storage);
  await keeper.fetch();
  return keeper;
}

test("typing is sent when it pauses, and saved is said after the receipt only", async () => {
  const house = new House();
  const keeper = await fetched(house);
  for (const text of ["H", "Hi", "Hi all"]) write(keeper, text);
  assert.equal(keeper.standing.step, "saving");
  assert.equal(keeper.kept.length, 1);
  await house.clock.turn(1_000);
  assert.deepEqual(house.puts.map(({ actions }) => actions[0].text), ["Hi all"]);
  assert.equal(keeper.standing.step, "saved");
  assert.equal(keeper.kept.length, 0, "what is acknowledged is not kept");
});

test("what is typed while the receipt is on its way stays, and goes next", async () => {
  const house = new House();
  const keeper = await fetched(house);
  let arrive = () => {};
  house.hold = new Promise((resolve) => (arrive = resolve));
  write(keeper, "Hi");
  await house.clock.turn(1_000);
  write(keeper, "Hi all");
  house.hold = null;
  arrive();
  await house.clock.turn(2_000);
  assert.deepEqual(house.puts.map(({ actions }) => actions[0].text), ["Hi", "Hi all"]);
  assert.deepEqual([keeper.mine.actions[0].text, keeper.standing.step], ["Hi all", "saved"]);
});

test("without a network it stays here, and goes when there is one again", async () => {
  const house = new House();
  const keeper = await fetched(house);
  house.weather = "lost";
  write(keeper, "Hi");
  await house.clock.turn(5_000);
  assert.equal(keeper.standing.step, "waiting");
  house.weather = null;
  await house.clock.turn(30_000);
  assert.deepEqual([keeper.standing.step, house.plan.actions[0].text], ["saved", "Hi"]);
});

test("a page that is loaded anew finds what was not saved, and sends it", async () => {
  const [house, storage] = [new House(), new MemoryStorage()];
  const first = await fetched(house, storage);
  house.weather = "lost";
  write(first, "Typed before the battery died");
  await house.clock.turn(1_000);
  first.close();
  house.weather = null;
  house.plan = { ...plan(action("theirs")), version: 5 };
  const second = await fetched(house, storage);
  assert.deepEqual(second.mine.actions.map(({ text }) => text), ["Typed before the battery died", "do theirs"]);
  await house.clock.turn(2_000);
  assert.deepEqual([house.plan.actions.length, storage.length, second.standing.step], [2, 0, "saved"]);
});

test("somebody else was faster: both are there, and words for the same place are shown beside", async () => {
  const house = new House();
  house.plan = plan(action("a"));
  const keeper = await fetched(house);
  house.plan = { ...plan(action("a", { text: "theirs", owner: "MB" }), action("b")), version: 7 };
  write(keeper, "mine");
  await house.clock.turn(2_000);
  assert.deepEqual(house.plan.actions.map(({ text, owner }) => [text, owner ?? ""]), [["mine", "MB"], ["do b", ""]]);
  assert.deepEqual(keeper.clashes, [{ place: "a", field: "text", theirs: "theirs" }]);
  assert.equal(keeper.kept.length, 1, "the other's words are kept until they have been read");
  keeper.settle(keeper.clashes[0]);
  assert.equal(keeper.kept.length, 0);
});

test("a refusal is told in its own words, and the next change tries again", async () => {
  const house = new House();
  const keeper = await fetched(house);
  house.weather = 422;
  write(keeper, "Hi");
  await house.clock.turn(2_000);
  assert.deepEqual([keeper.standing.step, keeper.standing.detail, keeper.kept.length], ["refused", "No.", 1]);
  house.weather = null;
  write(keeper, "Hi again");
  await house.clock.turn(2_000);
  assert.equal(keeper.standing.step, "saved");
});

test("two tabs with a bad network end alike, and nothing of either is lost", async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const [house, random] = [new House(), dice(seed)];
    const keepers = [await fetched(house), await fetched(house)];
    for (let step = 0; step < 12; step += 1) {
      house.weather = random() < 0.4 ? "lost" : null;
      const who = random() < 0.5 ? 0 : 1;
      write(keepers[who], `tab ${who} step ${step}`, `${who}${step % 3}`);
      await house.clock.turn(random() * 2_000);
    }
    house.weather = null;
    await house.clock.turn(120_000);
    for (const keeper of keepers) await keeper.fetch();
    assert.ok(samePlan(keepers[0].mine, keepers[1].mine), `${seed}`);
    assert.deepEqual(keepers.map(({ standing }) => standing.step), ["saved", "saved"]);
    assert.ok(samePlan(house.plan, keepers[0].mine));
  }
});
