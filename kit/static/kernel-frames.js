// @ts-check
/**
 * Messages to and from a kernel as Jupyter's newer way over a WebSocket has them: their parts one
 * after the other, each as JSON, with a table of where they begin. A server hands them on unread.
 *
 * The table: how many offsets there are, then the offsets, all as 8 bytes, the lowest first. They say
 * where the channel's name, the four parts and what follows them begin.
 */

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

const WORD = 8;
const [HEADER, CONTENT] = [1, 4];

/**
 * Put a message together.
 * @param {string} channel
 * @param {object} header
 * @param {object} content
 * @returns {Uint8Array}
 */
export function packed(channel, header, content) {
  const texts = [channel, ...[header, {}, {}, content].map((part) => JSON.stringify(part))];
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const count = parts.length + 1;
  const offsets = [WORD * (1 + count)];
  for (const part of parts) offsets.push(offsets[offsets.length - 1] + part.length);
  const frame = new Uint8Array(offsets[count - 1]);
  const table = new DataView(frame.buffer);
  for (const [place, word] of [count, ...offsets].entries()) table.setBigUint64(place * WORD, BigInt(word), true);
  for (const [place, part] of parts.entries()) frame.set(part, offsets[place]);
  return frame;
}

/**
 * Return what a message of this kind holds; null when it is of another kind, or no message.
 * @param {unknown} frame
 * @param {string} kind
 */
export function contentOf(frame, kind) {
  if (!(frame instanceof ArrayBuffer) || frame.byteLength < WORD * (CONTENT + 3)) return null;
  const table = new DataView(frame);
  const offset = (/** @type {number} */ place) => Number(table.getBigUint64(WORD * (1 + place), true));
  const part = (/** @type {number} */ place) =>
    JSON.parse(new TextDecoder().decode(new Uint8Array(frame, offset(place), offset(place + 1) - offset(place))));
  return part(HEADER).msg_type === kind ? part(CONTENT) : null;
}
