import assert from "node:assert/strict";
import { test } from "node:test";

import { Collector, Refusal } from "../../kit/static/collector.js";
import { draftKey, openDraft } from "../../kit/static/draft.js";
import { errands, remember, run, runAll } from "../../kit/static/errands.js";
import { Joining, readCode } from "../../kit/static/joining.js";
import { ContributionStore } from "../../kit/static/contribution.js";
import { putIdea } from "../../kit/static/contribution-record.js";
import { Workshop } from "./contributing.mjs";
import { Clock, Server, VIEW } from "./fake-collector.mjs";
import { MemoryStorage } from "./memory-storage.mjs";

const ROUND = "r";
const CODE = "K7RXGM";
const KEY = draftKey(VIEW, { id: ROUND });

/** A browser before the page for codes, and a collector with one open round. */
function browser({ storage = new MemoryStorage(), server = new Server(new Clock()) } = {}) {
  let made = 0;
  const api = server.answer.bind(server);
  server.answer = (method, path, key, body) => {
    if (path !== "join") return api(method, path, key, body);
    if (body.code !== CODE) return [404, { code: "code", detail: "no such code" }];
    if (server.deleted.has(body.response_id)) return [404, { code: "deleted", detail: "deleted" }];
    server.join(body.response_id);
    return [200, { round: ROUND, page: "01-sjalvskattning" }];
  };
  const fetch = server.fetchFor(() => undefined, () => false);
  const reach = (about = {}) => new Collector("/api/", { ...about, language: () => "sv", fetch });
  const newId = () => String((made += 1)).repeat(32).slice(0, 32);
  const joining = new Joining({ storage, reach, newId, until: () => "2026-12-22" });
  const draft = () => openDraft(KEY, VIEW, { storage, now: () => new Date(2026, 10, 22), events: {}, round: ROUND });
  return { storage, server, joining, reach, draft };
}

test("a code is read as people type it", () => {
  for (const typed of ["K7RXGM", "k7rxgm", " k7r-xgm ", "K7R XGM", "k.7.r.x.g.m"]) assert.equal(readCode(typed), CODE);
});

test("joining gives the form its response, and the draft has the round in it", async () => {
  const { joining, server, draft } = browser();
  const { place, here } = await joining.join(CODE);
  assert.equal(here, null);
  assert.equal(joining.addressOf(place, "/base/"), "/base/01-sjalvskattning?round=r");
  const { response } = draft();
  assert.deepEqual([response.response_id, response.round, response.seq], [place.id, ROUND, 0]);
  assert.deepEqual([...server.responses.keys()], [place.id]);
});

test("test_f08 an answer that got lost makes nobody join twice", async () => {
  const { joining, server } = browser();
  server.weather = () => "unanswered";
  await assert.rejects(joining.join(CODE), (error) => error instanceof Refusal && error.status === 0);
  server.weather = () => null;
  await joining.join(CODE);
  assert.equal(server.responses.size, 1);
});

test("a browser that keeps nothing carries the key in the fragment", async () => {
  const { joining } = browser({ storage: null });
  const { place } = await joining.join(CODE);
  assert.equal(joining.addressOf(place, "/"), `/01-sjalvskattning?round=r#mine=${place.id}`);
});

test("a wrong code leaves nothing behind that could be taken for a right one", async () => {
  const { joining, server, draft } = browser();
  await assert.rejects(joining.join("CCCCCC"), (error) => error.code === "code");
  assert.equal(server.responses.size, 0);
  const { place } = await joining.join(CODE);
  assert.equal(draft().response.response_id, place.id);
});

test("test_f12 whoever comes second to a device is asked whose the answers are", async () => {
  const { joining, server, draft } = browser();
  const first = await joining.join(CODE);
  const store = draft();
  store.answer("q1", "4");
  const second = await joining.join(CODE);
  assert.deepEqual([second.here.answers, second.place.id], [{ q1: "4" }, first.place.id]);
  assert.equal((await joining.goOn(second.place)).id, first.place.id);
  assert.deepEqual(draft().response.answers, { q1: "4" });
  const other = await joining.startAnew(second.place);
  assert.notEqual(other.id, first.place.id);
  assert.deepEqual([draft().response.response_id, draft().response.answers], [other.id, {}]);
  assert.equal(server.responses.size, 2);
});

test("what the first person's device had not sent yet is brought all the same", async () => {
  const { joining, server, storage, reach, draft } = browser();
  const { place } = await joining.join(CODE);
  draft().answer("q1", "4");
  await joining.startAnew((await joining.join(CODE)).place);
  server.weather = () => 503;
  await runAll(storage, reach);
  assert.equal(errands(storage).length, 1);
  server.weather = () => null;
  await runAll(storage, reach);
  assert.deepEqual([server.responses.get(place.id).answers, errands(storage)], [{ q1: "4" }, []]);
});

test("who answered before joining keeps the answers and one response", async () => {
  const { joining, server, draft } = browser();
  draft().answer("q1", "4");
  const { place, here } = await joining.join(CODE);
  assert.deepEqual(here.answers, { q1: "4" });
  const gone = await joining.goOn(place);
  assert.deepEqual([draft().response.response_id, draft().response.answers], [gone.id, { q1: "4" }]);
  assert.deepEqual([...server.responses.keys()], [gone.id]);
});

const idea = { id: "a", text: "Öva", area: null, competence: null, goal: null, shared: false };

test("who has given ideas only is asked too, and what was unsent of them is brought", async () => {
  const { joining, server, draft, reach, storage } = browser({ server: new Workshop(new Clock()) });
  const first = await joining.join(CODE);
  new ContributionStore(draft(), {}).update((given) => putIdea(given, idea));
  const second = await joining.join(CODE);
  assert.equal(second.here?.response_id, first.place.id);
  const anew = await joining.startAnew(second.place);
  assert.notEqual(anew.id, first.place.id);
  assert.deepEqual(new ContributionStore(draft(), {}).response.ideas, []);
  await runAll(storage, ({ round, key }) => reach({ round, key }));
  assert.deepEqual([server.given.get(first.place.id).ideas, errands(storage)], [[idea], []]);
});

test("ideas that were written before joining come along", async () => {
  const { joining, draft } = browser({ server: new Workshop(new Clock()) });
  const early = new ContributionStore(draft(), {});
  early.update((given) => putIdea(given, idea));
  early.write("", { text: "halv", about: "", goal: "" });
  const { place, here } = await joining.join(CODE);
  assert.notEqual(here, null);
  await joining.goOn(place);
  const late = new ContributionStore(draft(), {});
  assert.deepEqual([late.response.response_id, late.response.ideas, late.lines[""].text], [place.id, [idea], "halv"]);
});

test("who is in already and writes a new code stays one response", async () => {
  const { joining, server, storage, draft } = browser();
  const { place } = await joining.join(CODE);
  draft().answer("q1", "4");
  storage.removeItem(`kit:draft:join:${CODE}`);
  const again = await joining.join(CODE);
  assert.notEqual(again.place.id, place.id);
  assert.equal((await joining.goOn(again.place)).id, place.id);
  assert.deepEqual([...server.responses.keys()], [place.id]);
});

test("who leaves a device leaves no way back to the answers for the next one", async () => {
  const { joining, draft } = browser();
  const { place } = await joining.join(CODE);
  const store = draft();
  store.answer("q1", "4");
  store.wipe();
  assert.notEqual((await joining.join(CODE)).place.id, place.id);
});

test("test_p08 what has been deleted does not come back by joining again", async () => {
  const { joining, server, storage, draft } = browser();
  const { place } = await joining.join(CODE);
  server.remove(place.id);
  const { place: next } = await joining.join(CODE);
  assert.notEqual(next.id, place.id);
  assert.deepEqual([...server.responses.keys()], [next.id]);
  assert.equal(draft().response.response_id, next.id);
  assert.ok(!storage.getItem(`${KEY}:mine`)?.includes(place.id));
});

test("test_p08 another device that still holds deleted answers starts anew without them", async () => {
  const { joining, server, storage, draft } = browser();
  const { place } = await joining.join(CODE);
  draft().answer("q1", "4");
  server.remove(place.id);
  const { place: next, here, gone } = await joining.join(CODE);
  assert.deepEqual([here.answers, gone], [{ q1: "4" }, true]);
  joining.leaveBehind(next);
  assert.deepEqual([draft().response.response_id, draft().response.answers], [next.id, {}]);
  assert.deepEqual([...server.responses.keys()], [next.id]);
  assert.ok(!storage.getItem(`${KEY}:mine`)?.includes(place.id));
});

test("test_p08 an id whose answers were deleted before its receipt came is left for a new one", async () => {
  const { joining, server } = browser();
  server.weather = () => "unanswered";
  await assert.rejects(joining.join(CODE));
  server.weather = () => null;
  const [first] = server.responses.keys();
  server.remove(first);
  const { place, gone } = await joining.join(CODE);
  assert.notEqual(place.id, first);
  assert.deepEqual([...server.responses.keys(), gone], [place.id, false]);
});

test("test_p08 a deletion is remembered until it is done, over reloads, and then forgotten", async () => {
  const { server, storage, reach } = browser();
  const key = "9".repeat(32);
  server.join(key);
  const errand = { api: "/api/", round: ROUND, key, copy: null, until: "9999-12-31" };
  remember(storage, errand);
  server.weather = () => 503;
  await assert.rejects(run(storage, errand, reach));
  assert.deepEqual([await runAll(storage, reach), errands(storage).length], [[], 1]);
  server.weather = () => "unanswered";
  await runAll(storage, reach);
  assert.equal(server.responses.size, 0);
  server.weather = () => null;
  const told = await runAll(storage, reach);
  assert.deepEqual([told.length, errands(storage)], [1, []]);
});
