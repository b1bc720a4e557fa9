// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { Line } from "../../kit/static/line.js";

/** A wire whose kernel answers when the test says so. */
function wire() {
  /** @type {{type: string, content: any, answer: (value: any) => void, fail: () => void}[]} */
  const heard = [];
  return {
    heard,
    closed: false,
    close() { this.closed = true; },
    /** @param {string} type @param {any} content */
    request: (type, content) => new Promise((answer, reject) => heard.push({ type, content, answer, fail: () => reject(new Error("silent")) })),
  };
}

/** @param {ReturnType<typeof wire>} of */
const said = (of) => of.heard.map(({ type, content }) => [type, content]);

test("what is asked while nobody is there is answered by the kernel that comes", async () => {
  let needed = 0;
  const line = new Line(() => void (needed += 1));
  const asked = line.request("ask", { request: 1 });
  assert.equal(needed, 1);
  const first = wire();
  line.tie(/** @type {any} */ (first));
  first.heard[0].answer("one");
  assert.equal(await asked, "one");
  assert.equal(line.isWaitedFor, false);
});

test("what a kernel left unanswered when it went, the next one is asked", async () => {
  const line = new Line();
  const [first, second] = [wire(), wire()];
  line.tie(/** @type {any} */ (first));
  const asked = line.request("ask", { request: 1 });
  line.cut();
  assert.equal(first.closed, true);
  first.heard[0].fail();
  line.tie(/** @type {any} */ (second));
  second.heard[0].answer("one");
  assert.equal(await asked, "one");
});

test("a kernel that is there and does not answer is told", async () => {
  const line = new Line();
  const only = wire();
  line.tie(/** @type {any} */ (only));
  const asked = line.request("ask", {});
  only.heard[0].fail();
  await assert.rejects(asked, /silent/);
  assert.equal(line.isWaitedFor, false);
});

test("of what the kernel has not heard, the last alone is told", async () => {
  const line = new Line();
  await line.tell("change", { response: 1 });
  await line.tell("finish", { response: 2 });
  const [first, second] = [wire(), wire()];
  line.tie(/** @type {any} */ (first));
  assert.deepEqual(said(first), [["finish", { response: 2 }]]);
  first.heard[0].answer({});
  await new Promise((resolve) => setImmediate(resolve));
  line.tie(/** @type {any} */ (second));
  assert.deepEqual(said(second), []);
});

test("what a kernel did not confirm, the next one hears", async () => {
  const line = new Line();
  const [first, second] = [wire(), wire()];
  line.tie(/** @type {any} */ (first));
  line.tell("change", { response: 1 }).catch(() => undefined);
  line.tie(/** @type {any} */ (second));
  assert.deepEqual(said(second), [["change", { response: 1 }]]);
});

test("a line without a kernel does not answer a ping", async () => {
  const line = new Line();
  assert.equal(await line.ping(), false);
  const only = wire();
  line.tie(/** @type {any} */ (only));
  const pinged = line.ping();
  only.heard[0].answer({});
  assert.equal(await pinged, true);
});

test("where nobody would notice, nothing is told; a kernel where somebody does hears the last", async () => {
  const line = new Line();
  const [first, second] = [wire(), wire()];
  line.tie(/** @type {any} */ (first));
  line.isHeard = false;
  await line.tell("change", { response: 1 });
  assert.deepEqual(said(first), []);
  line.isHeard = true;
  line.tie(/** @type {any} */ (second));
  assert.deepEqual(said(second), [["change", { response: 1 }]]);
});
