// @ts-check
/**
 * Ask the server for the live part of a page: a kernel and what the notebook's cells show. When
 * many ask at once there is a line, in which nobody is refused.
 *
 * @typedef {{output_type: string, data?: Record<string, any>, html?: string}} Output
 * @typedef {{index: number, outputs: Output[]}} Cell
 * @typedef {{config: {kernelId: string, baseUrl: string} & Record<string, any>, cells: Cell[]}} LivePart
 * @typedef {{notebook: string, query: string, drawn?: string}} Wish  drawn: the hash of the questionnaire that the page shows
 * @typedef {{place: number} | {unreached: number}} News  unreached: how many times in a row
 * @typedef {object} Means
 * @property {typeof fetch} [fetch]
 * @property {import("./collector.js").Clock} [clock]
 * @property {() => number} [random]  0 to 1
 * @property {(news: News) => void} [hear]
 */

import { Refusal, spread } from "./collector.js";

/** The first and the longest wait after a failure, in milliseconds, before the jitter. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;
/** How long an answer may take: a kernel starts and runs the cells meanwhile, in milliseconds. */
const PATIENCE = 180_000;

const CLOCK = {
  setTimeout: (/** @type {() => void} */ act, /** @type {number} */ after) => setTimeout(act, after),
  clearTimeout: (/** @type {any} */ timer) => clearTimeout(timer),
};

/**
 * Ask until the live part is there; throws a Refusal when asking again would not help.
 * @param {string} address
 * @param {Wish} wish
 * @param {Means} [means]
 * @returns {Promise<LivePart>}
 */
export async function livePart(address, wish, { fetch: get = fetch, clock = CLOCK, random = Math.random, hear = () => undefined } = {}) {
  const rest = (/** @type {number} */ after) => new Promise((resolve) => clock.setTimeout(() => resolve(null), after));
  /** @type {string | null} */
  let turn = null;
  // The line that a page stands in may be that of one of several processes.
  let line = address;
  let failures = 0;
  for (;;) {
    try {
      const answer = await asked(line, { ...wish, turn }, get, clock);
      failures = 0;
      if ("config" in answer) return answer;
      [turn, line] = [answer.turn, answer.live ?? address];
      hear({ place: answer.place });
      await rest(answer.again * 1_000);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(0);
      if (!refusal.passing && line === address) throw refusal;
      // Where that process is gone, any of them gives a new turn.
      if (line !== address) [turn, line] = [null, address];
      hear({ unreached: (failures += 1) });
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
      await rest(Math.max(spread(wait, random), refusal.after * 1_000));
    }
  }
}

/**
 * @param {string} address
 * @param {Wish & {turn: string | null}} wish
 * @param {typeof fetch} get
 * @param {import("./collector.js").Clock} clock
 * @returns {Promise<LivePart | {turn: string, place: number, again: number, live?: string}>}
 */
async function asked(address, wish, get, clock) {
  const late = new AbortController();
  const timer = clock.setTimeout(() => late.abort(), PATIENCE);
  try {
    const answer = await get(address, {
      method: "POST", body: JSON.stringify(wish), headers: { "Content-Type": "application/json", Accept: "application/json" },
      credentials: "same-origin", cache: "no-store", redirect: "error", signal: late.signal,
    });
    if (!answer.ok) throw new Refusal(answer.status, { after: Number(answer.headers.get("Retry-After")) || 0 });
    const told = await answer.json();
    // The head was sent before the notebook turned out to fail.
    if (told.failed) throw new Refusal(500);
    return told;
  } finally {
    clock.clearTimeout(timer);
  }
}
