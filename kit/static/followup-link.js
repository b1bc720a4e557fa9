// @ts-check
/**
 * Whether a person's answers of last time are here, and whether they are linked with today's. Pure,
 * but for reading what lies in the browser.
 *
 * A link is the response id that the same person had in the round before, told with today's answers
 * when the person has said yes; nothing else ties the two together.
 *
 * @typedef {import("./participant.js").Response} Response
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {{id: string, name: string, created: string}} Follows  the round before
 * @typedef {{kind: "linked" | "offer", response: Response | null} | {kind: "found", response: Response, file: ParticipantFile} |
 *   {kind: "other", response: Response} | {kind: "none"}} Link
 *   offer: they are among the person's own; found: they lie in this browser, and may be anybody's;
 *   other: there are earlier answers, but not of the round before
 */

import { draftKey } from "./draft.js";
import { loadDraft } from "./draft-storage.js";
import { hasGiven, responsesTo } from "./participant-merge.js";

/**
 * Say how things stand.
 * @param {{file: ParticipantFile, current: Response, follows: Follows | null, questionnaire: {id: string}, storage: Storage | null}} here
 * @returns {Link}
 */
export function linkOf({ file, current, follows, questionnaire, storage }) {
  const own = responsesTo(file, questionnaire.id).filter((one) => one.response_id !== current.response_id && hasGiven(one));
  const linked = earlierOf(current);
  if (linked) return { kind: "linked", response: own.find((one) => one.response_id === linked) ?? null };
  const before = follows && own.findLast((one) => one.round === follows.id);
  if (before) return { kind: "offer", response: before };
  const left = follows && leftHere(storage, follows, questionnaire);
  if (left) return left;
  const last = own.findLast((one) => one.status === "finished");
  return last ? { kind: "other", response: last } : { kind: "none" };
}

/** The id that a response is linked with. @param {any} response @returns {string | null} */
export const earlierOf = (response) => response.earlier ?? null;

/** What the round before has left in this browser. @param {Storage | null} storage @param {Follows} follows @param {{id: string}} questionnaire @returns {Link | null} */
function leftHere(storage, follows, { id }) {
  const draft = loadDraft(read(storage, draftKey({ id, version: "" }, follows)));
  const found = draft?.file.responses.findLast((one) => one.round === follows.id && one.questionnaire.id === id && hasGiven(one));
  return draft && found ? { kind: "found", response: found, file: draft.file } : null;
}

/** @param {Storage | null} storage @param {string} key */
function read(storage, key) {
  try {
    return storage?.getItem(key) ?? "";
  } catch {
    return "";
  }
}
