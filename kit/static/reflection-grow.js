// @ts-check
/**
 * Choosing up to three competences to grow in. The fourth is answered with a reason.
 *
 * @typedef {import("./reflection.js").Desk} Desk
 * @typedef {import("./reflection.js").Part} Part
 */

import { MOST_CHOSEN, choose, chosenIn } from "./reflection-kept.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part | null} */
export function growing(desk) {
  const { say, view, store } = desk;
  if (view.areas.length === 0) return null;
  const count = element("p", { class: "kit-help", role: "status" });
  const groups = view.areas.map((/** @type {any} */ area) => group(desk, area, () => groups.forEach((/** @type {Group} */ one) => one.hush())));
  const node = element("section", { class: "kit-reflection-grow" },
    element("h2", {}, say("What do you want to grow in?")),
    element("p", {}, say("Choose up to three competences. They follow with you in your file.")),
    element("p", { class: "kit-help" }, say("Open an area to see its competences.")),
    count, ...groups.map((/** @type {Group} */ one) => one.node));
  const refresh = () => {
    for (const one of groups) one.refresh("here");
    const words = say("Chosen: {count} of {most}", { count: chosenIn(store.value).length, most: MOST_CHOSEN });
    if (count.textContent !== words) count.textContent = words;
  };
  refresh();
  return { node, refresh };
}

/** @typedef {Part & {hush: () => void}} Group  hush: takes back the reason why the fourth was refused */

/** @param {Desk} desk @param {any} area @param {() => void} hushAll @returns {Group} */
function group(desk, area, hushAll) {
  const { say, store, tell, view } = desk;
  const full = element("div", { role: "alert" });
  const pick = (/** @type {string} */ id, /** @type {boolean} */ isWanted) => {
    let fits = true;
    store.update((draft) => void (fits = choose(draft, id, isWanted)));
    hushAll();
    if (!fits) full.replaceChildren(reason());
  };
  const reason = () => {
    const labels = chosenIn(store.value).map((id) => labelOf(view, id, tell)).join("; ");
    return element("p", { class: "kit-banner kit-banner-warn" },
      say("Three is the most, so that you have time for them. Let one go first. You have chosen: {labels}.", { labels }));
  };
  const lines = area.competences.map((/** @type {any} */ competence) => line(desk, competence, pick));
  const tally = element("span", { class: "kit-help" });
  const fields = element("fieldset", {},
    element("legend", { class: "kit-hidden" }, tell(area.label)),
    ...lines.map((/** @type {Part} */ one) => one.node), full);
  const node = element("details", { class: "kit-card kit-reflection-area" },
    element("summary", {}, element("span", {}, tell(area.label)), " ", tally), fields);
  const refresh = () => {
    for (const one of lines) one.refresh("here");
    const chosen = chosenIn(store.value);
    const here = area.competences.filter((/** @type {any} */ one) => chosen.includes(one.id)).length;
    tally.textContent = here > 0 ? say("Chosen: {count}", { count: here }) : "";
  };
  refresh();
  node.open = tally.textContent !== "";
  return { node, refresh, hush: () => full.replaceChildren() };
}

/** @param {Desk} desk @param {any} competence @param {(id: string, isWanted: boolean) => void} pick @returns {Part} */
function line({ say, store, tell, prefix }, competence, pick) {
  const id = `${prefix}grow-${competence.id}`;
  const box = element("input", { type: "checkbox", id });
  const hint = element("span", { class: "kit-help" });
  const refresh = () => {
    box.checked = chosenIn(store.value).includes(competence.id);
    const isSuggested = store.suggestions.some((one) => one.id === competence.id);
    hint.textContent = isSuggested ? say("suggested in your profile") : "";
  };
  box.addEventListener("change", () => {
    pick(competence.id, box.checked);
    refresh();
  });
  refresh();
  const node = element("div", { class: "kit-reflection-choice" }, box, element("label", { for: id }, tell(competence.label), " ", hint));
  return { node, refresh };
}

/** @param {any} view @param {string} id @param {(text: any) => string} tell */
export function labelOf(view, id, tell) {
  const all = view.areas.flatMap((/** @type {any} */ area) => area.competences);
  return tell(all.find((/** @type {any} */ one) => one.id === id)?.label) || id;
}
