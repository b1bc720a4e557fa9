// Whose answers of last time are here, what links them, and which way a person has moved.
import assert from "node:assert/strict";
import { test } from "node:test";

import { changes } from "../../kit/static/followup-own.js";
import { linkOf } from "../../kit/static/followup-link.js";
import { MemoryStorage } from "./memory-storage.mjs";

const FOLLOWS = { id: "before", name: "Exempelby", created: "2026-05-20" };
const QUESTIONNAIRE = { id: "puls-10" };
const response = (id, round, more = {}) => ({
  response_id: id.repeat(32), round, seq: 3, questionnaire: { id: "puls-10", version: "1", hash: "ab" }, language: "sv",
  role: "all", background: {}, answers: { q111: "3" }, day: "2026-05-20", status: "finished", ...more,
});
const file = (...responses) => ({
  format: "kit-participant", format_version: 1, person_key: "a".repeat(32), saved: "2026-11-23", responses, notes: [], chosen: [], steps: [],
});
const TODAY = response("1", "now", { day: "2026-11-23" });
const link = (more) => linkOf({ file: file(TODAY), current: TODAY, follows: FOLLOWS, questionnaire: QUESTIONNAIRE, storage: null, ...more });

test("nothing is linked by itself: answers of the round before are offered", () => {
  const before = response("2", "before");
  assert.deepEqual(link({ file: file(before, TODAY) }), { kind: "offer", response: before });
  assert.deepEqual(link({ file: file(response("2", "elsewhere"), TODAY) }).kind, "other");
  assert.deepEqual(link({ file: file(before, TODAY), follows: null }).kind, "other");
  assert.deepEqual(link({}).kind, "none");
});

test("an empty response of the round before, and one to another questionnaire, are none", () => {
  const blank = response("2", "before", { answers: {}, role: null, status: "started" });
  const other = response("3", "before", { questionnaire: { id: "digcomp-21", version: "1", hash: "cd" } });
  assert.equal(link({ file: file(blank, other, TODAY) }).kind, "none");
});

test("what is linked is told also on a device without the earlier answers", () => {
  const current = { ...TODAY, earlier: "2".repeat(32) };
  assert.deepEqual(link({ file: file(current), current }), { kind: "linked", response: null });
});

test("what another draft has left in this browser is found, and may be anybody's", () => {
  const storage = new MemoryStorage();
  const before = response("2", "before");
  const draft = { file: file(before), current: before.response_id, page: null, asked: [], language: "sv", changed: "2026-05-20", until: "2026-12-01" };
  storage.setItem("kit:draft:round:before", JSON.stringify(draft));
  const found = link({ storage });
  assert.deepEqual([found.kind, found.response.response_id], ["found", before.response_id]);
  storage.setItem("kit:draft:round:before", "{broken");
  assert.equal(link({ storage }).kind, "none");
});

test("each competence goes one way, and those without an earlier value go none", () => {
  const say = (words) => words;
  const row = (label, change) => ({ label, figure: "4,0", then: change && { figure: "3,0", change } });
  const areas = [
    { label: "A", competences: [row("a", "higher than last time"), row("b", "lower than last time"), row("c", null), row("d", "")] },
    { ...row("B", "about the same as before"), competences: [] },
  ];
  assert.deepEqual(changes({ areas }, say).map(({ label, way }) => [label, way]), [["a", "up"], ["b", "down"], ["B", "same"]]);
});
