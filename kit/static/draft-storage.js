// @ts-check
/**
 * Where drafts lie in the browser: days, loading, and clearing away what has had its time.
 *
 * @typedef {import("./draft.js").Draft} Draft
 */

import { shapeProblem } from "./participant-shape.js";

export const DAYS_KEPT = 30;
/** What lies beside a draft, under its key, and goes with it. */
export const BESIDE = ["", ":broken", ":suggested", ":sent", ":mine", ":contribution", ":contribution:sent", ":contribution:broken"];
const PREFIX = "kit:draft:";

/** Return a date's day where the person is, as YYYY-MM-DD. @param {Date} date */
export function day(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Return the day that many days later. @param {Date} date @param {number} days */
export function dayAfter(date, days) {
  const later = new Date(date);
  later.setDate(later.getDate() + days);
  return day(later);
}

/** Return the browser's storage, or null where it is switched off. @param {any} browser @returns {Storage | null} */
export function storageOf(browser) {
  try {
    return browser.localStorage ?? null;
  } catch {
    return null;
  }
}

/**
 * Read a stored draft; null when it is broken.
 * @param {string} text
 * @returns {Draft | null}
 */
export function loadDraft(text) {
  try {
    const draft = JSON.parse(text);
    return isDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

/** @param {any} draft */
function isDraft(draft) {
  const isText = (/** @type {any} */ value) => typeof value === "string";
  return (
    shapeProblem(draft.file) === null &&
    ["current", "language", "changed", "until"].every((key) => isText(draft[key])) &&
    (draft.page === null || isText(draft.page)) &&
    Array.isArray(draft.asked) &&
    draft.file.responses.some((/** @type {any} */ response) => response.response_id === draft.current)
  );
}

/**
 * Keep something beside a draft, for as long as the draft itself; says whether it could be kept.
 * @param {Storage | null | undefined} storage
 * @param {string} key
 * @param {{until: string} & Record<string, unknown>} content
 */
export function keepBeside(storage, key, content) {
  try {
    storage?.setItem(key, JSON.stringify(content));
    return Boolean(storage);
  } catch {
    // What lies beside can be missed; a full storage must not stop the person.
    return false;
  }
}

/**
 * Return what is kept beside a draft, or null.
 * @param {Storage | null | undefined} storage
 * @param {string} key
 * @returns {any}
 */
export function keptBeside(storage, key) {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** What a browser remembers of a code: the response that it joined with. @param {string} code */
export const joinKey = (code) => `${PREFIX}join:${code}`;

/**
 * Forget by which code a response has joined, so that the next person at the device does not get it.
 * @param {Storage | null | undefined} storage
 * @param {string} id
 */
export function forgetJoining(storage, id) {
  for (const key of keysOf(storage).filter((name) => name.startsWith(joinKey("")))) {
    if (keptBeside(storage, key)?.response_id === id) storage?.removeItem(key);
  }
}

/** @param {Storage | null | undefined} storage */
const keysOf = (storage) => Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? "");

/**
 * Delete all drafts that have had their time; say whether the browser lets us keep anything.
 * @param {Storage | null | undefined} storage
 * @param {string} today
 */
export function sweep(storage, today) {
  try {
    if (!storage) return false;
    for (const key of keysOf(storage).filter((name) => name.startsWith(PREFIX))) {
      if (untilOf(storage.getItem(key)) < today) storage.removeItem(key);
    }
    storage.setItem(`${PREFIX}probe`, "");
    storage.removeItem(`${PREFIX}probe`);
    return true;
  } catch {
    return false;
  }
}

/** @param {string | null} text @returns {string} the last day, or one that never comes when it cannot be read */
function untilOf(text) {
  try {
    return String(JSON.parse(text ?? "").until ?? "9999");
  } catch {
    return "9999";
  }
}
