// @ts-check
/**
 * The list of actions on the facilitator's page: one is opened at a time, and one that is removed
 * can be put back where it was.
 *
 * @typedef {import("./plan-view.js").Action} Action
 * @typedef {import("./console-plan-keep.js").PlanKeeper} PlanKeeper
 * @typedef {import("./console-plan-action.js").Wish} Wish
 * @typedef {ReturnType<typeof actionEditor>} Editor
 */

import { actionEditor } from "./console-plan-action.js";
import { button } from "./press.js";
import { element } from "./words.js";

/**
 * @param {PlanKeeper} keeper
 * @param {{say: import("./words.js").Say, language: string, view: any}} desk
 */
export function actionList(keeper, { say, language, view }) {
  /** @type {Map<string, Editor>} */
  const editors = new Map();
  /** @type {{action: Action, after: string | null, node: HTMLElement}[]} what can be put back */
  let removed = [];
  const node = element("ol", { class: "kit-plan-actions", role: "list" });
  const news = element("p", { class: "kit-hidden", role: "status" });

  /** @type {Wish} */
  const wish = {
    say, language, view,
    write: (id, field, value) => keeper.change((plan) => {
      const found = /** @type {any} */ (plan.actions.find((one) => one.id === id));
      if (found) found[field] = value;
    }),
    remove,
    settle: (clash) => keeper.settle(clash),
  };

  /** @param {string} id */
  function remove(id) {
    const { actions } = keeper.mine;
    const place = actions.findIndex((one) => one.id === id);
    const action = actions[place];
    const words = say("Removed: {text}", { text: action.text.trim() || say("Action {n}", { n: place + 1 }) });
    const undo = button(say("Undo"), () => putBack(id), "kit-button-quiet", { "aria-label": `${say("Undo")}. ${words}` });
    const line = element("li", { class: "kit-plan-removed" }, element("span", {}, words), undo);
    removed.push({ action, after: actions[place - 1]?.id ?? null, node: line });
    keeper.change((plan) => void (plan.actions = plan.actions.filter((one) => one.id !== id)));
    news.textContent = words;
    undo.focus();
  }

  /** @param {string} id */
  function putBack(id) {
    const found = removed.find(({ action }) => action.id === id);
    if (!found) return;
    removed = removed.filter((one) => one !== found);
    keeper.change((plan) => {
      const place = plan.actions.findIndex((one) => one.id === found.after) + 1;
      plan.actions.splice(place, 0, found.action);
    });
    news.textContent = say("The action is back.");
    editors.get(id)?.focus();
  }

  /** @param {Action} action */
  const editorOf = (action) => {
    const made = editors.get(action.id) ?? actionEditor(action, wish);
    editors.set(action.id, made);
    return made;
  };

  function refresh() {
    const { actions } = keeper.mine;
    const ids = actions.map(({ id }) => id);
    for (const id of [...editors.keys()]) if (!ids.includes(id)) editors.delete(id);
    removed = removed.filter(({ action }) => !ids.includes(action.id));
    const shown = actions.map(editorOf);
    shown.forEach((editor, place) => editor.refresh(actions[place], place, keeper.clashes.filter((one) => one.place === editor.id)));
    arrange(node, nodes(shown));
  }

  /** The lines of removed ones stand where these stood. @param {Editor[]} shown */
  function nodes(shown) {
    const all = shown.map((one) => one.node);
    for (const { after, node: line } of removed) all.splice(all.findIndex((one) => one.dataset.action === after) + 1, 0, line);
    return all;
  }

  return { node, news, refresh, focus: (/** @type {string} */ id) => editors.get(id)?.focus() };
}

/** Put children in order, moving none that stands right, so that nobody loses the place. @param {HTMLElement} parent @param {HTMLElement[]} children */
function arrange(parent, children) {
  for (const old of [...parent.children]) if (!children.includes(/** @type {HTMLElement} */ (old))) old.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}
