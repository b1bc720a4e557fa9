import assert from "node:assert/strict";
import { test } from "node:test";

import { draftKey, openDraft } from "../../kit/static/draft.js";
import { MemoryStorage } from "./memory-storage.mjs";

const PULS = { id: "puls-10", version: "2026.1", hash: "ab".repeat(32) };
const KEY = draftKey(PULS);

function device() {
  const storage = new MemoryStorage();
  const events = new EventTarget();
  let today = new Date(2026, 10, 22, 23, 50);
  return {
    storage,
    setDay: (...parts) => (today = new Date(...parts)),
    tab: (options = {}) => {
      const tabEvents = new EventTarget();
      events.addEventListener("storage", (event) => {
        tabEvents.dispatchEvent(Object.assign(new Event("storage"), { key: event.key }));
      });
      return openDraft(KEY, PULS, { storage, now: () => today, events: tabEvents, ...options });
    },
    heard: (key = KEY) => events.dispatchEvent(Object.assign(new Event("storage"), { key })),
  };
}

const file = (store) => structuredClone(store.value.file);

test("a new draft has nothing chosen, random ids and nothing stored", () => {
  const { tab, storage } = device();
  const [one, other] = [tab(), tab()];
  assert.deepEqual(one.response.answers, {});
  assert.equal(one.response.seq, 0);
  assert.equal(one.response.status, "started");
  assert.equal(one.response.day, "2026-11-22");
  assert.match(one.response.response_id, /^[0-9a-f]{32}$/);
  assert.notEqual(one.response.response_id, other.response.response_id);
  assert.notEqual(one.value.file.person_key, one.response.response_id);
  assert.equal(one.restored, false);
  assert.equal(one.persistent, true);
  assert.equal(storage.length, 0);
});

test("answers come back after a reload", () => {
  const { tab } = device();
  const before = tab();
  before.answer("q1", "5");
  before.answer("q2.importance", "7");
  before.answer("q3", ["a", "b"]);
  before.answer("q1", "6");
  before.answer("q3", undefined);
  const after = tab();
  assert.equal(after.restored, true);
  assert.deepEqual(after.response.answers, { q1: "6", "q2.importance": "7" });
  assert.equal(after.response.seq, 5);
  assert.deepEqual(after.value, before.value);
});

test("finishing twice is finishing once, and reopening keeps the answers", () => {
  const { tab } = device();
  const store = tab();
  store.answer("q1", "5");
  store.finish();
  store.finish();
  assert.deepEqual([store.response.status, store.response.seq], ["finished", 2]);
  store.reopen();
  store.reopen();
  assert.deepEqual([store.response.status, store.response.seq], ["started", 3]);
  assert.deepEqual(store.response.answers, { q1: "5" });
  assert.equal(store.value.file.responses.length, 1);
});

test("a draft is kept for 30 days after the last change and then gone", () => {
  const { tab, setDay, storage } = device();
  tab().answer("q1", "5");
  assert.equal(tab().value.until, "2026-12-22");
  setDay(2026, 11, 22, 23, 59);
  assert.equal(tab().restored, true);
  setDay(2026, 11, 23, 0, 1);
  const later = tab();
  assert.equal(later.restored, false);
  assert.deepEqual(later.response.answers, {});
  assert.equal(storage.length, 0);
});

test("expired drafts of other questionnaires are cleared away too, and nothing else is", () => {
  const { tab, storage, setDay } = device();
  tab().answer("q1", "5");
  storage.setItem("somebody else's", "text");
  storage.setItem("kit:draft:other:1", JSON.stringify({ until: "2027-06-01" }));
  setDay(2027, 0, 31);
  openDraft("kit:draft:third:1", PULS, { storage, now: () => new Date(2027, 0, 31) });
  assert.equal(storage.getItem(KEY), null);
  assert.equal(storage.getItem("somebody else's"), "text");
  assert.notEqual(storage.getItem("kit:draft:other:1"), null);
});

for (const broken of ["{", "null", "7", '{"file": {}}', '{"file": null, "until": "2030-01-01"}']) {
  test(`a broken draft is set aside: ${broken}`, () => {
    const { tab, storage } = device();
    storage.setItem(KEY, broken);
    const store = tab();
    assert.equal(store.restored, false);
    store.answer("q1", "3");
    assert.equal(JSON.parse(storage.getItem(`${KEY}:broken`)).text, broken);
    assert.equal(tab().response.answers.q1, "3");
  });
}

test("without storage everything works while the page is open, and says so", () => {
  for (const storage of [null, Object.defineProperty({}, "length", { get: () => { throw new Error("denied"); } })]) {
    const store = device().tab({ storage });
    assert.equal(store.persistent, false);
    store.answer("q1", "5");
    assert.equal(store.response.answers.q1, "5");
    assert.equal(store.persistent, false);
    store.wipe();
    assert.deepEqual(store.response.answers, {});
  }
});

test("a full storage is noticed, and noticed again when there is room", () => {
  const { tab, storage } = device();
  const store = tab();
  store.answer("q1", "5");
  storage.full = true;
  store.answer("q2", "5");
  assert.equal(store.persistent, false);
  storage.full = false;
  store.answer("q3", "5");
  assert.equal(store.persistent, true);
  assert.deepEqual(tab().response.answers, { q1: "5", q2: "5", q3: "5" });
});

test("a second tab follows, and is told why", () => {
  const { tab, heard } = device();
  const [one, two] = [tab(), tab()];
  const told = [];
  two.subscribe((draft, source) => told.push([source, draft.file.responses[0].answers.q1]));
  one.answer("q1", "4");
  heard("kit:draft:other:1");
  assert.deepEqual(told, []);
  heard();
  assert.deepEqual(told, [["other tab", "4"]]);
  assert.deepEqual(two.value, one.value);
});

test("two tabs that have not heard of each other lose no answer", () => {
  const { tab, heard } = device();
  const [one, two] = [tab(), tab()];
  one.answer("q1", "4");
  two.answer("q2", "5");
  one.answer("q1", "6");
  heard();
  for (const store of [one, two, tab()]) assert.deepEqual(store.response.answers, { q1: "6", q2: "5" });
  assert.equal(one.response.seq, 3);
});

test("an older copy of the same response never wins", () => {
  const { tab, heard, storage } = device();
  const store = tab();
  store.answer("q1", "4");
  const old = storage.getItem(KEY);
  store.answer("q1", "5");
  storage.setItem(KEY, old);
  heard();
  assert.equal(store.response.answers.q1, "5");
  assert.equal(JSON.parse(storage.getItem(KEY)).file.responses[0].answers.q1, "5");
});

test("what one tab deletes, no other tab brings back", () => {
  const { tab, heard, storage } = device();
  const [one, two] = [tab(), tab()];
  const told = [];
  one.answer("q1", "4");
  heard();
  two.subscribe((_, source) => told.push(source));
  one.wipe();
  assert.equal(storage.length, 0);
  two.answer("q2", "5");
  assert.deepEqual(told, ["wiped", "here"]);
  assert.deepEqual(two.response.answers, { q2: "5" });
  assert.deepEqual(one.response.answers, {});
});

test("deleting gives a new person and a new response", () => {
  const { tab } = device();
  const store = tab();
  store.answer("q1", "4");
  store.profile = { title: "mine" };
  const before = file(store);
  store.wipe();
  assert.notEqual(store.value.file.person_key, before.person_key);
  assert.notEqual(store.response.response_id, before.responses[0].response_id);
  assert.equal(store.profile, null);
  assert.equal(store.restored, false);
});

test("listeners hear each change until they stop", () => {
  const { tab } = device();
  const store = tab();
  const heard = [];
  const stop = store.subscribe((draft, source) => heard.push([draft.page, source]));
  store.update((draft) => (draft.page = "p1"));
  stop();
  store.update((draft) => (draft.page = "p2"));
  assert.deepEqual(heard, [["p1", "here"]]);
});

test("a change that fails leaves the record as it was", () => {
  const { tab } = device();
  const store = tab();
  store.answer("q1", "4");
  assert.throws(() => store.update((draft) => {
    draft.file.responses = [];
    throw new Error("no");
  }));
  assert.equal(store.response.answers.q1, "4");
});

test("the profile is shared in memory and never stored", () => {
  const { tab, storage } = device();
  const store = tab();
  const seen = [];
  store.onProfile((profile) => seen.push(profile));
  store.profile = { title: "secret figure" };
  store.answer("q1", "4");
  assert.deepEqual(seen, [{ title: "secret figure" }]);
  assert.ok(!storage.getItem(KEY).includes("secret figure"));
  assert.equal(tab().profile, null);
});

test("the profile's suggestions reach the next page, but not another response or another person", () => {
  const { tab, storage, setDay } = device();
  const store = tab();
  store.answer("q1", "4");
  assert.deepEqual(store.suggestions, []);
  store.profile = { next_steps: [{ id: "c11", text: "Prova" }], areas: ["secret figure"] };
  assert.deepEqual(store.suggestions, [{ id: "c11", text: "Prova" }]);
  const next = tab();
  assert.deepEqual(next.suggestions, [{ id: "c11", text: "Prova" }]);
  next.adopt(file(next), "anew");
  assert.deepEqual(next.suggestions, []);
  store.adopt(file(store), "anew");
  assert.equal(store.profile, null);
  assert.deepEqual(store.suggestions, []);
  store.wipe();
  assert.equal(storage.length, 0);
  store.answer("q1", "4");
  store.profile = { next_steps: [{ id: "c11", text: "Prova" }] };
  setDay(2027, 0, 1);
  tab();
  assert.equal(storage.length, 0);
});

test("last time's file: show it, answer once more, or go on", () => {
  const last = device().tab();
  last.answer("q1", "3");
  last.finish();
  const opened = file(last);

  const show = device().tab();
  show.adopt(opened, "show");
  assert.deepEqual(show.response, last.response);
  assert.deepEqual(show.earlier(), []);
  assert.equal(show.value.file.responses.length, 1);

  const anew = device().tab();
  anew.adopt(opened, "anew");
  assert.deepEqual(anew.response.answers, {});
  assert.deepEqual(anew.earlier(), [last.response]);
  assert.equal(anew.value.file.person_key, opened.person_key);
  anew.answer("q1", "5");
  assert.equal(opened.responses.length, 1, "the opened file itself is untouched");

  last.reopen();
  const on = device().tab();
  on.adopt(file(last), "continue");
  assert.equal(on.response.response_id, last.response.response_id);
  assert.equal(on.response.status, "started");
});

test("a file with nothing to go on with starts a new response", () => {
  const last = device().tab();
  last.answer("q1", "3");
  last.finish();
  const store = device().tab();
  store.adopt(file(last), "continue");
  assert.deepEqual(store.response.answers, {});
  assert.equal(store.earlier().length, 1);
});

test("opening an older copy of one's own file loses nothing that is here", () => {
  const { tab } = device();
  const store = tab();
  store.answer("q1", "3");
  const older = file(store);
  store.answer("q1", "4");
  store.answer("q2", "4");
  store.adopt(older, "continue");
  assert.deepEqual(store.response.answers, { q1: "4", q2: "4" });
  assert.equal(store.value.file.responses.length, 1);
});

test("earlier holds only finished responses of the same questionnaire", () => {
  const store = device().tab();
  const past = (response_id, day, change) => ({
    ...structuredClone(store.response), response_id, day, status: "finished", answers: { q1: "1" }, ...change,
  });
  const responses = [
    past("1".repeat(32), "2025-05-01", {}),
    past("2".repeat(32), "2025-11-01", { questionnaire: { ...PULS, id: "bibliotek-24" } }),
    past("3".repeat(32), "2026-01-01", { status: "started" }),
    past("4".repeat(32), "2026-05-01", { questionnaire: { ...PULS, version: "2025.2" } }),
  ];
  store.adopt({ ...file(store), person_key: "f".repeat(32), responses }, "anew");
  assert.deepEqual(store.earlier().map((response) => response.day), ["2025-05-01", "2026-05-01"]);
});

test("widgets of one page share one record", () => {
  const one = openDraft(KEY, PULS);
  assert.equal(openDraft(KEY, PULS), one);
  assert.notEqual(openDraft("kit:draft:puls-10:2", PULS), one);
});

test("half an emoji does not break the record", () => {
  const { tab } = device();
  const store = tab();
  store.answer("q1", "\ud83d");
  assert.equal(tab().response.answers.q1, "\ufffd");
});
