// @ts-check
/**
 * The way to the collector: JSON there and back, and refusals as things that can be told.
 *
 * A participant's key goes in a header, an organiser's in a cookie that no script can read; neither
 * ever stands in an address.
 *
 * @typedef {{setTimeout: (act: () => void, after: number) => any, clearTimeout: (timer: any) => void}} Clock
 * @typedef {object} Options
 * @property {string | null} [round]  the round that `path` names
 * @property {string | null} [key]  the participant's response id
 * @property {() => string} [language]  the language that refusals are told in
 * @property {typeof fetch} [fetch]
 * @property {any} [EventSource]  null where there is none
 * @property {Clock} [clock]
 * @property {() => number} [random]  0 to 1
 * @property {number} [patience]  milliseconds before an answer counts as none
 */

/** How long an answer may take, in milliseconds. */
const PATIENCE = 20_000;
/** How often to ask where events do not arrive, in milliseconds, before the jitter. */
const POLL_EVERY = 4_000;
/** How long a new stream may be silent before it is helped by asking, in milliseconds. */
const SILENCE = 3_000;
/** How long to wait before a stream that was refused is tried again, in milliseconds. */
const REOPEN = 30_000;

/** What the collector refused. `status` 0 means that it was not reached at all. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {{code?: string, detail?: string, after?: number, problems?: {place: string}[]}} [problem]
   *   after: seconds to wait
   */
  constructor(status, { code = "", detail = "", after = 0, problems = [] } = {}) {
    super(detail || code || `status ${status}`);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.after = after;
    this.problems = problems;
  }

  /** Whether trying again may help: nothing arrived, too much at once, or a fault of the server's. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Spread a wait, so that a whole room does not come back in the same second. @param {number} wait @param {() => number} random */
export const spread = (wait, random) => wait * (0.5 + random());

export class Collector {
  /** @param {string} api  the address that all paths start from @param {Options} [options] */
  constructor(api, options = {}) {
    this.api = api.endsWith("/") ? api : `${api}/`;
    this.round = options.round ?? null;
    this.key = options.key ?? null;
    this.language = options.language ?? (() => document.documentElement.lang || "sv");
    this.fetch = options.fetch ?? ((/** @type {any} */ address, /** @type {any} */ wish) => fetch(address, wish));
    this.EventSource = options.EventSource !== undefined ? options.EventSource : /** @type {any} */ (globalThis).EventSource;
    this.clock = options.clock ?? { setTimeout: (act, after) => setTimeout(act, after), clearTimeout: (timer) => clearTimeout(timer) };
    this.random = options.random ?? Math.random;
    this.patience = options.patience ?? PATIENCE;
  }

  /** Return the path of something in this collector's own round: path("progress"). @param {string} [part] */
  path(part) {
    return `rounds/${this.round}${part ? `/${part}` : ""}`;
  }

  /** @param {string} path @returns {Promise<any>} */
  get(path) {
    return this.#ask("GET", path);
  }

  /** @param {string} path @param {any} body @param {{last?: boolean}} [how] last: the page is being left @returns {Promise<any>} */
  put(path, body, how) {
    return this.#ask("PUT", path, body, how);
  }

  /** @param {string} path @param {any} [body] @returns {Promise<any>} */
  post(path, body = {}) {
    return this.#ask("POST", path, body);
  }

  /** @param {string} path @returns {Promise<any>} */
  delete(path) {
    return this.#ask("DELETE", path);
  }

  /**
   * Hear of a round as it changes: by events, and by asking where events do not arrive.
   * @param {string} round
   * @param {(state: any) => void} listener
   * @param {(refusal: Refusal) => void} [failed] hears of each time that asking did not help
   * @returns {() => void} stops it
   */
  events(round, listener, failed = () => {}) {
    return listen(this, round, listener, failed);
  }

  /** @param {string} method @param {string} path @param {any} [body] @param {{last?: boolean}} [how] */
  async #ask(method, path, body, { last = false } = {}) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const late = new AbortController();
    const timer = this.clock.setTimeout(() => late.abort(), this.patience);
    try {
      const answer = await this.fetch(this.api + path, {
        method, ...sent, headers: this.#headers(body !== undefined || method === "DELETE"),
        credentials: "same-origin", cache: "no-store", redirect: "error", referrerPolicy: "same-origin",
        signal: late.signal, keepalive: last,
      });
      return await read(answer);
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal(0);
    } finally {
      this.clock.clearTimeout(timer);
    }
  }

  /** @param {boolean} changes @returns {Record<string, string>} */
  #headers(changes) {
    return {
      Accept: "application/json",
      "Accept-Language": this.language(),
      ...(changes && { "Content-Type": "application/json" }),
      ...(this.key && { "Kit-Response": this.key }),
    };
  }
}

/**
 * Return what an answer holds. An answer that is no JSON came from something else on the way, such
 * as a network that wants a login, and counts as none.
 * @param {Response} answer
 */
async function read(answer) {
  if (answer.status === 204) return null;
  const isJson = /\bjson\b/.test(answer.headers.get("Content-Type") ?? "");
  if (answer.ok && !isJson) throw new Refusal(0);
  const content = isJson ? await answer.json().catch(() => null) : null;
  if (answer.ok && content !== null) return content;
  if (answer.ok) throw new Refusal(0);
  const after = Number(answer.headers.get("Retry-After")) || 0;
  const { code, detail, problems } = content ?? {};
  throw new Refusal(answer.status, { code, detail, problems, after });
}

/**
 * @param {Collector} collector
 * @param {string} round
 * @param {(state: any) => void} listener
 * @param {(refusal: Refusal) => void} failed
 */
function listen(collector, round, listener, failed) {
  const { clock, random } = collector;
  let stopped = false;
  /** @type {any} */
  let stream = null;
  /** @type {any} */
  let asking = null;
  /** @type {any} */
  let opening = null;

  const hear = (/** @type {any} */ event) => {
    if (stopped) return;
    clock.clearTimeout(asking);
    asking = null;
    listener(JSON.parse(event.data));
  };
  const askSoon = (/** @type {number} */ wait) => {
    if (stopped || asking !== null) return;
    asking = clock.setTimeout(ask, spread(wait, random));
  };
  const ask = async () => {
    try {
      const [state, progress] = await Promise.all([
        collector.get(`rounds/${round}`), collector.get(`rounds/${round}/progress`),
      ]);
      if (!stopped && asking !== null) listener({ ...state, ...progress });
    } catch (refusal) {
      if (!stopped) failed(/** @type {Refusal} */ (refusal));
    }
    if (asking === null) return;
    asking = null;
    askSoon(POLL_EVERY);
  };
  const broken = () => {
    askSoon(POLL_EVERY / 4);
    if (stream?.readyState !== 2 || stopped) return;
    stream.close();
    clock.clearTimeout(opening);
    opening = clock.setTimeout(open, spread(REOPEN, random));
  };
  const open = () => {
    if (stopped || !collector.EventSource) return;
    stream = new collector.EventSource(`${collector.api}rounds/${round}/events`);
    stream.addEventListener("state", hear);
    stream.addEventListener("error", broken);
  };
  open();
  askSoon(collector.EventSource ? SILENCE : 0);
  return () => {
    stopped = true;
    stream?.close();
    for (const timer of [asking, opening]) clock.clearTimeout(timer);
  };
}
