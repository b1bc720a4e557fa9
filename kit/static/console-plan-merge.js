// @ts-check
/**
 * Bring together what two people have written into one plan, action by action and field by field.
 * Pure.
 *
 * What only one of them has changed is kept as they have it. Where both have, what was typed here
 * stays, and the other's words are handed on beside it: nothing that anybody typed is lost.
 *
 * @typedef {import("./plan-view.js").Action} Action
 * @typedef {import("./plan-view.js").Plan} Plan
 * @typedef {{place: string, field: string, theirs: any}} Clash  place: an action's id, or "" for the
 *   plan itself
 * @typedef {{plan: Plan, clashes: Clash[]}} Merged
 */

/** What is written of an action. */
const FIELDS = /** @type {const} */ (["text", "goal", "competences", "owner", "first_step", "due", "sign", "mark", "why", "learned"]);
const OWN = /** @type {const} */ (["reason", "follow_up"]);
/** What nobody can type twice, so that the one typed here may win in silence. */
const QUIET = ["competences", "goal", "mark", "due", "follow_up"];

/** @type {Record<string, any>} what a field is that nobody has filled in */
const EMPTY = { goal: null, competences: [], due: null, follow_up: null, mark: "planned", card: null, carried: null };

/** Return a field's value; one that is not there is empty. @param {any} of @param {string} field */
export const valueOf = (of, field) => of?.[field] ?? EMPTY[field] ?? (field in EMPTY ? null : "");

/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {any} one @param {any} other @param {readonly string[]} fields */
const alike = (one, other, fields) => fields.every((field) => same(valueOf(one, field), valueOf(other, field)));

/** Return a plan in which nothing stands. @returns {Plan} */
export const emptyPlan = () => ({ version: 0, actions: [], earlier: [], reason: "", follow_up: null });

/** Say whether two plans say the same. @param {Plan} one @param {Plan} other */
export function samePlan(one, other) {
  return alike(one, other, OWN) && sameActions(one.actions, other.actions) && sameActions(one.earlier, other.earlier);
}

/** @param {Action[]} some @param {Action[]} others */
function sameActions(some, others) {
  return some.length === others.length && some.every((one, place) => one.id === others[place].id && alike(one, others[place], FIELDS));
}

/**
 * Merge what stands here with what stands at the collector.
 * @param {Plan} base  what both were made from
 * @param {Plan} mine
 * @param {Plan} theirs
 * @returns {Merged}
 */
export function mergePlans(base, mine, theirs) {
  /** @type {Clash[]} */
  const clashes = [];
  const own = fields(base, mine, theirs, OWN, (field) => clashes.push({ place: "", field, theirs: valueOf(theirs, field) }));
  const lists = (/** @type {"actions" | "earlier"} */ name) => mergeLists(base[name], mine[name], theirs[name], clashes);
  return { plan: { ...theirs, ...own, actions: lists("actions"), earlier: lists("earlier") }, clashes };
}

/**
 * @param {any} base @param {any} mine @param {any} theirs @param {readonly string[]} names
 * @param {(field: string) => void} clash  hears of what both have written
 */
function fields(base, mine, theirs, names, clash) {
  const chosen = names.map((field) => {
    const [before, own, other] = [base, mine, theirs].map((one) => valueOf(one, field));
    if (same(own, before)) return [field, other];
    const isBoth = !same(other, before) && !same(other, own);
    if (isBoth && other !== "" && !QUIET.includes(field)) clash(field);
    return [field, own];
  });
  return Object.fromEntries(chosen);
}

/** @param {Action[]} base @param {Action[]} mine @param {Action[]} theirs @param {Clash[]} clashes */
function mergeLists(base, mine, theirs, clashes) {
  const [was, own, other] = [base, mine, theirs].map((list) => new Map(list.map((one) => [one.id, one])));
  const kept = order(mine, theirs).map((id) => {
    const [before, here, there] = [was.get(id), own.get(id), other.get(id)];
    if (here && there) return { ...there, ...fields(before, here, there, FIELDS, (field) => clashes.push({ place: id, field, theirs: valueOf(there, field) })) };
    const [left, isGone] = [here ?? there, before !== undefined];
    // What one has taken away stays away, unless the other has gone on writing it.
    return !isGone || !alike(before, left, FIELDS) ? left : undefined;
  });
  return /** @type {Action[]} */ (kept.filter(Boolean));
}

/** The collector's order, and what it does not have where it stands here. @param {Action[]} mine @param {Action[]} theirs */
function order(mine, theirs) {
  const ids = theirs.map(({ id }) => id);
  mine.forEach(({ id }, place) => {
    if (ids.includes(id)) return;
    const before = mine.slice(0, place).findLast((one) => ids.includes(one.id));
    ids.splice(before ? ids.indexOf(before.id) + 1 : 0, 0, id);
  });
  return ids;
}

/**
 * Return the copy that can be sent, and how many actions wait on this device: one without words is
 * not sent, or keeps the words that it had; nor is a day that is none.
 * @param {Plan} mine
 * @param {Plan} base  what the collector has
 * @returns {{plan: Plan, held: number}}
 */
export function sendablePlan(mine, base) {
  let held = 0;
  const sent = mine.actions.map((action) => {
    const before = base.actions.find(({ id }) => id === action.id);
    const text = action.text.trim() ? action.text : (before?.text ?? "");
    if (!action.text.trim() || !isDay(action.due)) held += 1;
    return { ...action, text, due: isDay(action.due) ? action.due : (before?.due ?? null) };
  });
  const followUp = isDay(mine.follow_up) ? mine.follow_up : base.follow_up;
  return { plan: { ...mine, actions: sent.filter(({ text }) => text !== ""), follow_up: followUp ?? null }, held };
}

/** Say whether the collector takes a day; none is as good. @param {string | null | undefined} day */
export const isDay = (day) => day === null || day === undefined || /^20\d\d-\d\d-\d\d$/.test(day);
