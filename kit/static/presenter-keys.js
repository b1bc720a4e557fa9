// @ts-check
/** Keys that turn the wall where it stands, as a presenter's remote control sends them. */

/** @type {Record<string, number>} */
const TURNS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

/**
 * Hear of the keys.
 * @param {(step: number) => boolean} turn  says whether there was something to turn
 * @returns {() => void} stops it
 */
export function turningKeys(turn) {
  const press = (/** @type {KeyboardEvent} */ event) => {
    const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : TURNS[event.key];
    if (step && turn(step)) event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}
