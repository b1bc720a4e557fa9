import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fileName, fileToKeep, holdings, planFor, together, waysOn } from "../../kit/static/file-plan.js";

const TABLE = JSON.parse(readFileSync(new URL("../cases/participant.json", import.meta.url), "utf8"));
const base = () => structuredClone(TABLE.base);
const PULS = { id: "puls-10" };
const blank = () => ({ ...base(), person_key: "f".repeat(32), responses: [], notes: [], chosen: [], steps: [] });

test("a file on a fresh device is simply opened", () => {
  assert.deepEqual(planFor(blank(), base(), PULS), { kind: "ask" });
});

test("one's own file beside one's own answers is simply opened", () => {
  assert.deepEqual(planFor(base(), base(), PULS), { kind: "ask" });
});

test("two people's answers never meet without a question", () => {
  assert.deepEqual(planFor({ ...base(), person_key: "e".repeat(32) }, base(), PULS), { kind: "other key" });
});

test("another questionnaire's file is named, each questionnaire once", () => {
  assert.deepEqual(planFor(base(), base(), { id: "bibliotek-24" }), { kind: "other questionnaire", ids: ["puls-10"] });
});

test("a file without answers is no file to open", () => {
  assert.deepEqual(planFor(base(), blank(), PULS), { kind: "empty" });
  const unused = { ...blank(), responses: [base().responses[1]] };
  assert.deepEqual(planFor(base(), unused, PULS), { kind: "empty" });
});

test("the ways on fit what the file holds", () => {
  const [finished, unused] = base().responses;
  const begun = { ...unused, answers: { q1: "3" } };
  const ways = (...responses) => waysOn({ ...base(), responses }, PULS);
  assert.deepEqual(ways(finished), ["show", "anew"]);
  assert.deepEqual(ways(finished, unused), ["show", "anew"]);
  assert.deepEqual(ways(finished, begun), ["continue", "show", "anew"]);
  assert.deepEqual(ways(begun), ["continue"]);
  assert.deepEqual(ways({ ...finished, questionnaire: { id: "other" } }), ["anew"]);
});

test("a person's two copies become one, another's replaces", () => {
  const here = { ...base(), person_key: "e".repeat(32), notes: [], responses: [{ ...base().responses[0], response_id: "9".repeat(32) }] };
  assert.deepEqual(together(here, base(), false).responses.map((one) => one.response_id), ["1".repeat(32)]);
  const joined = together(here, base(), true);
  assert.deepEqual(joined.responses.map((one) => one.response_id), ["1".repeat(32), "9".repeat(32)]);
  assert.equal(joined.notes.length, 1);
  assert.equal(together({ ...here, person_key: base().person_key }, base(), false).responses.length, 2);
});

test("what a file holds is counted without what was never used", () => {
  assert.deepEqual(holdings(base()), {
    times: [{ questionnaire: "puls-10", day: "2026-05-20", status: "finished" }], notes: 1, steps: 1,
  });
});

test("the file to take home is of today and without what was never used", () => {
  const kept = fileToKeep({ file: base(), current: "2".repeat(32) }, "2026-12-01");
  assert.equal(kept.saved, "2026-12-01");
  assert.deepEqual(kept.responses.map((one) => one.response_id), ["1".repeat(32)]);
});

test("a file's name says what it is", () => {
  assert.equal(fileName("min-skattning", PULS, "2026-11-22", "json"), "min-skattning-puls-10-2026-11-22.json");
});
