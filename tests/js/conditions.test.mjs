// The same table that holds kit/conditions.py to its rules holds the browser's half.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { visible } from "../../kit/static/conditions.js";

const cases = JSON.parse(
  readFileSync(new URL("../cases/conditions.json", import.meta.url), "utf8"),
);

for (const { what, ast, answers, shown } of cases.shown) {
  test(`a condition shows its item or not: ${what}`, () => {
    const asked = { id: "asked", kind: "text", when: ast };
    const ids = visible([...cases.items, asked], answers, cases.scales);
    assert.equal(ids.includes("asked"), shown);
  });
}

for (const { what, items, answers, visible: expected } of cases.visible) {
  test(`hidden items count as unanswered: ${what}`, () => {
    assert.deepEqual(visible(items, answers, cases.scales), expected);
  });
}
