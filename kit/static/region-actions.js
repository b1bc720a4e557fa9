// @ts-check
/**
 * Actions that municipalities have tried and how they went, to choose among by competence; and who
 * looks for others to work on the same.
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{municipality: string, text: string, mark: string, marked: string, competences: string[],
 *   labels: string[], facts: [string, string][], told: Record<string, string>}} Action
 * @typedef {{label: string, municipalities: {name: string, contact: string}[]}} Seeker
 * @typedef {{id: string, label: string}} Choice
 */

import { element } from "./words.js";

let count = 0;

/**
 * Return the actions that are about a competence and went in a way; "" stands for all.
 * @param {Action[]} actions
 * @param {string} competence
 * @param {string} mark
 */
export function chosen(actions, competence, mark) {
  return actions.filter((one) => (!competence || one.competences.includes(competence)) && (!mark || one.mark === mark));
}

/** @param {{actions: Action[], marks: Choice[], competences: Choice[]}} sheet @param {Say} say */
export function actionsPart({ actions, marks, competences }, say) {
  if (actions.length === 0) return null;
  const status = element("p", { class: "kit-help", role: "status" });
  const list = element("ul", { class: "kit-region-actions" });
  const competence = select(say("Competence"), say("All competences"), competences, () => show());
  const mark = select(say("How it went"), say("All actions"), marks, () => show());
  const show = () => {
    const shown = chosen(actions, competence.value(), mark.value());
    list.replaceChildren(...shown.map(card));
    status.textContent = say("Actions shown: {count} of {all}", { count: shown.length, all: actions.length });
  };
  show();
  return element("section", { class: "kit-card", "data-view": "actions" },
    element("h3", {}, say("Actions that others have tried")),
    element("p", { class: "kit-help" }, say("What has been tried comes first, then what is planned.")),
    element("div", { class: "kit-region-filter" }, competence.node, mark.node),
    status, list);
}

/** @param {string} label @param {string} all @param {Choice[]} choices @param {() => void} onchange */
function select(label, all, choices, onchange) {
  const id = `kit-region-choice-${(count += 1)}`;
  const options = [{ id: "", label: all }, ...choices].map((one) => element("option", { value: one.id }, one.label));
  const box = element("select", { id, onchange }, ...options);
  return { node: element("div", {}, element("label", { for: id }, label), box), value: () => box.value };
}

/** @param {Action} action */
function card({ municipality, text, mark, marked, labels, facts }) {
  return element("li", { class: "kit-region-action" },
    element("h4", {}, text),
    element("p", { class: "kit-region-marks" },
      element("span", { class: `kit-region-mark kit-region-mark-${mark}` }, marked),
      element("span", {}, municipality),
      labels.length > 0 && element("span", {}, labels.join(", "))),
    facts.length > 0 && element("dl", {}, ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))));
}

/** @param {Seeker[]} seekers @param {Say} say */
export function seekersPart(seekers, say) {
  if (seekers.length === 0) return null;
  const rows = seekers.map(({ label, municipalities }) => element("div", {}, element("dt", {}, label),
    ...municipalities.map(({ name, contact }) => element("dd", {}, name, contact && element("span", {}, `. ${contact}`)))));
  return element("section", { class: "kit-card", "data-view": "seekers" },
    element("h3", {}, say("Who looks for the same")),
    element("p", { class: "kit-help" }, say("The municipalities have chosen themselves to be named here.")),
    element("dl", { class: "kit-region-seekers" }, ...rows));
}
