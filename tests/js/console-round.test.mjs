import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../kit/static/collector.js";
import { doorkeeper, takeKey } from "../../kit/static/key.js";
import { countInWords, everybodyInWords } from "../../kit/static/round-counts.js";
import { cell, safeTable } from "../../kit/static/round-csv.js";
import { apiFrom, baseOf, isOwn, joinAddress, pageOf, roundIn, spaced, typed } from "../../kit/static/round-places.js";
import { minutes, timerLine } from "../../kit/static/round-timer.js";

const say = (msgid, params = {}) => msgid.replace(/\{(\w+)\}/g, (_, name) => params[name]);
const KEY = "A".repeat(21) + "_-9" + "z".repeat(19);

test("everything is found from where the kit's modules come from", () => {
  const api = apiFrom("https://kit.example/workshop/voila/templates/kit/static/key.js");
  assert.equal(api, "https://kit.example/workshop/kit/api/");
  assert.equal(baseOf(api), "https://kit.example/workshop/");
  assert.equal(pageOf(api, "ledare", "abcdefghjkm2", KEY), `https://kit.example/workshop/ledare?round=abcdefghjkm2#${KEY}`);
  assert.equal(joinAddress(api, "CDF347"), "https://kit.example/workshop/anslut#CDF347");
  assert.equal(typed(joinAddress(api)), "kit.example/workshop/anslut");
  assert.equal(spaced("CDF347"), "CDF 347");
});

test("a round's id is taken from the address only when it can be one", () => {
  assert.equal(roundIn("?round=abcdefghjkm2&x=1"), "abcdefghjkm2");
  for (const search of ["", "?round=", "?round=ABCDEFGHJKM2", "?round=../../x", "?round=abcdefghjkm22"]) assert.equal(roundIn(search), null);
});

test("addresses that only this computer knows are told from others", () => {
  for (const own of ["http://localhost:8866/", "http://127.0.0.1/", "http://[::1]:1/"]) assert.equal(isOwn(own), true);
  for (const other of ["http://192.168.1.20:8866/", "https://kit.example/"]) assert.equal(isOwn(other), false);
});

test("test_a08: a key leaves the address, and nothing else does", () => {
  const seen = [];
  const past = { state: { a: 1 }, replaceState: (...all) => seen.push(all) };
  const place = (hash) => ({ hash, pathname: "/ledare", search: "?round=abcdefghjkm2" });
  assert.equal(takeKey(place(`#${KEY}`), past), KEY);
  assert.deepEqual(seen, [[{ a: 1 }, "", "/ledare?round=abcdefghjkm2"]]);
  for (const hash of ["", "#kit-content", "#CDF347", `#mine=${"0".repeat(32)}`, "#%", `#${"å".repeat(30)}`]) assert.equal(takeKey(place(hash), past), null);
  assert.equal(seen.length, 1);
});

test("a key is kept while the server is away, and forgotten once it is used or refused", async () => {
  const sent = [];
  let answer = async () => { throw new Refusal(0); };
  const door = doorkeeper({ post: (path, body) => (sent.push([path, body.key]), answer()) });
  assert.equal(await door.admitted(), null);
  door.take(KEY);
  await assert.rejects(door.admitted());
  answer = async () => ({ role: "organiser", round: null });
  assert.deepEqual(await door.admitted(), { role: "organiser", round: null });
  await door.admitted();
  assert.deepEqual(sent, [["exchange", KEY], ["exchange", KEY]]);
  answer = async () => { throw new Refusal(403, { code: "key" }); };
  door.take(KEY);
  await assert.rejects(door.admitted(), { status: 403 });
  await assert.rejects(door.admitted(), { status: 403 });
  assert.equal(sent.length, 3);
});

test("counts say no number below the first step", () => {
  assert.equal(countInWords({ at_least: 0, few: true }, 5, say), "fewer than 5");
  assert.equal(countInWords({ at_least: 15, few: false }, 5, say), "at least 15");
  const all = (few) => ({ finished: { at_least: 5, few }, all_finished: true });
  assert.equal(everybodyInWords(all(false), say), "Everybody who has joined is done.");
  assert.equal(everybodyInWords(all(true), say), "");
});

/** As much of a page as a timer needs. */
function page() {
  const node = () => ({
    hidden: false, textContent: "", append() {}, setAttribute(name) { if (name === "hidden") this.hidden = true; },
    classes: new Set(), classList: { toggle() {} },
  });
  globalThis.Node = class {};
  globalThis.document = { createElement: node, createTextNode: (text) => text };
}

test("test_f10: the time left follows a clock that nobody can set, down to the end", () => {
  page();
  let now = 1000;
  let wake = null;
  const clock = { now: () => now, setTimeout: (act, after) => (wake = { act, after }), clearTimeout: () => (wake = null) };
  const shown = [];
  const real = document.createElement;
  const spans = [];
  document.createElement = () => { const made = real(); spans.push(made); return made; };
  const timer = timerLine(say, clock);
  assert.equal(timer.node.hidden, true);
  timer.set(3);
  while (wake) {
    shown.push(spans[0].textContent);
    const { act, after } = wake;
    now += after;
    act();
  }
  assert.deepEqual(shown, ["0:03", "0:02", "0:01"]);
  assert.equal(spans[1].textContent, "Time is up");
  timer.set(null);
  assert.equal(timer.node.hidden, true);
  assert.equal(minutes(605), "10:05");
  delete globalThis.document;
  delete globalThis.Node;
});

const VIEW = {
  areas: [{ id: "a1", label: { sv: "=Område; ett" }, competences: [{ id: "c11", label: { sv: "Söka" } }] }],
  tags: [], roles: [{ id: "all", label: { sv: "Alla" } }],
  background: [{ id: "unit", options: [{ id: "u1", label: { sv: "Norr" } }] }],
  pages: [{ items: [{ id: "q111", text: { sv: 'Jag "söker"' } }] }],
};

test("test_a03: a table becomes a file that no spreadsheet runs, with nothing where nothing may be told", () => {
  const rows = [
    { grouping: "all", group: "", dimension: "area", id: "a1", status: "shown", n: 12, mean: 4.25, counts: [2, 10] },
    { grouping: "unit", group: "u1", dimension: "item", id: "q111", status: "few", n: null, mean: null, counts: null },
  ];
  const [head, first, second, end] = safeTable({ rows }, VIEW, "sv", say).split("\r\n");
  assert.match(head, /^\uFEFFdivided by;group;kind;id;name;/);
  assert.match(first, /^everybody;;area;a1;"'=Område; ett";shown;12;;;;;;;4,25;;;;2;10$/);
  assert.match(second, /^unit;Norr;statement;q111;"Jag ""söker""";not shown;+$/);
  assert.equal(end, "");
  assert.equal(head.split(";").length, second.split(";").length - 0);
  for (const start of ["=", "+", "-", "@", "\t"]) assert.match(cell(`${start}1`), /^'/);
});
