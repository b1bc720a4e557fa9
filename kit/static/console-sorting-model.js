// @ts-check
/**
 * What a facilitator does with the ideas, as changes of a list of cards; nothing here touches a page.
 *
 * Only cards that somebody has done something with are sent: an idea that stands as it was written
 * is its own card, and comes after the others by its id, so that no order of arrival shows.
 *
 * @typedef {{id: string, text: string}} Original
 * @typedef {object} BoardCard
 * @property {string} id
 * @property {string} text
 * @property {string[]} ideas
 * @property {Original[]} originals  the authors' own words
 * @property {string | null} [area]
 * @property {string | null} [competence]
 * @property {string | null} [goal]
 * @property {boolean} hidden
 * @property {boolean} chosen
 * @typedef {{version: number, cards: BoardCard[], contributors?: import("./round-counts.js").Count}} Board
 * @typedef {{id: string, ideas: string[], text: string | null, hidden: boolean, chosen: boolean}} Card
 * @typedef {(cards: BoardCard[]) => BoardCard[]} Change
 */

/** Letters that an idea may have. */
export const LONGEST_IDEA = 300;

/** The words that a card has unless somebody edits it. @param {BoardCard} card */
const ownWords = ({ ideas, originals, text }) => originals.find(({ id }) => id === ideas[0])?.text ?? text;

/** Whether somebody has edited the words of a card. @param {BoardCard} card */
export const isEdited = (card) => ownWords(card) !== card.text;

/** Return what the collector is told. @param {Board} board @returns {{version: number, cards: Card[]}} */
export function sortingOf({ version, cards }) {
  const isTouched = (/** @type {BoardCard} */ card) => card.ideas.length > 1 || card.hidden || card.chosen || isEdited(card);
  return {
    version,
    cards: cards.filter(isTouched).map((card) => ({
      id: card.id, ideas: card.ideas, text: isEdited(card) ? card.text : null, hidden: card.hidden, chosen: card.chosen,
    })),
  };
}

/** Put cards together: the first that is not hidden gives its place, its id and its words. @param {string[]} ids @returns {Change} */
export const together = (ids) => (cards) => {
  const some = cards.filter(({ id }) => ids.includes(id));
  const first = some.find(({ hidden }) => !hidden) ?? some[0];
  if (some.length < 2) return cards;
  const all = [first, ...some.filter((card) => card !== first)];
  const made = {
    ...first,
    ideas: all.flatMap(({ ideas }) => ideas),
    originals: all.flatMap(({ originals, ideas, text }) => (originals.length ? originals : [{ id: ideas[0], text }])),
    chosen: all.some(({ chosen }) => chosen),
  };
  return cards.filter((card) => card === first || !ids.includes(card.id)).map((card) => (card === first ? made : card));
};

/** Let each idea of a card stand alone again. @param {string} id @returns {Change} */
export const apart = (id) => (cards) => cards.flatMap((card) => (card.id === id ? card.ideas.map((idea) => lone(card, idea)) : [card]));

/** @param {BoardCard} card @param {string} idea @returns {BoardCard} */
function lone(card, idea) {
  const own = card.originals.find(({ id }) => id === idea) ?? { id: idea, text: card.text };
  return { ...card, id: idea, ideas: [idea], originals: [own], text: own.text, chosen: false };
}

/** @param {string} id @param {Partial<BoardCard>} next @returns {Change} */
const changed = (id, next) => (cards) => cards.map((card) => (card.id === id ? { ...card, ...next } : card));

/** @param {string} id @param {string} text  nothing takes the authors' own words again @returns {Change} */
export const edited = (id, text) => (cards) => {
  const card = cards.find((one) => one.id === id);
  return card ? changed(id, { text: text.trim() || ownWords(card) })(cards) : cards;
};

/** @param {string} id @param {boolean} hidden @returns {Change} */
export const hiding = (id, hidden) => changed(id, hidden ? { hidden, chosen: false } : { hidden });

/** Let these cards go on to the grid, and no others. @param {Iterable<string>} ids @returns {Change} */
export const choosing = (ids) => {
  const all = new Set(ids);
  return (cards) => cards.map((card) => ({ ...card, chosen: all.has(card.id) && !card.hidden }));
};

/**
 * Return cards in the order that somebody has before the eyes: what is known stays where it is.
 * @template {{id: string}} T
 * @param {string[]} known  ids
 * @param {T[]} cards
 */
export function inPlace(known, cards) {
  const place = (/** @type {T} */ { id }) => (known.includes(id) ? known.indexOf(id) : known.length);
  return [...cards].sort((a, b) => place(a) - place(b));
}

/** The card that an idea is on now. @param {BoardCard[]} cards @param {string} idea */
export const cardWith = (cards, idea) => cards.find(({ ideas }) => ideas.includes(idea)) ?? null;

/**
 * Suggest which cards go on: those with the most points, as many as the script says.
 *
 * Where the last places are shared by more than there is room for, all of these are left to the
 * room: nothing but the points may decide, and they say the same.
 * @param {{card: string, total: number, place_from: number, place_to: number}[]} weighed
 * @param {number} most
 */
export function suggested(weighed, most) {
  const given = weighed.filter(({ total }) => total > 0);
  const tied = given.filter(({ place_from: from, place_to: to }) => from <= most && to > most);
  return { ids: given.filter(({ place_to: to }) => to <= most).map(({ card }) => card), tied: tied.map(({ card }) => card) };
}
