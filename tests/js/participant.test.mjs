import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { holdsAnything, meeting, merge, responsesTo, withoutBlanks } from "../../kit/static/participant-merge.js";
import {
  MOST_BYTES, TOO_LARGE, UNREADABLE, checksum, readBytes, readParticipant, writeParticipant,
} from "../../kit/static/participant.js";

const TABLE = JSON.parse(readFileSync(new URL("../cases/participant.json", import.meta.url), "utf8"));
const base = () => structuredClone(TABLE.base);

function edited({ at, to, remove, unsigned }) {
  const file = base();
  if (unsigned) file.checksum = checksum(file);
  const last = at.at(-1);
  const holder = at.slice(0, -1).reduce((inner, key) => inner[key], file);
  if (remove) delete holder[last];
  else if (at.length > 0) Object.defineProperty(holder, last, { value: to, enumerable: true, configurable: true });
  return JSON.stringify(unsigned ? file : { ...file, checksum: checksum(file) });
}

function assertReading(reading, { refused, place }) {
  if (refused === null) return assert.equal(reading.ok, true);
  assert.equal(reading.msgid, TABLE.sentences[refused]);
  assert.deepEqual(reading.params, place ? { place } : {});
}

for (const { name, of, is } of TABLE.checksums) {
  test(`checksum: ${name}`, () => {
    assert.equal(checksum({ value: of }), is);
    assert.equal(checksum({ value: of, checksum: "x" }), is);
  });
}

for (const edit of TABLE.edits) test(`edit: ${edit.name}`, () => assertReading(readParticipant(edited(edit)), edit));

for (const one of TABLE.texts) {
  test(`text: ${one.name}`, () => assertReading(readBytes(new TextEncoder().encode(one.text)), one));
}

test("what is written is read again, unknown fields and all", () => {
  const file = { ...base(), colour: { sv: ["blå", 1e-7, null] } };
  file.responses[0].answers.q5 = "a\u0000b\u2028\u202e\ufeff\u0301 <b>&amp;";
  assert.deepEqual(readParticipant(writeParticipant(file)), { ok: true, file });
});

test("what is left out gets its default", () => {
  const { notes, chosen, steps, ...file } = base();
  delete file.responses[0].role;
  const { file: read } = readParticipant(writeParticipant(file));
  assert.deepEqual([read.notes, read.chosen, read.steps, read.responses[0].role], [[], [], [], null]);
});

test("a dangerous name stays a name", () => {
  const text = edited({ at: ["notes", 0, "__proto__"], to: { polluted: true } });
  const { file } = readParticipant(text);
  assert.equal({}.polluted, undefined);
  assert.ok(writeParticipant(file).includes('"__proto__"'));
});

test("half an emoji becomes a replacement character in the file, and nothing else changes", () => {
  const file = base();
  file.notes[0].text = "a\ud83d \ude00 😀";
  assert.equal(readParticipant(writeParticipant(file)).file.notes[0].text, "a\ufffd \ufffd 😀");
});

test("a file that is too large or not UTF-8 is refused", () => {
  assert.equal(readBytes(new Uint8Array(MOST_BYTES + 1)).msgid, TOO_LARGE);
  assert.equal(readParticipant(" ".repeat(MOST_BYTES + 1)).msgid, TOO_LARGE);
  assert.equal(readBytes(Uint8Array.from([0x7b, 0xff, 0x7d])).msgid, UNREADABLE);
  assert.equal(readBytes(new TextEncoder().encode("[".repeat(MOST_BYTES))).msgid, UNREADABLE);
});

test("a byte order mark before a good file does not matter", () => {
  assert.equal(readBytes(new TextEncoder().encode(`\ufeff${writeParticipant(base())}`)).ok, true);
});

const HERE = "2".repeat(32);

test("meeting tells whose file this may be", () => {
  const blank = { ...base(), person_key: "f".repeat(32), responses: [], notes: [], chosen: [], steps: [] };
  assert.equal(meeting(base(), base()), "same person");
  assert.equal(meeting(blank, base()), "nothing here");
  assert.equal(meeting({ ...base(), person_key: "e".repeat(32) }, base()), "other key");
});

test("a response nobody used counts as nothing, a note on it counts", () => {
  const file = { ...base(), responses: [base().responses[1]], notes: [], chosen: [], steps: [] };
  assert.equal(holdsAnything(file), false);
  assert.deepEqual(withoutBlanks(file).responses, []);
  assert.equal(withoutBlanks(file, HERE).responses.length, 1);
  file.notes = [{ ...base().notes[0], response_id: HERE }];
  assert.equal(holdsAnything(file), true);
  assert.equal(withoutBlanks(file).responses.length, 1);
  for (const change of [{ role: "all" }, { background: { a: "b" } }, { answers: { q: "1" } }, { status: "finished" }]) {
    assert.equal(holdsAnything({ ...file, notes: [], responses: [{ ...file.responses[0], ...change }] }), true);
  }
});

test("responses of another questionnaire are told apart, other versions are not", () => {
  const file = base();
  file.responses[1].questionnaire.version = "2027.1";
  assert.equal(responsesTo(file, "puls-10").length, 2);
  assert.deepEqual(responsesTo(file, "bibliotek-24"), []);
});

test("merging a file with itself changes nothing", () => {
  assert.deepEqual(merge(base(), base()), base());
  const joined = merge(base(), { ...base(), notes: [], steps: [], responses: base().responses.slice(0, 1) });
  assert.deepEqual(joined, base());
  assert.deepEqual(merge(joined, base()), joined);
});

test("the copy with the higher seq wins, from either side", () => {
  const [older, newer] = [base(), base()];
  newer.responses[1] = { ...newer.responses[1], seq: 4, answers: { q1: "3" } };
  assert.deepEqual(merge(older, newer).responses[1].answers, { q1: "3" });
  assert.deepEqual(merge(newer, older).responses[1].answers, { q1: "3" });
});

test("with equal seq the finished copy wins, else the one that is here", () => {
  const [one, other] = [base(), base()];
  one.responses[1].answers = { q1: "1" };
  other.responses[1].answers = { q1: "2" };
  assert.deepEqual(merge(one, other).responses[1].answers, { q1: "1" });
  other.responses[1].status = "finished";
  assert.deepEqual(merge(one, other).responses[1].answers, { q1: "2" });
});

test("responses are joined oldest first", () => {
  const here = { ...base(), responses: base().responses.slice(1) };
  const opened = { ...base(), responses: base().responses.slice(0, 1) };
  assert.deepEqual(merge(here, opened).responses.map((response) => response.day), ["2026-05-20", "2026-11-22"]);
  assert.deepEqual(merge(opened, here).responses.map((response) => response.day), ["2026-05-20", "2026-11-22"]);
});

test("no note is lost: the later day wins, one day's two texts are both kept", () => {
  const noted = (day, text) => ({ ...base(), notes: [{ ...base().notes[0], day, text }] });
  const text = (here, opened) => merge(here, opened).notes.map((note) => note.text);
  assert.deepEqual(text(noted("2026-05-21", "new"), noted("2026-05-20", "old")), ["new"]);
  assert.deepEqual(text(noted("2026-05-20", "old"), noted("2026-05-21", "new")), ["new"]);
  assert.deepEqual(text(noted("2026-05-20", "one"), noted("2026-05-20", "one and two")), ["one and two"]);
  assert.deepEqual(text(noted("2026-05-20", "one and two"), noted("2026-05-20", "one")), ["one and two"]);
  assert.deepEqual(text(noted("2026-05-20", "mine"), noted("2026-05-20", "filed")), ["mine\n\nfiled"]);
});

test("steps of both are kept, done stays done, and the choice made here stands", () => {
  const [here, opened] = [base(), base()];
  here.steps = [{ ...here.steps[0], text: "Prova kartan hemma" }, { ...here.steps[0], id: "s2" }];
  opened.steps[0].done = true;
  here.chosen[0].competences = ["c21"];
  const joined = merge(here, opened);
  assert.deepEqual(joined.steps.map((step) => [step.id, step.text, step.done]), [
    ["s1", "Prova kartan hemma", true], ["s2", "Prova kartan", false],
  ]);
  assert.deepEqual(joined.chosen[0].competences, ["c21"]);
});

test("one person's two keys become the older file's, and nobody's copy is changed", () => {
  const here = { ...base(), person_key: "e".repeat(32), saved: "2026-11-23" };
  const opened = base();
  const joined = merge(here, opened);
  assert.equal(joined.person_key, opened.person_key);
  assert.equal(joined.saved, "2026-11-23");
  joined.responses[0].answers.q1 = "1";
  assert.deepEqual(opened, base());
});
