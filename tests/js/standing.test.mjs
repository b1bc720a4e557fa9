// @ts-check
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { page, same, stand, standingFor } from "../../kit/static/standing.js";
import { commsOf } from "../../kit/static/widget-views.js";

const STATE = {
  questionnaire: { id: "puls-10", version: "1", hash: "a" }, round: null, keep: true,
  words: { sv: { Next: "Nästa" } }, language: "sv",
};

/** A window that only counts how often it was drawn anew. */
function module_() {
  const drawn = /** @type {any[]} */ ([]);
  const mount = (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ callbacks) => {
    module.callbacks = callbacks;
    return { update: (/** @type {any} */ state) => void drawn.push(state), destroy: () => undefined };
  };
  const module = { drawn, mount, callbacks: /** @type {any} */ (null) };
  return module;
}

/** @param {number} cell @returns {any} */
const rootIn = (cell) => ({ closest: () => ({ dataset: { cell: String(cell) } }) });

beforeEach(() => {
  page.windows.length = 0;
  page.live = null;
});

test("the same questionnaire from the kernel changes nothing of what stands", () => {
  const form = module_();
  const window_ = stand("form", form, rootIn(2), STATE);
  const fuller = { ...STATE, language: "en", words: { sv: { Next: "Nästa", Back: "Tillbaka" }, en: {} } };
  window_.take(fuller);
  assert.deepEqual(form.drawn, []);
});

test("another questionnaire from the kernel takes the drawn one's place", () => {
  const form = module_();
  const changed = { ...STATE, questionnaire: { ...STATE.questionnaire, hash: "b" } };
  stand("form", form, rootIn(2), STATE).take(changed);
  assert.deepEqual(form.drawn, [changed]);
});

test("a widget finds the window on its own draft first, and none that is taken", () => {
  const other = { ...STATE, questionnaire: { ...STATE.questionnaire, id: "digcomp-21" } };
  const [one, two] = [stand("form", module_(), rootIn(2), STATE), stand("form", module_(), rootIn(3), other)];
  assert.equal(standingFor("form", other), two);
  assert.equal(standingFor("profile", STATE), undefined);
  two.isAdopted = true;
  assert.equal(standingFor("form", other), one);
});

test("where somebody looks after the kernel, the windows ask for no sign of life themselves", () => {
  const [own, looked] = [module_(), module_()];
  stand("form", own, rootIn(2), STATE);
  page.live = { needed: () => undefined, trouble: () => undefined, told: () => undefined };
  stand("form", looked, rootIn(2), STATE);
  assert.equal(typeof own.callbacks.alive, "function");
  assert.equal(looked.callbacks.alive, undefined);
});

test("a window that is closed is found no more", () => {
  stand("form", module_(), rootIn(2), STATE).close();
  assert.equal(standingFor("form", STATE), undefined);
});

test("values are compared whatever the order of their keys", () => {
  assert.equal(same({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] }), true);
  for (const [one, other] of [[{ a: 1 }, { a: 2 }], [[1], { 0: 1 }], [{ a: 1 }, { a: 1, b: 2 }], [null, {}], [1, "1"]]) {
    assert.equal(same(one, other), false);
  }
});

test("windows are paired with a new kernel's widgets by cell and order", () => {
  const view = (/** @type {string} */ id) => ({ output_type: "display_data", data: { "application/vnd.jupyter.widget-view+json": { model_id: id } } });
  const [form, profile] = [{ root: rootIn(2) }, { root: rootIn(3) }];
  const cells = [
    { index: 2, outputs: [view("w1")] }, { index: 3, outputs: [{ output_type: "html", html: "<p>" }, view("w2")] },
    { index: 5, outputs: [view("w3")] },
  ];
  const { comms, others } = commsOf(cells, [form, profile]);
  assert.deepEqual([...comms.values()], ["w1", "w2"]);
  assert.equal(comms.get(profile), "w2");
  assert.equal(others, 1);
});
