// @ts-check
/**
 * The room's ideas on the facilitator's page: how many have written, whether the room sees them,
 * and the list to sort.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 */

import { card, doer, explained, newsLine } from "./console-part.js";
import { doublesPart } from "./console-sorting-doubles.js";
import { sortingList } from "./console-sorting-list.js";
import { shownPress } from "./console-shown.js";
import { watcher } from "./console-watch.js";
import { button } from "./press.js";
import { countInWords } from "./round-counts.js";
import { element, msgid } from "./words.js";

const HELP = [
  msgid("Read through the ideas while people write, and again when all are done. Put together what says the same: mark two or more and choose “Put together”, or take the pairs that are suggested. All authors' own words stay on the card."),
  msgid("Edit only what cannot be understood. Hide what is out of place, for example what names a person: hidden cards are seen by nobody but you, and you can show them again."),
  msgid("Nobody sees who has written what, not even you. Do not ask in the room either: let the one who wants to explain an idea do so."),
  msgid("Two of you can sort at the same time. Whoever saves later is told, and nothing that is being written is lost."),
];

/**
 * @param {Desk} desk
 * @param {import("./console-sorting-board.js").IdeaBoard} ideas
 */
export function ideasPart(desk, ideas) {
  const { say } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const written = element("p", { class: "kit-voted" });
  const list = sortingList(desk, ideas, act);
  const doubles = doublesPart(desk, ideas, act);
  const undo = button(say("Undo"), () => act(async () => (await ideas.undo(), say("The last change is undone."))), "kit-button-quiet");
  const none = element("p", {}, say("There are no ideas yet."));
  const shown = shownPress(desk, act, "ideas", { show: say("Show the ideas to everybody"), hide: say("Hide the ideas again") });
  const table = element("details", { class: "kit-explained" },
    element("summary", {}, say("See and sort the ideas")), none, doubles.node, list.node);
  const node = card("ideas", say("The ideas"), written, element("div", { class: "kit-actions" }, shown.node, undo), news.node, table,
    explained(say("How do I sort the ideas?"), ...HELP.map((one) => say(one))));
  const look = async () => {
    await ideas.fetch();
    if (table.open) await doubles.fetch();
  };
  const watching = watcher(look);
  table.addEventListener("toggle", () => table.open && look().catch(() => undefined));
  let least = 0;
  let step = "";
  let board = -1;

  ideas.subscribe(() => {
    const { cards = [], contributors } = ideas.board ?? {};
    none.hidden = cards.length > 0;
    undo.hidden = !ideas.canUndo;
    const words = contributors ? [say("Ideas: {n}", { n: cards.length }), say("People who have written: {count}", { count: countInWords(contributors, least, say) })].join(" · ") : "";
    if (written.textContent !== words) written.textContent = words;
  });
  undo.hidden = true;

  return {
    node,
    /** @param {Now} now @param {{kind: string} | null} at  the step @param {boolean} isOpen */
    refresh(now, at, isOpen) {
      least = now.min_group;
      shown.refresh(now);
      watching.set(isOpen);
      const kind = at?.kind ?? "";
      // Closed while people write: this screen may be on the wall.
      if (isOpen && kind !== step && kind === "sort") table.open = true;
      if (isOpen) step = kind;
      if (isOpen && now.workshop && now.workshop.board !== board) look().catch(() => undefined);
      board = now.workshop?.board ?? board;
    },
    destroy: watching.stop,
  };
}
