// @ts-check
/**
 * A draft before anything is given in it, and what two copies of one say of each other. Pure.
 *
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./participant.js").Response} Response
 */

import { FORMAT, VERSION } from "./participant.js";

/**
 * Return a response in which nothing is given.
 * @param {{id: string, round: string | null, identity: import("./participant.js").Identity, language: string, day: string}} about
 * @returns {Response}
 */
export function blankResponse({ id, round, identity, language, day }) {
  return {
    response_id: id, round, seq: 0, questionnaire: identity, language,
    role: null, background: {}, answers: {}, day, status: "started",
  };
}

/**
 * Return a draft without any response; the first one to be added becomes current.
 * @param {{person: string, day: string, until: string, language: string}} about
 * @returns {Draft}
 */
export function emptyDraft({ person, day, until, language }) {
  /** @type {import("./participant.js").ParticipantFile} */
  const file = {
    format: FORMAT, format_version: VERSION, person_key: person, saved: day,
    responses: [], notes: [], chosen: [], steps: [],
  };
  return { file, current: "", page: null, asked: [], language, changed: day, until };
}

/** Return the response that is being answered or shown. @param {Draft} draft @returns {Response} */
export function currentOf(draft) {
  const found = draft.file.responses.find((response) => response.response_id === draft.current);
  return /** @type {Response} */ (found);
}

/** Say whether one copy of a response is older than the other. @param {Draft} theirs @param {Draft} ours */
export function olderThan(theirs, ours) {
  return theirs.current === ours.current && currentOf(theirs).seq < currentOf(ours).seq;
}
