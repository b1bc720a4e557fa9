// @ts-check
/**
 * A participant's windows in a round: the round's own draft, and what keeps it in step with the
 * collector. Outside a round the same functions give the device's draft and nothing else.
 *
 * @typedef {import("./draft.js").DraftStore} DraftStore
 * @typedef {{id: string, name: string, api: string}} Round
 * @typedef {{questionnaire: any, language: string, round?: Round | null, keep?: boolean}} State
 * @typedef {{done: boolean | null, backups: string[]}} Deletion  done: null while it is going on,
 *   false while the collector is out of reach
 * @typedef {{store: DraftStore, round: Round, sync: Sync, waiting: string | null,
 *   onDeleted: (deletion: Deletion) => void}} Membership
 *   waiting: a key from the address while another person's answers are still here; onDeleted: hears
 *   of a deletion that could be done at last
 */

import { Collector } from "./collector.js";
import { contributionErrand, hasContributed } from "./contribution-kept.js";
import { draftKey, openDraft } from "./draft.js";
import { remember, run, runAll } from "./errands.js";
import { broughtMine, takeMine } from "./mine.js";
import { hasGiven } from "./participant-merge.js";
import { Sync } from "./sync.js";
import { sendable } from "./sendable.js";

/** A deletion that was asked for is never forgotten. */
const NEVER = "9999-12-31";

// The pages' windows may load this file under two addresses; they share one sync a page.
/** @type {Map<string, Membership>} */
const shared = (/** @type {any} */ (globalThis)[Symbol.for("kit.rounds")] ??= new Map());

/** The key under which a page's draft is kept. @param {State} state */
export const keyOf = ({ questionnaire, round }) => draftKey(questionnaire, round);

/**
 * Open the draft that a window draws from; in a round it is kept in step from then on.
 * @param {State} state
 * @returns {DraftStore}
 */
export function openFor(state) {
  const { questionnaire, language, round } = state;
  if (state.keep === false) return openDraft(keyOf(state), questionnaire, { language, storage: null });
  const store = openDraft(keyOf(state), questionnaire, { language, round: round?.id ?? null });
  if (round && !shared.has(store.key)) join(store, round, questionnaire);
  return store;
}

/** Return the round that a draft belongs to, or null. @param {DraftStore} store */
export const membership = (store) => shared.get(store.key) ?? null;

/** The page where a code is written. @param {Round} round */
export const joinPage = (round) => new URL("../../anslut", new URL(round.api, location.href)).href;

/** @param {DraftStore} store @param {Round} round @param {any} view */
function join(store, round, view) {
  takeMine();
  const mine = broughtMine();
  const isFree = !hasGiven(store.response) && !hasContributed(store.storage, store.key, store.response.response_id);
  if (mine && isFree) store.become(mine);
  const language = () => store.value.language;
  const sync = new Sync(store, new Collector(round.api, { round: round.id, language }), { view });
  const others = mine !== null && mine !== store.response.response_id;
  /** @type {Membership} */
  const member = { store, round, sync, waiting: others ? mine : null, onDeleted: () => undefined };
  shared.set(store.key, member);
  const errandsNow = async () => {
    for (const backups of await runAll(store.storage, reaching(language))) member.onDeleted({ done: true, backups });
  };
  for (const kind of ["online", "pageshow"]) addEventListener(kind, errandsNow);
  document.addEventListener("visibilitychange", errandsNow);
  errandsNow();
}

/** @param {() => string} language @returns {import("./errands.js").Reach} */
const reaching = (language) => ({ api, round, key }) => new Collector(api, { round, key, language });

/**
 * Make this device the other person's, after a question: what is here is sent if it can be, and
 * goes from the device.
 * @param {Membership} member
 */
export async function makeWay(member) {
  const { store, waiting } = member;
  if (!waiting) return;
  member.waiting = null;
  const last = lastErrands(member);
  store.wipe();
  store.become(waiting);
  for (const one of last) remember(store.storage, one);
  for (const one of last) await run(store.storage, one, reaching(() => store.value.language)).catch(() => undefined);
}

/** What has not been acknowledged of what is here. @param {Membership} member */
function lastErrands(member) {
  const { store, round } = member;
  const about = { api: round.api, round: round.id, id: store.response.response_id, until: store.value.until };
  return [lastErrand(member), contributionErrand(store.storage, store.key, about)].filter((one) => one !== null);
}

/** What of a response has not been acknowledged, as an errand; null when all of it has. @param {Membership} member @returns {import("./errands.js").Errand | null} */
function lastErrand({ store, round, sync }) {
  if (!sync.isBehind) return null;
  const { acked, sending } = store.sent.of(store.response.response_id);
  const copy = sending ?? { ...sendable(sync.view, store.response).copy, seq: (acked?.seq ?? 0) + 1 };
  return { api: round.api, round: round.id, key: copy.response_id, copy, until: store.value.until };
}

/**
 * Delete the response at the collector and everything of the round on this device.
 * @param {Membership} member
 * @returns {Promise<Deletion>}
 */
export async function remove({ store, round }) {
  const errand = { api: round.api, round: round.id, key: store.response.response_id, copy: null, until: NEVER };
  const isKept = remember(store.storage, errand);
  store.wipe();
  const reach = reaching(() => store.value.language);
  try {
    const told = await run(store.storage, errand, reach);
    return { done: true, backups: told?.backups ?? [] };
  } catch {
    if (!isKept) again(errand, store, reach);
    return { done: false, backups: [] };
  }
}

/** Where the browser keeps nothing, try as long as the page is open. @param {import("./errands.js").Errand} errand @param {DraftStore} store @param {import("./errands.js").Reach} reach */
function again(errand, store, reach) {
  const attempt = () => run(store.storage, errand, reach).then(() => removeEventListener("online", attempt), () => undefined);
  addEventListener("online", attempt);
}
