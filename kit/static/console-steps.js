// @ts-check
/**
 * The one obvious next step of a round, and what can be shown to the group.
 *
 * @typedef {import("./round-counts.js").Progress} Progress
 * @typedef {object} RoundState
 * @property {string} id
 * @property {string} name
 * @property {"new" | "open" | "closed"} status
 * @property {string[]} revealed
 * @property {number} screen  which part of the view revealed last stands on the wall, from 0
 * @property {number} release
 * @property {number} min_group
 * @property {string | null} closes
 * @property {string} delete_after
 * @property {number | null} timer_left
 * @property {string} [code]
 * @property {string} [code_expires]
 * @property {boolean} [looking]  whether a result may be on its way
 * @property {object | null} [follows]  the round that this one goes on from
 *
 * @typedef {"open" | "gather" | "wait" | "close" | "counting" | "few" | "reveal" | "talk"} Step
 */

import { msgid } from "./words.js";

/**
 * The pictures of a group's result. Those on the way are shown to every group, in this order; the
 * others when somebody asks for them. Late ones divide the group, and come when the round is closed.
 */
export const VIEWS = [
  { id: "areas", onTheWay: true, name: msgid("The areas"), about: msgid("The broad picture: how sure the group feels in each area. Begin here.") },
  { id: "competences", onTheWay: true, name: msgid("The competences"), about: msgid("What the areas are made of, with the level that is wanted.") },
  { id: "needs", onTheWay: true, name: msgid("The needs"), about: msgid("Where most people are furthest from the wanted level, in order.") },
  { id: "roles", onTheWay: false, isLate: true, name: msgid("Roles"), about: msgid("The areas for each role with enough answers.") },
  { id: "units", onTheWay: false, isLate: true, name: msgid("Units"), about: msgid("The areas for each unit with enough answers.") },
  { id: "tags", onTheWay: false, name: msgid("Across the areas"), about: msgid("What runs through several areas, such as legal competence.") },
  { id: "items", onTheWay: false, name: msgid("Every statement"), about: msgid("All statements one by one, for those who want the details.") },
  { id: "change", onTheWay: false, isLate: true, name: msgid("Since the last time"), about: msgid("How the group has moved since the round before this one.") },
];

/**
 * Return the views that this questionnaire can fill.
 * @param {{areas: any[], tags: any[], roles: any[], background: {id: string}[], follows?: object | null}} view  follows: the round that this one goes on from
 */
export function viewsFor({ areas, tags, roles, background, follows = null }) {
  const has = /** @type {Record<string, boolean>} */ ({
    areas: areas.length > 0,
    competences: areas.length > 0,
    needs: areas.length > 0 && roles.length > 0,
    items: true,
    tags: tags.length > 0,
    roles: areas.length > 0 && roles.length > 1,
    units: areas.length > 0 && background.some(({ id }) => id === "unit"),
    change: follows !== null,
  });
  return VIEWS.filter(({ id }) => has[id]);
}

/**
 * Return the ids of the views that every group is led through; of the others, where there are none such.
 * @param {Parameters<typeof viewsFor>[0]} view
 */
export function wayThrough(view) {
  const all = viewsFor(view);
  const way = all.filter(({ onTheWay }) => onTheWay);
  return (way.length ? way : all).map(({ id }) => id);
}

/**
 * Return what to do now.
 * @param {RoundState & Progress} round
 * @param {string[]} views  that the group is led through, in order
 * @returns {Step}
 */
export function nextStep(round, views) {
  if (round.status === "new") return "open";
  if (round.status === "open") {
    if (round.started.few) return "gather";
    return round.all_finished && !round.finished.few ? "close" : "wait";
  }
  if (round.release === 0) return round.looking ? "counting" : "few";
  return nextView(round.revealed, views) === null ? "talk" : "reveal";
}

/** Return the first view that the group has not seen, or null. @param {string[]} revealed @param {string[]} views */
export function nextView(revealed, views) {
  return views.find((view) => !revealed.includes(view)) ?? null;
}
