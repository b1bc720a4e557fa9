// @ts-check
/**
 * The personal key that an address brings along in its fragment: taken out of the address at once,
 * so that it stands in no history, and handed to the round that the address names.
 */

const KEY = "kit:mine";
const place = Symbol.for("kit.mine");

/** Take the key out of the address of this page. */
export function takeMine() {
  const found = /^#mine=([0-9a-f]{32})$/.exec(location.hash);
  if (!found) return;
  /** @type {any} */ (globalThis)[place] = found[1];
  // A page that is loaded anew before its windows have come must not forget it.
  try {
    sessionStorage.setItem(KEY, found[1]);
  } catch {
    // Then it lives as long as the page.
  }
  try {
    history.replaceState(history.state, "", location.pathname + location.search);
  } catch {
    // A frame may be forbidden to touch its history.
  }
}

/** Return the key that the address brought, once. @returns {string | null} */
export function broughtMine() {
  const mine = kept() ?? /** @type {any} */ (globalThis)[place] ?? null;
  delete (/** @type {any} */ (globalThis)[place]);
  return mine;
}

/** @returns {string | null} */
function kept() {
  try {
    const mine = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return mine;
  } catch {
    return null;
  }
}
