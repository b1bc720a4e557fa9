// @ts-check
/**
 * Points and grid on the facilitator's page: how many are done, the result once it is shown, and
 * which cards go on. The figures are nobody's, not the facilitator's either, before that.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-sorting-board.js").IdeaBoard} IdeaBoard
 * @typedef {"points" | "grid"} Vote
 */

import { card, doer, explained, newsLine } from "./console-part.js";
import { shortlistPart } from "./console-weighing-shortlist.js";
import { watcher } from "./console-watch.js";
import { asking } from "./press.js";
import { countInWords } from "./round-counts.js";
import { drawGrid, drawPoints } from "./weighing-view.js";
import { element, msgid } from "./words.js";

const DRAW = { points: drawPoints, grid: drawGrid };
const WORDS = {
  points: {
    heading: msgid("The points"),
    show: msgid("Show the points"),
    question: msgid("Show the points to everybody? After that nobody can change the points they have given."),
    yes: msgid("Yes, show the points"),
    ask: msgid("How are points weighed?"),
    help: [
      msgid("Everybody spreads points in silence, at the same time. Nobody sees any figures before you show them, so that nobody follows the others. Wait until all who want to are done."),
      msgid("Points tell what many hold important, or a few hold very important: look at how many have given, and at how much the most giving one gave. Ideas with the same sum share their places. The figures are the ground for a talk, they decide nothing."),
    ],
  },
  grid: {
    heading: msgid("Effect and effort"),
    show: msgid("Show the grid"),
    question: msgid("Show the grid to everybody? After that nobody can change where they have placed the ideas."),
    yes: msgid("Yes, show the grid"),
    ask: msgid("How is the grid read?"),
    help: [
      msgid("Everybody places each idea by how much it would give and how much work it is. The middle of all placings is shown, and how far apart they are."),
      msgid("Much effect for little work is marked. Where people differ much, let somebody tell how they thought before you go on."),
    ],
  },
};

/** @param {Desk} desk @param {IdeaBoard} ideas @param {Vote} vote */
export function weighingPart(desk, ideas, vote) {
  const { say, collector, take, language } = desk;
  const words = WORDS[vote];
  const news = newsLine();
  const act = doer(desk, news);
  const voted = element("p", { class: "kit-voted", role: "status" });
  const room = element("div");
  const later = element("p", { class: "kit-help", hidden: true }, say("A few have voted since the result was shown. So few are not counted, so that nobody is found out."));
  const mark = element("p", { class: "kit-view-mark", hidden: true }, say("Everybody sees it"));
  const shortlist = vote === "points" ? shortlistPart(desk, ideas) : null;
  /** @type {string[]} */
  let parts = [];
  const reveal = asking(say, {
    text: say(words.show), kind: "", question: say(words.question), yes: say(words.yes),
    act: () => act(async () => {
      take(await collector.put(collector.path("shown"), { parts: [...parts, vote] }));
      // The button that was pressed is gone; what it led to is read out.
      /** @type {HTMLElement | null} */ (node.querySelector("h2"))?.focus();
    }),
  });
  const none = element("p", { class: "kit-help", role: "status", hidden: true }, say("No idea has been chosen to go on yet, so there is nothing to place on the phones. Open “The points” below, choose, and press “Let these go on”."));
  const node = card(vote, say(words.heading), none, voted, reveal, mark, news.node, room, later, shortlist?.node ?? null,
    explained(say(words.ask), ...words.help.map((one) => say(one))));
  /** @type {{destroy: () => void} | null} */
  let drawing = null;
  let key = "";
  let least = 0;
  let limits = { points: 0, shortlist: 0, actions: 0 };

  const look = async () => {
    const [weighing] = await Promise.all([collector.get(collector.path("weighing")), ideas.fetch()]);
    const count = weighing.voted[vote];
    const said = say("Done: {count}", { count: countInWords(count, least, say) });
    if (voted.textContent !== said) voted.textContent = said;
    later.hidden = !weighing.later?.includes(vote);
    draw(weighing[vote]);
  };
  const watching = watcher(look);

  /** @param {any} result */
  function draw(result) {
    const cards = ideas.board?.cards ?? [];
    shortlist?.refresh(result, limits.shortlist);
    none.hidden = vote !== "grid" || Boolean(result) || cards.some(({ chosen }) => chosen);
    const next = JSON.stringify([result, cards.map(({ id, text }) => [id, text])]);
    if (next === key) return;
    key = next;
    drawing?.destroy();
    drawing = result ? DRAW[vote](room, { cards, result, say, language }) : null;
  }

  return {
    node,
    /** @param {Now} now @param {{kind: string} | null} _at @param {boolean} isOpen */
    refresh(now, _at, isOpen) {
      least = now.min_group;
      limits = now.script?.limits ?? limits;
      const before = parts;
      parts = now.workshop?.shown ?? [];
      const isShown = parts.includes(vote);
      reveal.hidden = isShown;
      mark.hidden = !isShown;
      voted.hidden = isShown;
      watching.set(isOpen);
      if (isOpen && before.join() !== parts.join()) look().catch(() => undefined);
    },
    destroy() {
      watching.stop();
      drawing?.destroy();
    },
  };
}
