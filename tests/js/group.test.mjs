import assert from "node:assert/strict";
import { test } from "node:test";

import { fileNameOf, inLight, linesOf } from "../../kit/static/group-export.js";
import { answersOf, portions } from "../../kit/static/group-files.js";
import { pictureKey, viewsOf } from "../../kit/static/group-live.js";
import { goalsOf, screensOf, within } from "../../kit/static/group-screens.js";
import { ownSheets } from "../../kit/static/group-view.js";

const now = (changes = {}) => ({ release: 3, revealed: ["needs", "areas"], ...changes });

test("a participant sees what is revealed, in the kit's order; a facilitator sees everything", () => {
  assert.deepEqual(viewsOf(now(), "participant"), ["areas", "needs"]);
  assert.deepEqual(viewsOf(now({ revealed: [] }), "presenter"), []);
  assert.equal(viewsOf(now({ revealed: [] }), "facilitator").length, 8);
  assert.deepEqual(viewsOf(now(), "facilitator", ["units"]), ["units"]);
  assert.deepEqual(viewsOf(now({ revealed: ["secret"] }), "participant"), []);
});

test("a picture is drawn anew for a new release, another view and another language, and else not", () => {
  const before = pictureKey(now(), ["areas"], "sv");
  assert.equal(pictureKey(now({ status: "closed", joined: 12 }), ["areas"], "sv"), before);
  assert.notEqual(pictureKey(now({ release: 4 }), ["areas"], "sv"), before);
  assert.notEqual(pictureKey(now(), ["areas", "needs"], "sv"), before);
  assert.notEqual(pictureKey(now(), ["areas"], "en"), before);
});

test("competences open from areas, and have a sheet of their own where areas are not shown", () => {
  const views = (...ids) => ids.map((id) => ({ id }));
  const ids = (list) => ownSheets(list).map(({ id }) => id);
  assert.deepEqual(ids(views("areas", "competences", "items", "needs")), ["areas", "needs"]);
  assert.deepEqual(ids(views("competences", "items")), ["competences"]);
  assert.deepEqual(ids(views("areas", "items")), ["areas", "items"]);
});

test("of a participant's file only key and answers go on; notes and steps stay", () => {
  const file = { person_key: "a", responses: [{ answers: { q1: "5" } }], notes: [{ text: "hemligt" }], steps: [], chosen: [] };
  const told = answersOf("min.json", file);
  assert.deepEqual(Object.keys(told), ["name", "person", "responses"]);
  assert.ok(!JSON.stringify(told).includes("hemligt"));
});

test("files go in portions, none lost and none twice", () => {
  const all = Array.from({ length: 45 }, (_, n) => n);
  const parts = portions(all, 20);
  assert.deepEqual(parts.map((part) => part.length), [20, 20, 5]);
  assert.deepEqual(parts.flat(), all);
  assert.deepEqual(portions([], 20), []);
});

test("file names are in words, without å, ä, ö, spaces or paths", () => {
  assert.equal(fileNameOf(["bibliotek-24", "Områden och enheter"], "csv"), "bibliotek-24-omraden-och-enheter.csv");
  assert.equal(fileNameOf(["../..", "Säkerhet/ö"], "png"), "sakerhet-o.png");
  assert.ok(fileNameOf(["x".repeat(500)], "svg").length <= 104);
});

test("a saved picture has light colours whatever the page looks like", () => {
  const colours = { ink: "#20282b", "shade-3": "#adbf9e" };
  assert.equal(inLight('fill="var(--kit-ink)" stroke="var(--kit-shade-3)"', colours), 'fill="#20282b" stroke="#adbf9e"');
  assert.equal(inLight("var(--kit-unknown)", colours), "var(--kit-unknown)");
});

test("words are broken into lines, and a word that is too long has its own", () => {
  const measure = (text) => text.length;
  assert.deepEqual(linesOf("ett två tre fyra", 8, measure), ["ett två", "tre fyra"]);
  assert.deepEqual(linesOf("informationssäkerhet är bra", 8, measure), ["informationssäkerhet", "är bra"]);
  assert.deepEqual(linesOf("  ", 8, measure), []);
});

const chart = (id, heights, mark = "bar") => ({ id, title: id, legend: [{ mark, text: mark }], large: heights.map((height) => ({ height })) });
const titles = (screens) => screens.map(({ pieces }) => pieces.map(({ chart: { id } }) => id).join("+"));

test("pictures share a screen while they fit and are read alike; none is left out", () => {
  const charts = [chart("a", [250]), chart("b", [250]), chart("c", [250]), chart("d", [100], "dot"), chart("e", [700, 300])];
  const screens = screensOf({ id: "competences", charts });
  assert.deepEqual(titles(screens), ["a+b", "c", "d", "e", "e"]);
  assert.equal(screens[0].units, 250 + 40 + 250);
  assert.deepEqual(screens.map(({ goals }) => goals.length), [0, 0, 0, 0, 0]);
});

test("goals stand beside the needs, and have a screen of their own when they are long", () => {
  const view = { id: "needs", charts: [chart("needs", [600, 500])] };
  const short = screensOf(view, ["Alla kan få hjälp."]);
  assert.deepEqual(short.map(({ goals }) => goals), [["Alla kan få hjälp."], ["Alla kan få hjälp."]]);
  const long = screensOf(view, ["å".repeat(200), "ä".repeat(200)]);
  assert.deepEqual(long.map(({ goals, pieces }) => [goals.length, pieces.length]), [[2, 0], [0, 1], [0, 1]]);
  assert.deepEqual(screensOf({ id: "areas", charts: view.charts }, ["x"])[0].goals, []);
});

test("a wall is never turned to a screen that is not there", () => {
  assert.deepEqual([-1, 0, 2, 9].map((wished) => within(wished, 3)), [0, 0, 2, 2]);
  assert.equal(within(5, 0), 0);
});

test("goals are told in the page's language", () => {
  const questionnaire = { goals: [{ id: "g1", label: { sv: "Alla", en: "Everybody" } }, { id: "g2", label: { sv: "Bara svenska" } }] };
  assert.deepEqual(goalsOf(questionnaire, "en"), ["Everybody", "Bara svenska"]);
  assert.deepEqual(goalsOf({}, "sv"), []);
});
