// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { livePart } from "../../kit/static/turns.js";

const WISH = { notebook: "01-sjalvskattning", query: "?round=abc" };
const PART = { config: { kernelId: "k", baseUrl: "/" }, cells: [] };

/** A server that gives these answers one after the other, and a clock that only writes down. @param {...any} answers */
function server(...answers) {
  /** @type {any[]} */
  const asked = [];
  /** @type {number[]} */
  const waits = [];
  /** @type {string[]} */
  const where = [];
  const fetch = async (/** @type {any} */ address, /** @type {any} */ { body }) => {
    where.push(address);
    asked.push(JSON.parse(body));
    const [status, content, headers] = answers.shift();
    if (status === 0) throw new TypeError("no net");
    return new Response(JSON.stringify(content ?? {}), { status, headers });
  };
  // The clock of a patience that is never used up stands still.
  const clock = {
    setTimeout: (/** @type {() => void} */ act, /** @type {number} */ after) => {
      if (after === 180_000) return;
      waits.push(after);
      queueMicrotask(act);
    },
    clearTimeout: () => undefined,
  };
  /** @type {any[]} */
  const news = [];
  const means = { fetch: /** @type {any} */ (fetch), clock, random: () => 0.5, hear: (/** @type {any} */ one) => void news.push(one) };
  return { asked, where, waits, news, part: () => livePart("/kit/live", WISH, means) };
}

test("a page that need not wait gets its live part at once", async () => {
  const { asked, waits, news, part } = server([200, PART]);
  assert.deepEqual(await part(), PART);
  assert.deepEqual([asked, waits, news], [[{ ...WISH, turn: null }], [], []]);
});

test("who waits keeps the turn, asks again as told and hears of the place", async () => {
  const { asked, waits, news, part } = server(
    [202, { turn: "t1", place: 14, again: 3.5 }], [202, { turn: "t1", place: 2, again: 0.5 }], [200, PART]);
  assert.deepEqual(await part(), PART);
  assert.deepEqual(asked.map(({ turn }) => turn), [null, "t1", "t1"]);
  assert.deepEqual(waits, [3_500, 500]);
  assert.deepEqual(news, [{ place: 14 }, { place: 2 }]);
});

test("a server that cannot be reached is asked again, ever more seldom", async () => {
  const failures = Array.from({ length: 7 }, () => [0]);
  const { waits, news, part } = server(...failures, [200, PART]);
  await part();
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  assert.deepEqual(news.at(-1), { unreached: 7 });
});

test("faults of the server pass, and it may say for how long", async () => {
  const { waits, part } = server([500], [503, {}, { "Retry-After": "30" }], [200, { failed: true }], [200, PART]);
  assert.deepEqual(await part(), PART);
  assert.deepEqual(waits, [1_000, 30_000, 4_000]);
});

test("what is not there is not asked for again", async () => {
  const { asked, part } = server([404, { code: "unknown" }]);
  await assert.rejects(part(), { status: 404 });
  assert.equal(asked.length, 1);
});

test("a turn is in the line of one process, and when that is gone, any of them gives another", async () => {
  const { asked, where, part } = server(
    [202, { turn: "t1", place: 9, again: 1, live: "/w2/kit/live" }], [404, {}], [202, { turn: "t2", place: 8, again: 1, live: "/w1/kit/live" }], [200, PART]);
  assert.deepEqual(await part(), PART);
  assert.deepEqual(where, ["/kit/live", "/w2/kit/live", "/kit/live", "/w1/kit/live"]);
  assert.deepEqual(asked.map(({ turn }) => turn), [null, "t1", null, "t2"]);
});
