import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, problemsIn, settingsOf, usual, valuesOf } from "../../kit/static/console-settings.js";
import { nextStep, nextView, viewsFor, wayThrough } from "../../kit/static/console-steps.js";
import { hindranceOf } from "../../kit/static/console-gate.js";
import { Refusal } from "../../kit/static/collector.js";

const named = (id) => ({ id, label: { sv: `${id}-sv`, en: `${id}-en` } });
const choice = {
  id: "bibliotek-24",
  title: { sv: "Bibliotek", en: "Library" },
  languages: ["sv", "en"],
  areas: [named("a1"), named("a2")],
  roles: [named("all"), named("guide")],
  goals: [named("g1"), named("g2")],
  privacy: { min_group: 6, min_distribution: 8, keep_months: 14 },
};
const TODAY = "2026-11-22";
const wrong = (change) => problemsIn(choice, { ...usual(choice, "Ekestad"), ...change }, TODAY).map((one) => one.field);

test("a name is all that a new round needs", () => {
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ name: " " }), ["name"]);
  assert.deepEqual(settingsOf(choice, usual(choice, " Ekestad ")), {
    name: "Ekestad", questionnaire: "bibliotek-24", languages: ["sv", "en"], roles: [], units: [], goals: [],
    weights: {}, closes: null, keep_months: 14, min_group: 6, min_distribution: 8,
  });
});

test("what is changed is sent, in the questionnaire's order; what is as it was is left to the questionnaire", () => {
  const values = {
    ...usual(choice, "Ekestad"), languages: ["en"], roles: ["guide"], units: "Norr\n\n Söder ", goals: "Trygghet",
    weights: { a1: "1", a2: "0.33", gone: "0" }, closes: "2026-12-01",
  };
  const sent = settingsOf(choice, values);
  assert.deepEqual([sent.languages, sent.roles, sent.units, sent.goals], [["en"], ["guide"], ["Norr", "Söder"], ["Trygghet"]]);
  assert.deepEqual([sent.weights, sent.closes], [{ a2: 0.33 }, "2026-12-01"]);
  assert.deepEqual(settingsOf(choice, valuesOf(choice, sent)), sent);
});

test("settings made elsewhere stand in the fields as near as can be", () => {
  const settings = { ...settingsOf(choice, usual(choice, "Ekestad")), weights: { a1: 0.6, a2: 0.1 } };
  assert.deepEqual(valuesOf(choice, settings).weights, { a1: "0.67", a2: "0" });
  assert.equal(valuesOf(choice, settings).goals, "g1-sv\ng2-sv");
});

test("a change leaves to the letter what nobody touched, also where the round's own copy is all there is", () => {
  const before = {
    ...settingsOf(choice, usual(choice, "Ekestad")), languages: ["en", "sv"], roles: ["guide"], goals: ["Trygghet"], weights: { a1: 0.6 },
  };
  const own = { ...choice, languages: ["en", "sv"], roles: [named("guide")], goals: [{ id: "g1", label: { sv: "Trygghet", en: "Trygghet" } }] };
  for (const known of [choice, own]) {
    const values = valuesOf(known, before);
    assert.deepEqual(changed(known, { ...values, name: "Nytt" }, before), { ...before, name: "Nytt" });
  }
  assert.deepEqual(changed(choice, { ...valuesOf(choice, before), roles: ["all", "guide"] }, before).roles, []);
});

test("each mistake is found beside its field", () => {
  assert.deepEqual(wrong({ name: "x".repeat(81) }), ["name"]);
  assert.deepEqual(wrong({ languages: [], roles: [] }), ["languages", "roles"]);
  assert.deepEqual(wrong({ units: "Norr" }), ["units"]);
  assert.deepEqual(wrong({ units: "Norr\nSöder\nNORR" }), ["units"]);
  assert.deepEqual(wrong({ units: `Norr\n${"x".repeat(61)}` }), ["units"]);
  assert.deepEqual(wrong({ units: Array.from({ length: 41 }, (_, n) => `E${n}`).join("\n") }), ["units"]);
  assert.deepEqual(wrong({ goals: Array.from({ length: 11 }, (_, n) => `M${n}`).join("\n") }), ["goals"]);
  assert.deepEqual(wrong({ goals: "Samma\nsamma" }), ["goals"]);
  assert.deepEqual([wrong({ closes: "2026-11-21" }), wrong({ closes: "i morgon" }), wrong({ closes: TODAY })], [["closes"], ["closes"], []]);
  for (const months of ["0", "121", "ett", "1.5", ""]) assert.deepEqual(wrong({ keep_months: months }), ["keep_months"]);
});

test("protection may be raised above the questionnaire's, never lowered", () => {
  assert.deepEqual(wrong({ min_group: "5" }), ["min_group"]);
  assert.deepEqual(wrong({ min_group: "6", min_distribution: "7" }), ["min_distribution"]);
  assert.deepEqual(wrong({ min_group: "12", min_distribution: "20" }), []);
});

const few = { at_least: 0, few: true };
const ten = { at_least: 10, few: false };
const round = (change) => ({ status: "open", joined: ten, started: ten, finished: few, all_finished: false, release: 0, revealed: [], ...change });
const VIEWS = ["areas", "competences", "needs"];

test("there is always one obvious next step", () => {
  const step = (change) => nextStep(round(change), VIEWS);
  assert.equal(step({ status: "new" }), "open");
  assert.equal(step({ started: few }), "gather");
  assert.equal(step({}), "wait");
  assert.equal(step({ finished: ten, all_finished: true }), "close");
  assert.equal(step({ finished: few, all_finished: true }), "wait");
  assert.equal(step({ status: "closed", looking: true }), "counting");
  assert.equal(step({ status: "closed" }), "few");
  assert.equal(step({ status: "closed", release: 1 }), "reveal");
  assert.equal(step({ status: "closed", release: 1, revealed: VIEWS }), "talk");
});

test("views are offered in order, and only those that the questionnaire can fill", () => {
  assert.equal(nextView(["areas", "needs"], VIEWS), "competences");
  assert.equal(nextView(VIEWS, VIEWS), null);
  const ids = (view) => viewsFor({ areas: [], tags: [], roles: [], background: [], ...view }).map(({ id }) => id);
  assert.deepEqual(ids({}), ["items"]);
  assert.deepEqual(ids({ areas: [1], roles: [1] }), ["areas", "competences", "needs", "items"]);
  assert.deepEqual([wayThrough({ areas: [1], tags: [1], roles: [1], background: [] }), wayThrough({ areas: [], tags: [], roles: [], background: [] })], [VIEWS, ["items"]]);
  const full = { areas: [1], tags: [1], roles: [1, 2], background: [{ id: "unit" }] };
  assert.deepEqual(ids(full), ["areas", "competences", "needs", "roles", "units", "tags", "items"]);
  assert.deepEqual(ids({ follows: { id: "r" } }), ["items", "change"]);
});

test("a refusal is told from a server that is away and from one that has no rounds", () => {
  assert.equal(hindranceOf(new Refusal(0), true), "lost");
  assert.equal(hindranceOf(new Refusal(503, { code: "store" }), false), "lost");
  assert.equal(hindranceOf(new Refusal(404), false), "nowhere");
  assert.equal(hindranceOf(new Refusal(403, { code: "not_allowed" }), false), "no link");
  assert.equal(hindranceOf(new Refusal(403, { code: "not_allowed" }), true), "no round link");
});
