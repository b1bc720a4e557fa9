import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, formFor } from "../../kit/static/chart.js";
import { openDraft } from "../../kit/static/draft.js";
import { briefly } from "../../kit/static/profile-page.js";
import { concerns, interestOf, keyOf, requestOf, stageOf } from "../../kit/static/profile.js";
import { MemoryStorage } from "./memory-storage.mjs";

const say = (msgid) => msgid;
const IDENTITY = { id: "small", version: "1", hash: "0".repeat(64) };

function request(changes = {}) {
  const response = { response_id: "a", seq: 3, status: "finished", ...changes.response };
  return { response, earlier: [], interest: [], language: "sv", ...changes, response };
}

test("nothing is shown before the answers are sent", () => {
  assert.equal(stageOf({ finished: false, profile: null, failed: false }), "unfinished");
  assert.equal(stageOf({ finished: false, profile: {}, failed: true }), "unfinished");
});

test("waiting, lost and ready are three different things", () => {
  assert.equal(stageOf({ finished: true, profile: null, failed: false }), "waiting");
  assert.equal(stageOf({ finished: true, profile: null, failed: true }), "lost");
  assert.equal(stageOf({ finished: true, profile: {}, failed: false }), "ready");
});

test("a profile that stands in another language is lost for words, and that is said", () => {
  assert.equal(stageOf({ finished: true, profile: {}, failed: true }), "lost");
});

test("the interest is this time's choice, else the last time's", () => {
  const chosen = [
    { response_id: "a", competences: ["c11"] },
    { response_id: "b", competences: ["c21", "c22"] },
  ];
  assert.deepEqual(interestOf(chosen, "a"), ["c11"]);
  assert.deepEqual(interestOf(chosen, "c"), ["c21", "c22"]);
  assert.deepEqual(interestOf([], "c"), []);
});

test("Python is asked again when the answer would be another", () => {
  const before = keyOf(request());
  assert.equal(keyOf(request()), before);
  for (const changes of [
    { response: { seq: 4 } },
    { response: { response_id: "b" } },
    { language: "en" },
    { interest: ["c11"] },
    { earlier: [{ response_id: "z", seq: 1 }] },
  ]) {
    assert.notEqual(keyOf(request(changes)), before);
  }
});

test("a profile of older answers is not shown for newer ones", () => {
  const profile = { response_id: "a", seq: 3, language: "sv" };
  assert.ok(concerns(profile, request()));
  assert.ok(concerns({ ...profile, language: "en" }, request()));
  assert.ok(!concerns({ ...profile, seq: 2 }, request()));
  assert.ok(!concerns({ ...profile, response_id: "b" }, request()));
});

test("the request holds this response, the earlier finished ones, and the interest", () => {
  const store = openDraft("k", IDENTITY, { storage: new MemoryStorage() });
  store.update((draft) => {
    const [first] = draft.file.responses;
    const earlier = { ...structuredClone(first), response_id: "1".repeat(32), status: "finished" };
    const begun = { ...structuredClone(first), response_id: "2".repeat(32) };
    draft.file.responses.unshift(earlier, begun);
    draft.file.chosen = [{ response_id: first.response_id, competences: ["c11"] }];
    draft.language = "en";
  });
  const asked = requestOf(store);
  assert.equal(asked.response, store.response);
  assert.deepEqual(asked.earlier.map(({ response_id }) => response_id), ["1".repeat(32)]);
  assert.deepEqual(asked.interest, ["c11"]);
  assert.equal(asked.language, "en");
});

test("a row is said in one line, also without a level and without a value", () => {
  assert.equal(briefly({ enough: true, level: "På väg", figure: "4,2" }, say), "På väg, 4,2");
  assert.equal(briefly({ enough: true, level: null, figure: "4,2" }, say), "4,2");
  assert.equal(briefly({ enough: false, level: null, figure: "" }, say), "too few answers");
});

const padding = { left: 12, right: 12 };
const chart = { spec: { width: 240, padding }, wide: { width: 540, padding } };

test("the wide form is used from the width that it needs", () => {
  assert.equal(formFor(chart, 270), chart.spec);
  assert.equal(formFor(chart, 563), chart.spec);
  assert.equal(formFor(chart, 564), chart.wide);
  assert.equal(formFor({ spec: chart.spec }, 900), chart.spec);
});

test("a specification is fitted into its room without being changed", () => {
  assert.equal(fitted(chart.spec, 300).width, 276);
  assert.equal(fitted(chart.spec, 0).width, 1);
  assert.equal(chart.spec.width, 240);
});
