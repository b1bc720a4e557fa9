// @ts-check
/**
 * What lies in the browser of a person's contribution to a workshop, read without opening it: by
 * whoever asks whose things are here, and by whoever has to send the last of them.
 *
 * @typedef {import("./contribution.js").Kept} Kept
 * @typedef {import("./errands.js").Errand} Errand
 */

import { holdsAny } from "./contribution-record.js";
import { keptBeside } from "./draft-storage.js";

/** @param {string} key of the draft */
export const contributionKey = (key) => `${key}:contribution`;

/** Read what was kept; null when there is nothing, or it is broken. @param {string | null} text @returns {Kept | null} */
export function readKept(text) {
  try {
    const kept = JSON.parse(text ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isMap = (/** @type {any} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (/** @type {any} */ value) => typeof value === "string";

/** @param {any} kept */
function isKept(kept) {
  const { given, lines, until } = kept ?? {};
  return isMap(given) && isText(given.response_id) && Number.isInteger(given.seq) && isText(until) &&
    Array.isArray(given.ideas) && given.ideas.every((/** @type {any} */ idea) => isMap(idea) && isText(idea.id) && isText(idea.text)) &&
    isMap(given.points) && isMap(given.grid) && Object.values(given.grid).every(isMap) && Array.isArray(given.done) &&
    isMap(lines) && Object.values(lines).every((line) => isMap(line) && isText(line.text));
}

/** @param {Storage | null | undefined} storage @param {string} key of the draft @param {string} id of the response @returns {Kept | null} */
function keptOf(storage, key, id) {
  const kept = readKept(JSON.stringify(keptBeside(storage, contributionKey(key))));
  return kept?.given.response_id === id ? kept : null;
}

/** Say whether a response has given anything to the workshop on this device. @param {Storage | null | undefined} storage @param {string} key of the draft @param {string} id of the response */
export function hasContributed(storage, key, id) {
  const kept = keptOf(storage, key, id);
  return kept !== null && (holdsAny(kept.given) || Object.keys(kept.lines).length > 0);
}

/**
 * Return what has not been acknowledged of a contribution, as an errand; null when all of it has.
 * @param {Storage | null | undefined} storage @param {string} key of the draft
 * @param {{api: string, round: string, id: string, until: string}} about
 * @returns {Errand | null}
 */
export function contributionErrand(storage, key, { api, round, id, until }) {
  const kept = keptOf(storage, key, id);
  if (!kept) return null;
  const beside = keptBeside(storage, `${contributionKey(key)}:sent`);
  const { acked = null, sending = null } = beside?.response_id === id ? beside : {};
  if (!sending && kept.given.seq <= (acked?.seq ?? 0)) return null;
  const { response_id: _, ...copy } = sending ?? { ...kept.given, seq: (acked?.seq ?? 0) + 1 };
  return { api, round, key: id, part: "contribution", copy, until };
}
