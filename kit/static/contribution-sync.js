// @ts-check
/**
 * A person's contribution to a round's workshop, and what keeps it in step with the collector: one
 * of both a page, whichever windows of it ask.
 *
 * @typedef {import("./round.js").Membership} Membership
 * @typedef {{store: ContributionStore, sync: Sync}} Contributing
 */

import { Collector } from "./collector.js";
import { ContributionStore } from "./contribution.js";
import { CONTRIBUTION } from "./contribution-merge.js";
import { Sync } from "./sync.js";

// The page's windows may load this file under two addresses; they share one sync a page.
/** @type {Map<string, Contributing>} */
const shared = (/** @type {any} */ (globalThis)[Symbol.for("kit.contributions")] ??= new Map());

/** Open the contribution of a round, and keep it in step from then on. @param {Pick<Membership, "store" | "round">} member @returns {Contributing} */
export function contributionOf({ store: draft, round }) {
  const known = shared.get(draft.key);
  if (known) return known;
  const store = new ContributionStore(draft);
  const collector = new Collector(round.api, { round: round.id, language: () => draft.value.language });
  const contributing = { store, sync: new Sync(store, collector, { subject: CONTRIBUTION }) };
  shared.set(draft.key, contributing);
  return contributing;
}
