// @ts-check
/**
 * What a participant's file holds, and how two copies of one person's file become one. Pure.
 *
 * @typedef {import("./participant.js").ParticipantFile} ParticipantFile
 * @typedef {import("./participant.js").Response} Response
 * @typedef {import("./participant.js").Note} Note
 */

/** @param {object} value */
const filled = (value) => Object.keys(value).length > 0;

/**
 * Say whether a person has given anything in this response.
 * @param {Response} response
 */
export function hasGiven(response) {
  return filled(response.answers) || filled(response.background) || response.role !== null || response.status === "finished";
}

/**
 * Say whether a file holds anything that somebody would miss.
 * @param {ParticipantFile} file
 */
export function holdsAnything(file) {
  const own = file.notes.length + file.steps.length + file.chosen.length;
  return own > 0 || file.responses.some(hasGiven);
}

/**
 * Drop responses that were opened but never used, except the one to keep.
 * @param {ParticipantFile} file
 * @param {string} [keep] a response id
 * @returns {ParticipantFile}
 */
export function withoutBlanks(file, keep) {
  const tied = new Set([keep, ...[...file.notes, ...file.chosen, ...file.steps].map((own) => own.response_id)]);
  return { ...file, responses: file.responses.filter((response) => hasGiven(response) || tied.has(response.response_id)) };
}

/**
 * Return the responses to one questionnaire, any version, oldest first.
 * @param {ParticipantFile} file
 * @param {string} questionnaire its id
 */
export function responsesTo(file, questionnaire) {
  return file.responses.filter((response) => response.questionnaire.id === questionnaire);
}

/**
 * Say how an opened file stands to what is here: nothing here, the same person, or perhaps somebody else.
 * @param {ParticipantFile} here
 * @param {ParticipantFile} opened
 * @returns {"nothing here" | "same person" | "other key"}
 */
export function meeting(here, opened) {
  if (here.person_key === opened.person_key) return "same person";
  return holdsAnything(here) ? "other key" : "nothing here";
}

/**
 * Join two copies of one person's file. Nobody's text or answers are dropped:
 * a response with the higher seq wins, a note of the later day wins, and two different notes of one day are both kept.
 * The opened file's person_key is kept, as it is the older one; the caller has asked whether both are one person's.
 * @param {ParticipantFile} here
 * @param {ParticipantFile} opened
 * @returns {ParticipantFile}
 */
export function merge(here, opened) {
  const responses = joined(opened.responses, here.responses, (one) => one.response_id, laterResponse);
  return {
    ...opened,
    ...here,
    person_key: opened.person_key,
    saved: here.saved > opened.saved ? here.saved : opened.saved,
    responses: responses.sort((one, other) => compare(one.day, other.day)),
    notes: joined(opened.notes, here.notes, (one) => `${one.response_id} ${one.id}`, laterNote),
    chosen: joined(opened.chosen, here.chosen, (one) => one.response_id, (then, now) => ({ ...then, ...now })),
    steps: joined(opened.steps, here.steps, (one) => one.id, (then, now) => ({ ...then, ...now, done: then.done || now.done })),
  };
}

/** @param {string} one @param {string} other */
const compare = (one, other) => (one < other ? -1 : Number(one > other));

/**
 * @template Entry
 * @param {Entry[]} opened
 * @param {Entry[]} here
 * @param {(entry: Entry) => string} key
 * @param {(then: Entry, now: Entry) => Entry} choose
 * @returns {Entry[]}
 */
function joined(opened, here, key, choose) {
  const found = new Map();
  for (const entry of [...opened, ...here]) {
    found.set(key(entry), found.has(key(entry)) ? choose(found.get(key(entry)), entry) : entry);
  }
  return [...found.values()];
}

/** @param {Response} opened @param {Response} here */
function laterResponse(opened, here) {
  const rank = (/** @type {Response} */ one) => [one.seq, one.status === "finished" ? 1 : 0];
  const [[seq, done], [ownSeq, ownDone]] = [rank(opened), rank(here)];
  const openedWins = seq > ownSeq || (seq === ownSeq && done > ownDone);
  return openedWins ? { ...here, ...opened } : { ...opened, ...here };
}

/** @param {Note} opened @param {Note} here */
function laterNote(opened, here) {
  if (opened.day !== here.day) return opened.day > here.day ? { ...here, ...opened } : { ...opened, ...here };
  if (here.text.includes(opened.text)) return { ...opened, ...here };
  if (opened.text.includes(here.text)) return { ...here, ...opened };
  return { ...opened, ...here, text: `${here.text}\n\n${opened.text}` };
}
