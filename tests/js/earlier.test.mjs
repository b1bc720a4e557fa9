// Today's answers are linked with those of last time, or the link is taken back: both reach the collector.
import assert from "node:assert/strict";
import { test } from "node:test";

import { shapeProblem } from "../../kit/static/participant-shape.js";
import { sendable } from "../../kit/static/sendable.js";
import { sameGiven, threeWay } from "../../kit/static/sync-merge.js";
import { Clock, Device, Server, VIEW } from "./fake-collector.mjs";

const ME = "1".repeat(32);
const THEN = "2".repeat(32);

const response = (more = {}) => ({
  response_id: ME, round: "r", seq: 1, questionnaire: { id: "puls-10", version: "2026.1", hash: "ab".repeat(32) },
  language: "sv", role: null, background: {}, answers: { q1: "4" }, day: "2027-05-20", status: "started", ...more,
});

test("the link is sent as it is, and nothing where there is none", () => {
  assert.equal(sendable(VIEW, response({ earlier: THEN })).copy.earlier, THEN);
  for (const none of [{}, { earlier: null }]) {
    assert.equal("earlier" in sendable(VIEW, response(none)).copy, false);
  }
});

test("a link that is missing is the same as none, and another one is a change", () => {
  assert.ok(sameGiven(response(), response({ earlier: null })));
  assert.ok(!sameGiven(response(), response({ earlier: THEN })));
});

test("a link that is made or taken back here is sent, though no answer has changed", async () => {
  const clock = new Clock();
  const server = new Server(clock);
  server.join(ME);
  const tab = new Device(server, clock, ME).open();
  await clock.turn(0);
  tab.store.change((open) => Object.assign(open, { earlier: THEN }));
  await clock.turn(30_000);
  assert.equal(server.responses.get(ME).earlier, THEN);
  tab.store.change((open) => void delete open.earlier);
  await clock.turn(30_000);
  assert.equal(server.responses.get(ME).earlier ?? null, null);
  assert.equal(tab.sync.standing.step, "saved");
});

test("two devices agree on the link, whoever made it", () => {
  const acked = response();
  const here = threeWay(acked, null, response({ earlier: THEN }), response({ answers: { q1: "4", q2: "2" } }));
  assert.deepEqual([here.merged.earlier, here.merged.answers, here.lost], [THEN, { q1: "4", q2: "2" }, false]);
  const there = threeWay(acked, null, response({ answers: { q1: "5" } }), response({ earlier: THEN }));
  assert.deepEqual([there.merged.earlier, there.merged.answers, there.lost], [THEN, { q1: "5" }, false]);
  const back = threeWay(response({ earlier: THEN }), null, response(), response({ earlier: THEN }));
  assert.equal(back.merged.earlier ?? null, null);
  assert.equal("earlier" in threeWay(acked, null, response(), response()).merged, false);
});

test("a file keeps the link, and one that is no id is named by its place", () => {
  const file = (earlier) => ({
    format: "kit-participant", format_version: 1, person_key: ME, saved: "2027-05-20", responses: [response({ earlier })],
  });
  assert.equal(shapeProblem(file(THEN)), null);
  assert.equal(shapeProblem(file(null)), null);
  for (const wrong of ["", "x", 7, THEN.toUpperCase().replace("2", "A")]) {
    assert.equal(shapeProblem(file(wrong)), "responses 1 earlier");
  }
});
