// @ts-check
/**
 * Own steps: suggested by the profile or written by hand, ticked off, removed and brought back.
 *
 * @typedef {import("./reflection.js").Desk} Desk
 * @typedef {import("./reflection.js").Part} Part
 * @typedef {import("./participant.js").Step} Step
 */

import { button } from "./press.js";
import { labelOf } from "./reflection-grow.js";
import { addStep, markStep, removeStep, restoreStep, suggestionIn } from "./reflection-kept.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function stepping(desk) {
  const { say } = desk;
  const heading = element("h2", { tabindex: -1 }, say("My steps"));
  const suggested = suggestions(desk);
  const own = writing(desk);
  const steps = listing(desk, heading);
  const node = element("section", { class: "kit-reflection-steps" },
    heading,
    element("p", {}, say("Choose something small that you have time for within a fortnight.")),
    steps.node, suggested.node, own.node);
  const refresh = () => {
    suggested.refresh("here");
    steps.refresh("here");
  };
  return { node, refresh };
}

/** @param {Desk} desk @param {string} text @param {string | null} [competence] */
function add({ store, say, announce }, text, competence = null) {
  store.update((draft) => addStep(draft, { id: store.newId(), text, competence, today: store.today() }));
  announce(say("Added to my steps: {text}", { text }));
}

/** @param {Desk} desk @returns {Part} */
function suggestions(desk) {
  const { say, store, view, language } = desk;
  const competences = view.areas.flatMap((/** @type {any} */ area) => area.competences);
  const list = element("ul", { class: "kit-reflection-list" });
  const node = element("div", {}, element("h3", {}, say("Suggested in your profile")), list);
  let shown = "";
  const refresh = () => {
    const left = store.suggestions
      .map((one) => ({ id: one.id, text: suggestionIn(competences, one, language) }))
      .filter(({ id, text }) => !taken(store.value.file.steps, id, text));
    node.hidden = left.length === 0;
    if (JSON.stringify(left) === shown) return;
    shown = JSON.stringify(left);
    list.replaceChildren(...left.map((one, index) => suggestion(desk, one, index)));
  };
  refresh();
  return { node, refresh };
}

/** @param {Step[]} steps @param {string} competence @param {string} text */
const taken = (steps, competence, text) => steps.some((step) => step.text === text && step.competence === competence);

/** @param {Desk} desk @param {{id: string, text: string}} step @param {number} index */
function suggestion(desk, { id, text }, index) {
  const { say, prefix, tell, view } = desk;
  const label = `${prefix}suggestion-${index}`;
  const take = (/** @type {Event} */ event) => {
    const list = /** @type {HTMLElement} */ (event.currentTarget).closest("ul");
    add(desk, text, id);
    // The button that was pressed is gone; the next one, or the steps themselves, take over.
    const next = list?.querySelector("button") ?? list?.closest("section")?.querySelector("h2");
    /** @type {HTMLElement | null | undefined} */ (next)?.focus();
  };
  return element("li", { class: "kit-card" },
    element("p", { class: "kit-help" }, labelOf(view, id, tell)),
    element("p", { id: label }, text),
    element("button", { type: "button", class: "kit-button kit-button-quiet", "aria-describedby": label, onclick: take }, say("Add as my step")));
}

/** @param {Desk} desk @returns {{node: HTMLElement}} */
function writing(desk) {
  const { say, prefix } = desk;
  const id = `${prefix}step`;
  const wrong = element("p", { class: "kit-reflection-wrong", id: `${id}-wrong`, role: "alert" });
  const box = element("input", { type: "text", id, maxlength: 500, "aria-describedby": `${id}-wrong` });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = box.value;
    const isBlank = !text.trim();
    wrong.textContent = isBlank ? say("Write your step first.") : "";
    box.setAttribute("aria-invalid", String(isBlank));
    box.focus();
    if (isBlank) return;
    box.value = "";
    add(desk, text);
  };
  const form = element("form", { class: "kit-reflection-own", onsubmit: submit, novalidate: true },
    element("label", { for: id }, say("A step of your own")), box, wrong,
    element("button", { type: "submit", class: "kit-button kit-button-quiet" }, say("Add the step")));
  return { node: form };
}

/** @param {Desk} desk @param {HTMLElement} heading @returns {Part} */
function listing(desk, heading) {
  const { store } = desk;
  /** @type {{step: Step, place: number} | null} */
  let removed = null;
  let shown = "";
  const node = element("div");
  const drop = (/** @type {string} */ id) => {
    store.update((draft) => void (removed = removeStep(draft, id)));
    refresh();
    /** @type {HTMLElement | null} */ (node.querySelector(".kit-reflection-undo"))?.focus();
  };
  const undo = () => {
    const back = removed;
    removed = null;
    if (back) store.update((draft) => restoreStep(draft, back));
    refresh();
    const box = back && document.getElementById(boxId(desk, back.step.id));
    (box ?? heading).focus();
  };
  const refresh = () => {
    const { steps } = store.value.file;
    if (removed && steps.some((step) => step.id === removed?.step.id)) removed = null;
    const drawn = JSON.stringify([steps, removed]);
    if (drawn === shown) return;
    shown = drawn;
    const focused = document.activeElement?.id;
    node.replaceChildren(...groups(desk, steps, drop), ...(removed ? [gone(desk, removed.step, undo)] : []));
    if (focused && node.querySelector(`[id="${focused}"]`)) document.getElementById(focused)?.focus();
  };
  refresh();
  return { node, refresh };
}

/** @param {Desk} desk @param {string} id */
const boxId = ({ prefix }, id) => `${prefix}step-${id}`;

/** @param {Desk} desk @param {Step[]} steps @param {(id: string) => void} drop */
function groups(desk, steps, drop) {
  const { say, store, day } = desk;
  const isNow = (/** @type {Step} */ step) => step.response_id === store.value.current;
  const list = (/** @type {Step[]} */ some) =>
    element("ul", { class: "kit-reflection-list" }, ...some.map((step) => line(desk, step, drop)));
  const [now, then] = [steps.filter(isNow), steps.filter((step) => !isNow(step))];
  const parts = now.length > 0 ? [list(now)] : [];
  if (then.length > 0) parts.push(element("h3", {}, say("Your steps from last time, {day}", { day: day(then[then.length - 1].day) })), list(then));
  return parts;
}

/** @param {Desk} desk @param {Step} step @param {(id: string) => void} drop */
function line(desk, step, drop) {
  const { say, store } = desk;
  const id = boxId(desk, step.id);
  const box = element("input", { type: "checkbox", id });
  box.checked = step.done;
  box.addEventListener("change", () => store.update((draft) => markStep(draft, step.id, box.checked)));
  const words = element("span", { class: step.done ? "kit-reflection-done" : "" }, step.text);
  const label = element("label", { for: id }, words, step.done && element("span", { class: "kit-help" }, ` ${say("done")}`));
  const away = button(say("Remove"), () => drop(step.id), "kit-button-link", { "aria-label": say("Remove: {text}", { text: step.text }) });
  return element("li", { class: "kit-card kit-reflection-step" }, box, label, away);
}

/** @param {Desk} desk @param {Step} step @param {() => void} undo */
function gone({ say }, step, undo) {
  return element("p", { class: "kit-banner kit-reflection-gone" },
    element("span", {}, say("Removed: {text}", { text: step.text })), " ",
    button(say("Undo"), undo, "kit-button-link kit-reflection-undo"));
}
