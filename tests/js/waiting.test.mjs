// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { isWorthTelling } from "../../kit/static/waiting.js";

test("of the places in a long line, few are read out", () => {
  let told = /** @type {number | null} */ (null);
  const spoken = [];
  for (let place = 100; place > 0; place -= 1) {
    if (!isWorthTelling(told, place)) continue;
    told = place;
    spoken.push(place);
  }
  assert.deepEqual(spoken, [100, 50, 25, 12, 6, 3, 1]);
});

test("a place further back is told", () => {
  assert.equal(isWorthTelling(3, 9), true);
});
