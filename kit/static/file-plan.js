// @ts-check
/**
 * What to do with a file that somebody opens, and what to write into the one they take home. Pure.
 *
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {import("./participant.js").Identity} Identity
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {"show" | "anew" | "continue"} How
 * @typedef {{kind: "empty"} | {kind: "other questionnaire", ids: string[]} | {kind: "other key"} |
 *   {kind: "ask"}} Plan
 */

import { hasGiven, meeting, merge, responsesTo, withoutBlanks } from "./participant-merge.js";

/**
 * Decide what an opened file means for what is here.
 * @param {ParticipantFile} here
 * @param {ParticipantFile} opened
 * @param {{id: string}} questionnaire
 * @returns {Plan}
 */
export function planFor(here, opened, questionnaire) {
  const used = withoutBlanks(opened).responses;
  if (used.length === 0) return { kind: "empty" };
  if (responsesTo(opened, questionnaire.id).length === 0) {
    return { kind: "other questionnaire", ids: [...new Set(used.map((one) => one.questionnaire.id))] };
  }
  return meeting(here, opened) === "other key" ? { kind: "other key" } : { kind: "ask" };
}

/**
 * Return the file as it would be here after opening it.
 * @param {ParticipantFile} here
 * @param {ParticipantFile} opened
 * @param {boolean} isMine both are the same person's, even if their keys differ
 */
export function together(here, opened, isMine) {
  const same = isMine || meeting(here, opened) === "same person";
  return withoutBlanks(same ? merge(here, opened) : opened);
}

/**
 * Return the ways to go on with a file, the most likely first.
 * @param {ParticipantFile} file
 * @param {{id: string}} questionnaire
 * @returns {How[]}
 */
export function waysOn(file, questionnaire) {
  const responses = responsesTo(file, questionnaire.id).filter(hasGiven);
  const isAny = (/** @type {string} */ status) => responses.some((response) => response.status === status);
  /** @type {How[]} */
  const ways = isAny("started") ? ["continue"] : [];
  return isAny("finished") ? [...ways, "show", "anew"] : [...ways, ...(ways.length ? [] : /** @type {How[]} */ (["anew"]))];
}

/**
 * Say what a file holds: the times that somebody answered, and how much they wrote.
 * @param {ParticipantFile} file
 */
export function holdings(file) {
  const times = file.responses.filter(hasGiven).map(({ questionnaire, day, status }) => ({
    questionnaire: questionnaire.id, day, status,
  }));
  return { times, notes: file.notes.length, steps: file.steps.length };
}

/**
 * Return the file to take home.
 * @param {Draft} draft
 * @param {string} today
 * @returns {ParticipantFile}
 */
export const fileToKeep = (draft, today) => ({ ...withoutBlanks(draft.file), saved: today });

/**
 * Name a file so that it is found again: what it is, which questionnaire, which day.
 * @param {string} what
 * @param {{id: string}} questionnaire
 * @param {string} today
 * @param {"json" | "html"} ending
 */
export const fileName = (what, { id }, today, ending) => `${what}-${id}-${today}.${ending}`;
