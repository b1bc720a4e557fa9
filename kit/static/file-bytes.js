// @ts-check
/** Files to and from the person's own disk; nothing travels anywhere. */

import { MOST_BYTES, TOO_LARGE, UNREADABLE, readBytes } from "./participant.js";

/** How long a browser may take to begin saving, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Let the browser save a text as a file.
 * @param {string} name
 * @param {string | Blob} text
 * @param {string} type
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}

/**
 * Read a chosen file, or say in one sentence why not; the file itself is never changed.
 * @param {File} file
 * @returns {Promise<import("./participant.js").Reading>}
 */
export async function readChosen(file) {
  if (file.size > MOST_BYTES) return { ok: false, msgid: TOO_LARGE, params: {} };
  try {
    return readBytes(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { ok: false, msgid: UNREADABLE, params: {} };
  }
}
