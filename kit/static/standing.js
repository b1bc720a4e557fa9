// @ts-check
/**
 * The windows that stand in a page, each with its line to a kernel.
 *
 * Under the kit's own server a window stands before there is any kernel, and goes on standing when
 * the kernel ends; a kernel's model is tied to the window where it is.
 *
 * @typedef {{update: (state: any) => void, destroy: () => void}} Mounted
 * @typedef {{mount: (root: HTMLElement, state: any, callbacks: any) => Mounted}} Module
 * @typedef {object} Live  what looks after the page's kernel, where anybody does
 * @property {() => void} needed  somebody waits for an answer and no kernel is there
 * @property {() => void} trouble  the kernel may be gone
 * @property {() => void} adopted  a widget of the notebook has come to its window
 * @property {(message: import("./wire.js").Message) => void} told  the kernel says something unasked
 * @typedef {object} Standing
 * @property {string} kind
 * @property {HTMLElement} root
 * @property {any} state
 * @property {Line} line
 * @property {boolean} isAdopted  a widget of the notebook shows itself here
 * @property {(state: any) => void} take  draws anew, if the state says anything new
 * @property {() => void} close
 */

import { Line } from "./line.js";
import { connect } from "./wire.js";

// A page may load this file under two addresses; its windows must still know of each other.
/** @type {{windows: Standing[], live: Live | null}} */
export const page = (/** @type {any} */ (globalThis)[Symbol.for("kit.page")] ??= { windows: [], live: null });

/**
 * Let a window stand in `root`.
 * @param {string} kind
 * @param {Module} module
 * @param {HTMLElement} root
 * @param {any} state
 * @param {object} [more]  what else the window should be told
 * @returns {Standing}
 */
export function stand(kind, module, root, state, more = {}) {
  const line = new Line(() => page.live?.needed());
  /** @type {Standing} */
  const window_ = { kind, root, state, line, isAdopted: false, take, close };
  const mounted = module.mount(root, state, { ...callbacks(line, show), ...more });
  page.windows.push(window_);

  /** @param {any} next */
  function take(next) {
    // A kernel that knows what the page has drawn need not say it again.
    if (!next?.words) return;
    const isNews = !same(drawnFrom(window_.state), drawnFrom(next));
    window_.state = next;
    if (isNews) mounted.update(next);
  }
  /** @param {object} profile */
  function show(profile) {
    mounted.update({ ...window_.state, profile });
    return profile;
  }
  function close() {
    page.windows.splice(page.windows.indexOf(window_), 1);
    line.cut();
    mounted.destroy();
  }
  return window_;
}

/** Ask, and see meanwhile whether anybody is there to answer. @param {Line} line @param {import("./wire.js").Kind} type @param {object} request */
function asking(line, type, request) {
  page.live?.trouble();
  return line.request(type, { request });
}

/** @param {Line} line @param {(profile: object) => object} show */
function callbacks(line, show) {
  return {
    /** Ask the kernel for anything it knows. @param {import("./wire.js").Kind} type @param {object} request */
    request: (type, request) => asking(line, type, request),
    /** @param {object} request */
    ask: (request) => asking(line, "ask", request).then(show),
    /** @param {object} response */
    change: (response) => line.tell("change", { response }),
    /** @param {object} response */
    finish: (response) => line.tell("finish", { response }),
    // Whoever looks after the page's kernel tells of it once, for all windows.
    ...(!page.live && { alive: () => line.ping() }),
  };
}

/**
 * Tie a window to its widget in a kernel, and draw it anew when that says anything new.
 * @param {Standing} window_
 * @param {import("./wire.js").Model} model
 * @returns {() => void} lets go of it
 */
export function tie(window_, model) {
  const look = () => window_.take(model.get("state"));
  window_.line.tie(connect(model, (message) => page.live?.told(message)));
  model.on("change:state", look);
  return () => model.off("change:state", look);
}

/**
 * Find the window that stands in the page for a kernel's widget: on the same draft, if there is one.
 * @param {string} kind
 * @param {any} state
 * @returns {Standing | undefined}
 */
export function standingFor(kind, state) {
  const free = page.windows.filter((one) => one.kind === kind && !one.isAdopted);
  return free.find((one) => same(subject(one.state), subject(state))) ?? free[0];
}

/** @param {any} state */
const subject = ({ questionnaire, round }) => [questionnaire?.id, questionnaire?.version, round?.id ?? null];

/**
 * What a window is drawn from. The language is but the one to begin with, and of the words a page
 * brings those that it needs.
 * @param {any} state
 */
const drawnFrom = ({ words: _, language: __, ...state }) => ({ ...state, round: state.round ?? null });

/** Whether two values of JSON say the same, whatever the order of their keys. @param {any} one @param {any} other @returns {boolean} */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length && names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]));
}
