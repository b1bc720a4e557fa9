// @ts-check
/**
 * The thin adapter between Jupyter's widget models and the kit's windows.
 *
 * A window is a module with `mount(root, state, callbacks)`; it knows nothing of Jupyter. This
 * file gives it callbacks that travel over the widget's own channel to the visitor's kernel.
 */

import { page, stand, standingFor, tie } from "./standing.js";

/** Windows that are dressed by more than the sheet of their own name. @type {Record<string, string[]>} */
const SHEETS = { form: ["form", "form-keep"], together: ["together", "script", "weighing-view", "plan"] };

/** The sheets of one kind of window. @param {string} kind */
export const sheetsOf = (kind) => SHEETS[kind] ?? [kind];

/** @typedef {import("./wire.js").Model} Model */

/**
 * Tie a widget's model to its window: the one that stands in the page already, which nobody sees
 * change hands, or a new one in `el`.
 * @param {{model: Model, el: HTMLElement}} view
 * @returns {Promise<() => void>} takes the window down again
 */
export async function adapt({ model, el }) {
  const kind = model.get("kind");
  const found = standingFor(kind, model.get("state"));
  const window_ = found ?? (await drawn(kind, model, el, { isAdopted: true }));
  const trouble = () => page.live?.trouble();
  window_.isAdopted = true;
  window_.take(model.get("state"));
  const letGo = tie(window_, model);
  model.on("comm_live_update", trouble);
  page.live?.adopted();
  return () => {
    letGo();
    model.off("comm_live_update", trouble);
    if (found) window_.isAdopted = false;
    else window_.close();
  };
}

/** Draw a widget's window in `el`, where no script of Jupyter's does. @param {{model: Model, el: HTMLElement}} view */
export async function show({ model, el }) {
  tie(await drawn(model.get("kind"), model, el, { isAdopted: false }), model);
}

/**
 * @param {string} kind
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {{isAdopted: boolean}} how  told at once, or the next widget would take the window for its own
 */
async function drawn(kind, model, el, { isAdopted }) {
  const [module] = await Promise.all([import(`./${kind}.js`), dress(["tokens", "kit", ...sheetsOf(kind)])]);
  el.classList.add("kit");
  const window_ = stand(kind, module, el, model.get("state"));
  window_.isAdopted = isAdopted;
  return window_;
}

/**
 * Link the kit's style sheets once a page, and wait for them: nothing is shown undressed. Under the
 * kit's own template some are there already, several of them in one.
 * @param {string[]} names
 */
export function dress(names) {
  return Promise.all(names.map(link));
}

/** @param {string} name */
function link(name) {
  const { href } = new URL(`./${name}.css`, import.meta.url);
  const linked = /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll('link[rel="stylesheet"]')]);
  if (linked.some((one) => one.href === href || one.dataset.sheets?.split(" ").includes(name))) return undefined;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  // A sheet that cannot be had costs the page its looks, never its words.
  const there = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return there;
}
