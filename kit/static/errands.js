// @ts-check
/**
 * What is still to be done at the collector for answers that are no longer on this device: delete
 * them, or bring the last of them. An errand is kept until it is done, also over a reload.
 *
 * @typedef {{api: string, round: string, key: string, copy: any, until: string, part?: "contribution"}} Errand
 *   copy: what to bring, a response or, where `part` says so, a contribution; null to delete
 * @typedef {(errand: Errand) => import("./collector.js").Collector} Reach
 */

import { Refusal } from "./collector.js";
import { keepBeside, keptBeside } from "./draft-storage.js";

// A key of its own for each, so that two tabs never write over each other's errands.
const KEY = "kit:draft:errand:";

/** @param {Storage | null} storage @returns {Errand[]} */
export function errands(storage) {
  try {
    const names = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? "");
    return names.filter((name) => name.startsWith(KEY)).map((name) => keptBeside(storage, name)).filter(Boolean);
  } catch {
    return [];
  }
}

/** @param {Errand} errand */
const nameOf = ({ key, part }) => KEY + key + (part ? `:${part}` : "");

/** Remember an errand; says whether the browser could keep it. @param {Storage | null} storage @param {Errand} errand */
export function remember(storage, errand) {
  return keepBeside(storage, nameOf(errand), errand);
}

/** @param {Storage | null} storage @param {Errand} errand */
function forget(storage, errand) {
  try {
    storage?.removeItem(nameOf(errand));
  } catch {
    // What cannot be reached cannot be kept either.
  }
}

/**
 * Do one errand; returns the collector's answer. Throws its refusal when it must be tried again.
 * @param {Storage | null} storage
 * @param {Errand} errand
 * @param {Reach} reach
 */
export async function run(storage, errand, reach) {
  const collector = reach(errand);
  try {
    const told = errand.copy
      ? await collector.put(collector.path(errand.part ?? "response"), errand.copy)
      : await collector.delete(collector.path("response"));
    forget(storage, errand);
    return told;
  } catch (error) {
    if (error instanceof Refusal && error.passing) throw error;
    // What is not there any more, or may not be changed any more, needs no further attempt.
    if (errand.copy || (error instanceof Refusal && error.status === 404)) forget(storage, errand);
    else throw error;
    return null;
  }
}

/**
 * Do all errands that can be done now.
 * @param {Storage | null} storage
 * @param {Reach} reach
 * @returns {Promise<string[][]>} for each deletion that was done, the days of backups that may still hold it
 */
export async function runAll(storage, reach) {
  const deleted = [];
  for (const errand of errands(storage)) {
    try {
      const told = await run(storage, errand, reach);
      if (!errand.copy) deleted.push(told?.backups ?? []);
    } catch {
      // It is tried again when the page is looked at, or when the net is back.
    }
  }
  return deleted;
}
