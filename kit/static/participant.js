// @ts-check
/**
 * The participant's file: read, check and write it. Pure; kit/records.py holds the same rules.
 *
 * @typedef {{id: string, version: string, hash: string}} Identity
 * @typedef {string | number | string[] | Record<string, number>} Answer
 * @typedef {{response_id: string, round: string | null, seq: number, questionnaire: Identity,
 *   language: string, role: string | null, background: Record<string, string>,
 *   answers: Record<string, Answer>, day: string, status: "started" | "finished",
 *   earlier?: string | null}} Response earlier: the person's response in the round before, with consent
 * @typedef {{id: string, response_id: string, day: string, text: string}} Note
 * @typedef {{response_id: string, competences: string[]}} Chosen
 * @typedef {{id: string, response_id: string, text: string, competence: string | null,
 *   day: string, done: boolean}} Step
 * @typedef {{format: "kit-participant", format_version: 1, person_key: string, saved: string,
 *   responses: Response[], notes: Note[], chosen: Chosen[], steps: Step[]}} ParticipantFile
 * @typedef {{ok: true, file: ParticipantFile} |
 *   {ok: false, msgid: string, params: Record<string, string>}} Reading
 */

import { hasTwins, isUnsafe, shapeProblem } from "./participant-shape.js";
import { msgid } from "./words.js";

export const FORMAT = "kit-participant";
export const VERSION = 1;
export const MOST_BYTES = 5_000_000;

export const EMPTY = msgid("The file is empty. Choose the file that you saved last time.");
export const TOO_LARGE = msgid(
  "The file is larger than 5 MB, so it cannot be a self-assessment from here. Choose the file that you saved last time.",
);
export const UNREADABLE = msgid(
  "The file cannot be read: it is cut off, damaged or of another kind. Choose the file that you saved last time, or another copy of it.",
);
export const FOREIGN = msgid(
  "This is not a file with a self-assessment. Choose the file that you saved last time; its name ends with .json.",
);
export const NEWER = msgid(
  "The file was saved by a newer version of this kit, so it cannot be opened here yet. Nothing is lost: open it where you saved it, or ask for the kit here to be updated.",
);
export const CHANGED = msgid(
  "The file has been changed or damaged since it was saved, so its figures cannot be trusted. Choose another copy of it.",
);
export const MISSHAPEN = msgid(
  "One part of the file is not as it should be: {place}. Nothing was read. Choose another copy of the file.",
);

/**
 * Return the RFC 8785 canonical JSON of plain JSON data.
 * @param {any} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}

const TABLE = Array.from({ length: 256 }, (_, start) => {
  let rest = start;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

/**
 * Return the checksum of a file without its own checksum, as "crc32:" and eight hex digits.
 * @param {any} file
 */
export function checksum(file) {
  const { checksum: _, ...rest } = file;
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(canonical(rest))) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 255];
  return `crc32:${((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0")}`;
}

/**
 * @param {string} sentence
 * @param {Record<string, string>} [params]
 * @returns {Reading}
 */
const refuse = (sentence, params = {}) => ({ ok: false, msgid: sentence, params });

/**
 * Read the bytes of a chosen file, or say in one sentence why not.
 * @param {Uint8Array} bytes
 * @returns {Reading}
 */
export function readBytes(bytes) {
  if (bytes.length > MOST_BYTES) return refuse(TOO_LARGE);
  try {
    return readParticipant(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refuse(UNREADABLE);
  }
}

/**
 * Read the text of a participant's file, or say in one sentence why not.
 * @param {string} text
 * @returns {Reading}
 */
export function readParticipant(text) {
  if (text.length > MOST_BYTES) return refuse(TOO_LARGE);
  if (/^[ \t\r\n]*$/.test(text)) return refuse(EMPTY);
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse(UNREADABLE);
  }
  return isUnsafe(data) || hasTwins(text, data) ? refuse(UNREADABLE) : judge(data);
}

/** @param {any} data @returns {Reading} */
function judge(data) {
  if (data === null || typeof data !== "object" || data.format !== FORMAT) return refuse(FOREIGN);
  const version = data.format_version;
  if (typeof version === "number" && version > VERSION) return refuse(NEWER);
  if (data.checksum !== checksum(data)) return refuse(CHANGED);
  const place = shapeProblem(data);
  if (place !== null) return refuse(MISSHAPEN, { place });
  const { checksum: _, ...file } = data;
  return { ok: true, file: withDefaults(file) };
}

/** @param {any} file @returns {ParticipantFile} */
function withDefaults(file) {
  const { notes = [], chosen = [], steps = [] } = file;
  return {
    ...file,
    responses: file.responses.map(wholeResponse),
    notes,
    chosen,
    steps: steps.map(wholeStep),
  };
}

/** @param {any} response @returns {Response} */
function wholeResponse(response) {
  const { round = null, role = null, background = {} } = response;
  return { ...response, round, role, background };
}

/** @param {any} step @returns {Step} */
function wholeStep(step) {
  const { competence = null, done = false } = step;
  return { ...step, competence, done };
}

/**
 * Replace halves of characters, which no file can hold, by U+FFFD; all other text stays as it is.
 * @param {string} text
 */
export const wellFormed = (text) => text.replace(/[\ud800-\udfff]/gu, "\ufffd");

/**
 * Write a participant's file with its checksum, last in the text.
 * @param {ParticipantFile} file
 * @returns {string}
 */
export function writeParticipant(file) {
  const { checksum: _, ...rest } = JSON.parse(JSON.stringify(file, (_key, value) =>
    typeof value === "string" ? wellFormed(value) : value));
  return `${JSON.stringify({ ...rest, checksum: checksum(rest) }, null, 1)}\n`;
}
