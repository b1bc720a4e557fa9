// @ts-check
/**
 * What a person writes and chooses for themselves, in the draft. Pure: each function changes the draft it is given.
 *
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./participant.js").Note} Note
 * @typedef {import("./participant.js").Step} Step
 */

export const MOST_CHOSEN = 3;

/** @param {Draft} draft @param {string} prompt */
const noteOn = (draft, prompt) =>
  draft.file.notes.find((note) => note.id === prompt && note.response_id === draft.current);

/**
 * Return what is written on a prompt this time, "" for nothing.
 * @param {Draft} draft
 * @param {string} prompt
 */
export const noteText = (draft, prompt) => noteOn(draft, prompt)?.text ?? "";

/**
 * Return what was written on a prompt earlier times, latest first.
 * @param {Draft} draft
 * @param {string} prompt
 */
export function earlierNotes(draft, prompt) {
  const notes = draft.file.notes.filter((note) => note.id === prompt && note.response_id !== draft.current);
  return notes.sort((one, other) => (one.day < other.day ? 1 : -1));
}

/**
 * Write a note; an empty text takes it away.
 * @param {Draft} draft
 * @param {string} prompt
 * @param {string} text
 * @param {string} today
 */
export function writeNote(draft, prompt, text, today) {
  const note = noteOn(draft, prompt);
  if (note && text) Object.assign(note, { text, day: today });
  else if (text) draft.file.notes.push({ id: prompt, response_id: draft.current, day: today, text });
  else draft.file.notes = draft.file.notes.filter((one) => one !== note);
}

/**
 * Return the competences chosen to grow in this time.
 * @param {Draft} draft
 * @returns {string[]}
 */
export function chosenIn(draft) {
  return draft.file.chosen.find((one) => one.response_id === draft.current)?.competences ?? [];
}

/**
 * Choose a competence or let it go; says false, and changes nothing, when three are chosen already.
 * @param {Draft} draft
 * @param {string} competence
 * @param {boolean} isWanted
 */
export function choose(draft, competence, isWanted) {
  const others = chosenIn(draft).filter((one) => one !== competence);
  if (isWanted && others.length >= MOST_CHOSEN) return false;
  const competences = isWanted ? [...others, competence] : others;
  const kept = draft.file.chosen.find((one) => one.response_id === draft.current);
  if (kept) kept.competences = competences;
  else draft.file.chosen.push({ response_id: draft.current, competences });
  draft.file.chosen = draft.file.chosen.filter((one) => one.competences.length > 0);
  return true;
}

/**
 * Add a step of the person's own.
 * @param {Draft} draft
 * @param {{id: string, text: string, competence?: string | null, today: string}} step
 */
export function addStep(draft, { id, text, competence = null, today }) {
  draft.file.steps.push({ id, response_id: draft.current, text, competence, day: today, done: false });
}

/** @param {Draft} draft @param {string} id @param {boolean} isDone */
export function markStep(draft, id, isDone) {
  for (const step of draft.file.steps) if (step.id === id) step.done = isDone;
}

/**
 * Take a step away; returns what it takes to put it back where it stood.
 * @param {Draft} draft
 * @param {string} id
 * @returns {{step: Step, place: number} | null}
 */
export function removeStep(draft, id) {
  const place = draft.file.steps.findIndex((step) => step.id === id);
  if (place < 0) return null;
  const [step] = draft.file.steps.splice(place, 1);
  return { step, place };
}

/** @param {Draft} draft @param {{step: Step, place: number}} removed */
export function restoreStep(draft, { step, place }) {
  if (!draft.file.steps.some((one) => one.id === step.id)) draft.file.steps.splice(place, 0, step);
}

/**
 * Return a suggestion's words in another language, where the questionnaire has them.
 * @param {any[]} competences of the questionnaire's view
 * @param {{id: string, text: string}} suggestion
 * @param {string} language
 * @returns {string}
 */
export function suggestionIn(competences, { id, text }, language) {
  const recommend = competences.find((one) => one.id === id)?.recommend ?? {};
  const level = Object.values(recommend).find((texts) => Object.values(texts).includes(text));
  return level?.[language] ?? text;
}
