import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addStep, choose, chosenIn, earlierNotes, markStep, noteText, removeStep, restoreStep, suggestionIn, writeNote,
} from "../../kit/static/reflection-kept.js";

const [NOW, THEN] = ["2".repeat(32), "1".repeat(32)];
const draft = () => ({ current: NOW, file: { notes: [], chosen: [], steps: [], responses: [] } });

test("a note is written, changed and taken away, byte for byte", () => {
  const one = draft();
  writeNote(one, "r1", " å\u0000\n<b> ", "2026-11-22");
  assert.equal(noteText(one, "r1"), " å\u0000\n<b> ");
  writeNote(one, "r1", "new", "2026-11-23");
  assert.deepEqual(one.file.notes, [{ id: "r1", response_id: NOW, day: "2026-11-23", text: "new" }]);
  writeNote(one, "r1", "", "2026-11-24");
  assert.deepEqual(one.file.notes, []);
  assert.equal(noteText(one, "r1"), "");
});

test("earlier notes stay as they were and are shown latest first", () => {
  const one = draft();
  const old = (day) => ({ id: "r1", response_id: THEN, day, text: day });
  one.file.notes = [old("2025-01-01"), old("2026-01-01"), { ...old("2026-06-01"), id: "r2" }];
  writeNote(one, "r1", "now", "2026-11-22");
  assert.deepEqual(earlierNotes(one, "r1").map((note) => note.day), ["2026-01-01", "2025-01-01"]);
  assert.equal(one.file.notes.length, 4);
});

test("three competences at most; the fourth changes nothing", () => {
  const one = draft();
  one.file.chosen = [{ response_id: THEN, competences: ["c11"] }];
  for (const id of ["c12", "c13", "c21"]) assert.equal(choose(one, id, true), true);
  assert.equal(choose(one, "c22", true), false);
  assert.deepEqual(chosenIn(one), ["c12", "c13", "c21"]);
  assert.equal(choose(one, "c12", true), true);
  assert.equal(choose(one, "c13", false), true);
  assert.deepEqual(chosenIn(one), ["c21", "c12"]);
  for (const id of ["c21", "c12"]) choose(one, id, false);
  assert.deepEqual(one.file.chosen, [{ response_id: THEN, competences: ["c11"] }]);
});

test("a removed step comes back where it stood, once", () => {
  const one = draft();
  for (const id of ["a", "b", "c"]) addStep(one, { id, text: id, today: "2026-11-22" });
  markStep(one, "b", true);
  const removed = removeStep(one, "b");
  assert.deepEqual(one.file.steps.map((step) => step.id), ["a", "c"]);
  restoreStep(one, removed);
  restoreStep(one, removed);
  assert.deepEqual(one.file.steps.map((step) => [step.id, step.done]), [["a", false], ["b", true], ["c", false]]);
  assert.equal(removeStep(one, "z"), null);
});

test("a suggestion follows the language where the questionnaire knows it", () => {
  const competences = [{ id: "c11", recommend: { l1: { sv: "Prova", en: "Try" }, l2: { sv: "Visa", en: "Show" } } }];
  assert.equal(suggestionIn(competences, { id: "c11", text: "Visa" }, "en"), "Show");
  assert.equal(suggestionIn(competences, { id: "c11", text: "Annat" }, "en"), "Annat");
  assert.equal(suggestionIn([], { id: "c11", text: "Visa" }, "en"), "Visa");
});
