// @ts-check
/**
 * Choose which cards go on to the grid: the ones with the most points are suggested, and ties are
 * left to the room.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-sorting-board.js").IdeaBoard} IdeaBoard
 * @typedef {import("./weighing-view.js").PointsResult} PointsResult
 */

import { doer, newsLine } from "./console-part.js";
import { choosing, suggested } from "./console-sorting-model.js";
import { button } from "./press.js";
import { element } from "./words.js";

/** @param {Desk} desk @param {IdeaBoard} ideas */
export function shortlistPart(desk, ideas) {
  const { say } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const about = element("p");
  const tie = element("p", { class: "kit-banner" });
  const list = element("div", { class: "kit-stack" });
  const count = element("p", { role: "status" });
  /** What is marked here and not saved yet; null where that is as it was saved. @type {Set<string> | null} */
  let draft = null;
  let most = 0;
  let key = "";
  /** @type {PointsResult | null} */
  let result = null;

  const save = () => act(async () => {
    await ideas.change(choosing(chosen()));
    draft = null;
    draw();
    return say("These ideas go on to the grid.");
  });
  const suggest = button("", () => ((draft = new Set(suggestion().ids)), draw()), "kit-button-quiet");
  const press = button(say("Let these go on"), () => {}, "", { type: "submit" });
  const onsubmit = (/** @type {Event} */ event) => (event.preventDefault(), save());
  const node = element("form", { class: "kit-shortlist", novalidate: true, onsubmit, hidden: true },
    element("h3", {}, say("Which ideas go on to the grid?")), about, tie, element("div", { class: "kit-actions" }, suggest),
    element("fieldset", { class: "kit-field" }, element("legend", { class: "kit-hidden" }, say("Ideas that go on")), list), count,
    element("div", { class: "kit-actions" }, press), news.node);

  const cards = () => {
    const place = new Map((result?.cards ?? []).map((row, at) => [row.card, at]));
    const shown = (ideas.board?.cards ?? []).filter(({ hidden }) => !hidden);
    return [...shown].sort((a, b) => (place.get(a.id) ?? shown.length) - (place.get(b.id) ?? shown.length));
  };
  const chosen = () => draft ?? new Set((ideas.board?.cards ?? []).filter((card) => card.chosen).map(({ id }) => id));
  const suggestion = () => suggested(result?.few ? [] : (result?.cards ?? []), most);

  function draw() {
    const all = cards();
    const set = chosen();
    const { ids, tied } = suggestion();
    const next = JSON.stringify([all.map(({ id, text }) => [id, text]), [...set], result, most]);
    if (next === key) return;
    key = next;
    node.hidden = all.length === 0;
    about.textContent = say("At most {n}, says the script. It is you and the room who decide.", { n: most });
    tie.textContent = tied.length ? say("The last places are shared by {n} ideas with the same sum. Let the room choose among them: {ideas}.", { n: tied.length, ideas: tied.map((id) => `“${all.find((card) => card.id === id)?.text ?? ""}”`).join(", ") }) : "";
    tie.hidden = tied.length === 0;
    suggest.hidden = ids.length === 0;
    suggest.textContent = say("Mark the {n} with the most points", { n: ids.length });
    const focused = /** @type {HTMLInputElement | null} */ (list.contains(document.activeElement) ? document.activeElement : null)?.value;
    list.replaceChildren(...all.map((card) => line(card, set.has(card.id))));
    if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`input[value="${focused}"]`))?.focus();
    count.textContent = set.size > most ? say("Marked: {n}. That is more than the script has time for.", { n: set.size }) : say("Marked: {n} of at most {most}.", { n: set.size, most });
  }

  /** @param {import("./console-sorting-model.js").BoardCard} card @param {boolean} isChosen */
  function line({ id, text }, isChosen) {
    const row = result?.few ? undefined : result?.cards.find((one) => one.card === id);
    const input = element("input", { type: "checkbox", value: id, checked: isChosen });
    input.addEventListener("change", () => {
      draft = new Set(chosen());
      if (input.checked) draft.add(id);
      else draft.delete(id);
      draw();
    });
    const points = row && (row.total === 1 ? say("1 point") : say("{count} points", { count: row.total }));
    return element("label", { class: "kit-option" }, input, element("span", {}, text, points ? element("small", {}, points) : null));
  }

  ideas.subscribe(draw);
  return {
    node,
    /** @param {PointsResult | null} next @param {number} limit */
    refresh(next, limit) {
      result = next;
      most = limit;
      draw();
    },
  };
}
