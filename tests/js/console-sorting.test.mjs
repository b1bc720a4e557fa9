import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../kit/static/collector.js";
import { IdeaBoard } from "../../kit/static/console-sorting-board.js";
import { apart, cardWith, choosing, edited, hiding, inPlace, isEdited, sortingOf, suggested, together } from "../../kit/static/console-sorting-model.js";
import { watcher } from "../../kit/static/console-watch.js";
import { dice } from "./fake-collector.mjs";

const lone = (id, text = `text ${id}`) =>
  ({ id, text, ideas: [id], originals: [{ id, text }], area: null, competence: null, goal: null, hidden: false, chosen: false });
const three = () => [lone("a"), lone("b"), lone("c")];
const sent = (cards) => sortingOf({ version: 3, cards }).cards;

test("an idea that nobody touched is not sent: no order of arrival can show", () => {
  assert.deepEqual(sortingOf({ version: 3, cards: three() }), { version: 3, cards: [] });
});

test("cards are put together under the first one's words, with every author's own beside", () => {
  const [card, ...others] = together(["c", "a"])(three());
  assert.deepEqual([card.id, card.text, card.ideas, card.originals.map(({ text }) => text)], ["a", "text a", ["a", "c"], ["text a", "text c"]]);
  assert.deepEqual(others.map(({ id }) => id), ["b"]);
  assert.deepEqual(sent([card, ...others]), [{ id: "a", ideas: ["a", "c"], text: null, hidden: false, chosen: false }]);
  assert.deepEqual(together(["a"])(three()), three());
});

test("a hidden card never leads the one that is shown", () => {
  const [card] = together(["a", "b"])(hiding("a", true)(three()));
  assert.deepEqual([card.id, card.hidden, card.ideas], ["b", false, ["b", "a"]]);
});

test("what was put together comes apart with the authors' words", () => {
  const merged = edited("a", "both at once")(together(["a", "b"])(three()));
  assert.equal(sent(merged)[0].text, "both at once");
  assert.deepEqual(apart("a")(merged).map(({ id, text }) => [id, text]), [["a", "text a"], ["b", "text b"], ["c", "text c"]]);
});

test("an edit is told from the authors' words, and nothing written takes these again", () => {
  const other = edited("b", " better ")(three());
  assert.deepEqual(other.map(isEdited), [false, true, false]);
  assert.equal(other[1].text, "better");
  assert.deepEqual(edited("b", "  ")(other), three());
});

test("a hidden card is never among the chosen", () => {
  const cards = choosing(["a", "b"])(hiding("b", true)(three()));
  assert.deepEqual(cards.map(({ chosen }) => chosen), [true, false, false]);
  assert.equal(hiding("a", true)(cards)[0].chosen, false);
});

test("whatever is done, no idea is lost and none stands twice", () => {
  const random = dice(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  for (let run = 0; run < 200; run += 1) {
    const ideas = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, n) => `i${n}`);
    let cards = ideas.map((id) => lone(id));
    for (let step = 0; step < 12; step += 1) {
      const [one, other] = [pick(cards).id, pick(cards).id];
      cards = pick([together([one, other]), apart(one), edited(one, pick(["", "new", " x "])), hiding(one, random() < 0.5), choosing([one, other])])(cards);
      assert.deepEqual(cards.flatMap((card) => card.ideas).sort(), [...ideas].sort());
      assert.equal(new Set(cards.map(({ id }) => id)).size, cards.length);
      assert.ok(cards.every((card) => card.text.trim() && card.originals.length === card.ideas.length));
    }
  }
});

test("what is before the eyes stays where it is, and what is new comes last", () => {
  assert.deepEqual(inPlace(["c", "a"], [...three(), lone("0")]).map(({ id }) => id), ["c", "a", "b", "0"]);
  assert.equal(cardWith(together(["a", "b"])(three()), "b").id, "a");
});

test("the cards with the most points are suggested, and a tie at the end is left to the room", () => {
  const weighed = [["a", 9, 1, 1], ["b", 4, 2, 3], ["c", 4, 2, 3], ["d", 1, 4, 5], ["e", 1, 4, 5], ["f", 0, 6, 6]]
    .map(([card, total, from, to]) => ({ card, total, place_from: from, place_to: to }));
  assert.deepEqual(suggested(weighed, 3), { ids: ["a", "b", "c"], tied: [] });
  assert.deepEqual(suggested(weighed, 2), { ids: ["a"], tied: ["b", "c"] });
  assert.deepEqual(suggested(weighed, 8), { ids: ["a", "b", "c", "d", "e"], tied: [] });
});

/** A board on a server where somebody else may be faster. */
function room() {
  const server = { version: 0, cards: three() };
  const answer = () => structuredClone(server);
  const collector = {
    path: (part) => part,
    get: async () => answer(),
    async put(path, sorting) {
      if (sorting.version !== server.version) throw new Refusal(409, { code: "changed", detail: "faster" });
      const touched = new Set(sorting.cards.flatMap(({ ideas }) => ideas));
      server.version += 1;
      server.cards = [
        ...sorting.cards.map((card) => ({ ...lone(card.ideas[0]), ...card, text: card.text ?? `text ${card.ideas[0]}`, originals: card.ideas.map((id) => ({ id, text: `text ${id}` })) })),
        ...three().filter(({ id }) => !touched.has(id)),
      ];
      return answer();
    },
  };
  const board = () => new IdeaBoard({ collector, say: (text) => text });
  return { server, board };
}

test("a change is kept, stays in its place, and can be taken back", async () => {
  const { server, board } = room();
  const mine = board();
  await mine.fetch();
  assert.equal(mine.canUndo, false);
  await mine.change(edited("c", "better"));
  assert.deepEqual(server.cards.map(({ id }) => id), ["c", "a", "b"]);
  assert.deepEqual(mine.board.cards.map(({ id }) => id), ["a", "b", "c"]);
  await mine.undo();
  assert.deepEqual([mine.board.cards, mine.canUndo], [three(), false]);
});

test("whoever is later is told so, sees how things stand, and takes back nothing of the other's", async () => {
  const { board } = room();
  const [mine, yours] = [board(), board()];
  await mine.fetch();
  await yours.fetch();
  await mine.change(hiding("a", true));
  await yours.change(hiding("b", true)).then(() => assert.fail(), (refusal) => {
    assert.match(refusal.detail, /Somebody else/);
  });
  assert.deepEqual(yours.board.cards.map(({ hidden }) => hidden), [true, false, false]);
  await yours.change(hiding("b", true));
  await mine.fetch();
  assert.equal(mine.canUndo, false);
});

test("what no event tells of is looked at again, also after a failure, until it is enough", async () => {
  let looked = 0;
  let due = null;
  const clock = { setTimeout: (act) => (due = act), clearTimeout: () => (due = null) };
  const watching = watcher(async () => { looked += 1; if (looked === 1) throw new Error("away"); }, clock);
  watching.set(true);
  watching.set(true);
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((done) => setImmediate(done));
    due();
  }
  await new Promise((done) => setImmediate(done));
  assert.equal(looked, 4);
  watching.stop();
  assert.equal(due, null);
});
