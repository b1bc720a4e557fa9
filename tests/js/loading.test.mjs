// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "../../kit/static/loading.js";

/**
 * A page that answers only whether something is in it.
 * @param {string[]} there selectors that find something
 * @returns {any}
 */
const page = (...there) => ({
  querySelector: (/** @type {string} */ wanted) =>
    there.some((selector) => wanted.includes(selector)) ? {} : null,
});

const [WAITING, PLACE, ALIVE] = ["script[", "jp-OutputArea-output", ":not(:empty)"];

test("a page still loads while a window waits for its scripts", () => {
  assert.equal(drawn(page(WAITING)), false);
  assert.equal(drawn(page(WAITING, PLACE, ALIVE)), false);
});

test("a page still loads while none of its windows has come to life", () => {
  assert.equal(drawn({ querySelector: (/** @type {string} */ wanted) =>
    wanted.includes(PLACE) && !wanted.includes(ALIVE) ? {} : null }), false);
});

test("a page has arrived when a window shows something", () => {
  assert.equal(drawn(page(PLACE, ALIVE)), true);
});

test("a page without windows has arrived as it is", () => {
  assert.equal(drawn(page()), true);
});
