// @ts-check
/**
 * Where things are: the collector, the pages of a round, and the address that people type.
 *
 * All of it follows from where the kit's own modules come from, so that it holds below any path.
 */

/** The characters that a round's id is made of; it is public, and no key. */
const ROUND = /^[a-z2-9]{12}$/;
/** How a key looks behind the #: long, while join codes are short; a personal link says what it is. */
const KEY = /^#(?!mine=)([\x21-\x7e]{22,600})$/;
/** Names that only this computer knows. */
const OWN = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/;

/** Return the collector's address. @param {string} module  the address of one of the kit's modules */
export const apiFrom = (module) => new URL("../../../../kit/api/", module).href;

/** Return the address that all of the kit's pages stand below. @param {string} api */
export const baseOf = (api) => new URL("../../", api).href;

/** Return the round that a page's address names, or null. @param {string} search */
export function roundIn(search) {
  const named = new URLSearchParams(search).get("round") ?? "";
  return ROUND.test(named) ? named : null;
}

/** Return the key behind the #, or null. @param {string} hash */
export function keyIn(hash) {
  const found = KEY.exec(hash)?.[1] ?? null;
  try {
    return found && decodeURIComponent(found);
  } catch {
    return found;
  }
}

/**
 * Return the address of a round's page, with a key behind the # where one is given.
 * @param {string} api @param {string} page @param {string} round @param {string} [key]
 */
export function pageOf(api, page, round, key = "") {
  const address = new URL(page, baseOf(api));
  address.searchParams.set("round", round);
  address.hash = key;
  return address.href;
}

/** Return where people join; with a code they need not write it. @param {string} api @param {string} [code] */
export function joinAddress(api, code = "") {
  const address = new URL("anslut", baseOf(api));
  address.hash = code;
  return address.href;
}

/** Write an address as people type it: no scheme, no slash at the end. @param {string} address */
export const typed = (address) => address.replace(/^https?:\/\//, "").replace(/\/$/, "");

/** Say whether no other device can reach this address. @param {string} address */
export const isOwn = (address) => OWN.test(new URL(address).hostname);

/** Split a code in two, as people read it aloud. @param {string} code */
export const spaced = (code) => `${code.slice(0, 3)} ${code.slice(3)}`.trim();
