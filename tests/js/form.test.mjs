import assert from "node:assert/strict";
import { test } from "node:test";

import {
  CHECK, DONE, START, blanksOf, charactersLeft, firstBlank, isGiven, keptNumber, keysOf, left, moved,
  neighbour, places, problemsOf, progress, readNumber, short, shownPages, toAsk, withChoice, withPoints,
} from "../../kit/static/form-rules.js";

const points = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ id: String(value), value, label: null }));
const scales = { sure: { points, other: [{ id: "na", label: { sv: "Inte aktuellt" } }] } };
const options = ["a", "b", "c"].map((id) => ({ id, label: { sv: id } }));
const rate = (id, more = {}) => ({ id, kind: "rate", scale: "sure", text: { sv: id }, ...more });

/** A questionnaire of pages, each a list of items. */
const view = (...pages) => ({
  id: "prov", version: "1", hash: "0", languages: ["sv"], title: { sv: "Prov" }, scales, roles: [],
  background: [], areas: [], pages: pages.map((items, place) => ({ id: `p${place + 1}`, title: {}, items })),
});

test("progress counts questions that are shown, and second ratings belong to their question", () => {
  const also = [{ facet: "want", scale: "sure", text: null }];
  const hidden = rate("q3", { when: [">=", ["id", "q1"], ["number", 5]] });
  const one = view([{ id: "n1", kind: "note", text: {} }, rate("q1"), rate("q2", { also })], [hidden]);

  const after = (answers) => progress(shownPages(one, answers), answers);
  assert.deepEqual(after({}), { answered: 0, total: 2 });
  assert.deepEqual(after({ q1: "na" }), { answered: 1, total: 2 });
  assert.deepEqual(after({ q1: "5", q2: "1" }), { answered: 1, total: 3 });
  assert.deepEqual(after({ q1: "5", q2: "1", "q2.want": "7", q3: "2" }), { answered: 3, total: 3 });
});

test("a page whose questions are all hidden is left out of the way, both ways", () => {
  const hidden = rate("q2", { when: ["answered", "q1"] });
  const one = view([rate("q1")], [hidden], [rate("q3")]);

  assert.deepEqual(places(one, {}), [START, "p1", "p3", CHECK, DONE]);
  assert.equal(neighbour(one, {}, "p1", 1), "p3");
  assert.equal(neighbour(one, {}, "p3", -1), "p1");
  assert.equal(neighbour(one, {}, "p2", 1), "p3", "a page that has just been hidden");
  assert.equal(neighbour(one, {}, "p2", -1), "p1");
  assert.equal(neighbour(one, { q1: "1" }, "p1", 1), "p2");
  assert.equal(neighbour(one, {}, START, 1), "p1");
  assert.equal(neighbour(one, {}, "p3", 1), CHECK);
  assert.equal(neighbour(one, {}, START, -1), START);
});

test("a soft-required question is asked about once, and only while it is blank", () => {
  const soft = { required: "soft" };
  const one = view([rate("q1", soft), rate("q2", soft), rate("q3")]);
  const ids = (answers, asked) => toAsk(one.pages[0], answers, asked).map(({ id }) => id);

  assert.deepEqual(ids({}, []), ["q1", "q2"]);
  assert.deepEqual(ids({ q1: "na" }, []), ["q2"]);
  assert.deepEqual(ids({}, ["q1", "q2"]), []);
  assert.deepEqual(ids({ q1: "3" }, ["q1"]), ["q2"]);
});

test("what must be answered stops the page, question by question and key by key", () => {
  const also = [{ facet: "want", scale: "sure", text: null }];
  const page = { id: "p1", title: {}, items: [rate("q1", { required: true, also }), rate("q2")] };

  assert.deepEqual(problemsOf(page, {}).map(({ key, msgid }) => [key, msgid]), [
    ["q1", "Choose an answer"],
    ["q1.want", "Choose an answer"],
  ]);
  assert.deepEqual(problemsOf(page, { q1: "na", "q1.want": "1" }), []);
});

test("each kind says in its own words that it must be answered", () => {
  const said = (kind) => problemsOf({ items: [{ id: "q1", kind, options, total: 3, required: true }] }, {})[0].msgid;
  assert.equal(said("text"), "Write an answer");
  assert.equal(said("number"), "Write a number");
  assert.equal(said("rank"), "Put the options in order");
  assert.equal(said("points"), "Spread the points");
  assert.equal(said("choice"), "Choose an answer");
  assert.equal(said("choices"), "Choose an answer");
});

test("a number is read as people write it, and kept only within its bounds", () => {
  const read = { "12": 12, " 2,5 ": 2.5, "2.5": 2.5, "1 000": 1000, "−3": -3, "-0,5": -0.5 };
  for (const [typed, number] of Object.entries(read)) assert.equal(readNumber(typed), number, typed);
  assert.equal(readNumber("  "), null);
  for (const typed of ["tolv", "1e5", "0x10", "1,2,3", "--1", "Infinity", "½"]) {
    assert.ok(Number.isNaN(readNumber(typed)), typed);
  }
  const hours = { id: "h", kind: "number", min: 0, max: 40 };
  assert.equal(keptNumber(hours, "40"), 40);
  assert.equal(keptNumber(hours, "40,5"), undefined);
  assert.equal(keptNumber(hours, ""), undefined);
  assert.equal(keptNumber({ id: "h", kind: "number" }, "tolv"), undefined);
});

test("what stands in a number box stops the page even though it is not kept", () => {
  const stops = (item, typed) => {
    const page = { items: [{ id: "h", kind: "number", ...item }] };
    const [problem] = problemsOf(page, {}, new Map([["h", typed]]));
    return problem && [problem.msgid, problem.params];
  };
  assert.deepEqual(stops({ min: 0, max: 40 }, "99"), ["Write a number from {min} to {max}", { min: 0, max: 40 }]);
  assert.deepEqual(stops({ min: 1 }, "0"), ["Write a number that is {min} or more", { min: 1 }]);
  assert.deepEqual(stops({ max: 9 }, "10"), ["Write a number that is {max} or less", { max: 9 }]);
  assert.deepEqual(stops({}, "tolv")[0], "Write the number in digits, for example 12 or 2.5");
  assert.equal(stops({ min: 0, max: 40 }, "4,5"), undefined);
  assert.equal(stops({ min: 0, max: 40 }, ""), undefined);
});

test("a text may be as long as the questionnaire says, counted in characters", () => {
  const item = { id: "t", kind: "text", max_length: 3 };
  assert.equal(charactersLeft(item, "å🙂"), 1);
  assert.deepEqual(problemsOf({ items: [item] }, { t: "🙂🙂🙂" }), []);
  assert.deepEqual(problemsOf({ items: [item] }, { t: "abcd" })[0].params, { over: 1 });
});

test("points are spread until none is left, and not before", () => {
  const item = { id: "s", kind: "points", options, total: 10 };
  const some = withPoints(item, undefined, "b", 4);
  assert.deepEqual(some, { a: 0, b: 4, c: 0 });
  assert.equal(left(item, some), 6);
  assert.equal(isGiven(item, some), false);
  assert.deepEqual(problemsOf({ items: [item] }, { s: some })[0].params, { rest: 6 });

  const all = withPoints(item, some, "c", 6);
  assert.equal(isGiven(item, all), true);
  assert.deepEqual(problemsOf({ items: [item] }, { s: all }), []);
  assert.deepEqual(problemsOf({ items: [item] }, { s: withPoints(item, all, "a", 1) })[0].params, { over: 1 });
  assert.equal(withPoints(item, some, "b", 0), undefined, "nothing given is no answer");
});

test("an option moves one place, and stays at the ends", () => {
  const order = ["a", "b", "c"];
  assert.deepEqual(moved(order, "a", 1), ["b", "a", "c"]);
  assert.deepEqual(moved(order, "c", -1), ["a", "c", "b"]);
  assert.equal(moved(order, "a", -1), order);
  assert.equal(moved(order, "c", 1), order);
  assert.equal(moved(order, "x", 1), order);
  assert.deepEqual(order, ["a", "b", "c"]);
});

test("choices are kept in the questionnaire's order, and none is no answer", () => {
  const item = { id: "w", kind: "choices", options };
  assert.deepEqual(withChoice(item, ["c"], "a", true), ["a", "c"]);
  assert.deepEqual(withChoice(item, ["a", "c"], "a", false), ["c"]);
  assert.equal(withChoice(item, ["c"], "c", false), undefined);
});

test("half an order is no answer", () => {
  const item = { id: "r", kind: "rank", options };
  assert.equal(isGiven(item, ["a", "b"]), false);
  assert.equal(isGiven(item, ["c", "a", "b"]), true);
});

test("a blank second rating is where its question is blank", () => {
  const item = rate("q1", { also: [{ facet: "want", scale: "sure", text: null }] });
  assert.deepEqual(keysOf(item), ["q1", "q1.want"]);
  assert.equal(firstBlank(item, {}), "q1");
  assert.equal(firstBlank(item, { q1: "3" }), "q1.want");
  assert.equal(firstBlank(item, { q1: "3", "q1.want": "na" }), "q1");
});

test("an item may have a name that every object knows", () => {
  const one = view([rate("constructor", { required: true })]);
  assert.deepEqual(blanksOf(one.pages[0], {}).map(({ id }) => id), ["constructor"]);
  assert.equal(problemsOf(one.pages[0], {}).length, 1);
});

test("a long question is cut at a word", () => {
  assert.equal(short("Kort fråga?"), "Kort fråga?");
  assert.equal(short("Jag kan hjälpa en besökare, som vill", 28), "Jag kan hjälpa en besökare …");
  assert.equal(short("å".repeat(100), 10), `${"å".repeat(10)} …`);
  assert.equal(short("🙂".repeat(100), 10), `${"🙂".repeat(10)} …`);
});
