// @ts-check
/**
 * The entry of a page that the kit's own server draws. The page can be read, and its first screen
 * filled in, before this file is there; from here on it can be answered to the end without a kernel.
 *
 * @typedef {object} Drawn  what the page brought along
 * @property {any} form  the state of the form that is drawn, or null
 * @property {any} [state]  what other windows are drawn from on a page without a form
 * @property {string} notebook
 * @property {string | null} live  where the live part is asked for; null on a page of words only
 * @property {string} voila  the address of Voila's scripts
 */

import * as file from "./file.js";
import * as form from "./form.js";
import { giveAgain, given, letGo } from "./given.js";
import { dress, sheetsOf } from "./jupyter.js";
import { Live } from "./live.js";
import { speak } from "./loading.js";
import { takeMine } from "./mine.js";
import * as profile from "./profile.js";
import * as reflection from "./reflection.js";
import { takeFocusBack } from "./reload.js";
import { membership, openFor } from "./round.js";
import { scriptBar } from "./script-bar.js";
import { stand } from "./standing.js";
import { stay } from "./stay.js";
import { loadingLine, waitingLine } from "./waiting.js";
import { element, speaker } from "./words.js";

// The widgets that come with the kernel find their windows through it.
export { adapt } from "./jupyter.js";

/** @typedef {import("./standing.js").Module} Module */
/** Windows that need no kernel to be drawn. @type {Record<string, Module>} */
const EARLY = { file, form, profile, reflection };
/** The same, of those whose scripts other pages can do without: what they are called, and how they come. @type {Record<string, {kind: string, load: () => Promise<Module>}>} */
const LATER = {
  actions: { kind: "together", load: () => import("./together.js") },
};

async function start() {
  // Before anything else: a personal key must not stay in the address.
  takeMine();
  if (document.readyState === "loading") await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  stay(document, location);
  const told = document.getElementById("kit-drawn")?.textContent;
  /** @type {Drawn | null} */
  const drawn = told ? JSON.parse(told) : null;
  if (!drawn?.live) return;
  const words = lineFor(drawn);
  const live = new Live(/** @type {Drawn & {live: string}} */ (drawn), words);
  await raise(drawn);
  showWorkshop(drawn);
  takeFocusBack();
  live.come();
}

/** Let the windows stand that can be drawn now. @param {Drawn} drawn */
async function raise(drawn) {
  for (const cell of early()) {
    const root = /** @type {HTMLElement | null} */ (cell.querySelector("[data-drawn=form]"));
    if (root) await takeOver(root, drawn.form);
    else await raiseIn(cell, drawn.form ?? drawn.state);
  }
}

/** The cells whose windows need no kernel. @returns {HTMLElement[]} */
const early = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-window]"))]
  .filter(({ dataset: { window: name = "" } }) => name in EARLY || name in LATER);

/** @param {HTMLElement} cell @param {any} state */
async function raiseIn(cell, { keep: _, ...state }) {
  const { window: name = "", more = "{}" } = cell.dataset;
  const root = element("div", { class: "kit" });
  cell.append(root);
  const [kind, module] = await windowOf(name);
  if (module) stand(kind, module, root, { ...state, ...JSON.parse(more), ...(kind === "form" && { keep: true }) });
}

/** What stands in a cell: its scripts may have to come first. @param {string} name @returns {Promise<[string, Module | null]>} */
async function windowOf(name) {
  if (name in EARLY) return [name, EARLY[name]];
  const { kind, load } = LATER[name];
  const block = document.getElementById("kit-loading");
  try {
    const [module] = await Promise.all([load(), dress(sheetsOf(kind))]);
    block?.remove();
    return [kind, module];
  } catch {
    if (block) speak(block, "lost");
    return [kind, null];
  }
}

/** Draw the form in place of the one that the server drew: nobody sees it, and nothing is lost. @param {HTMLElement} root @param {any} state */
async function takeOver(root, state) {
  await letGo(root);
  const before = given(root);
  delete root.dataset.drawn;
  stand("form", form, root, state, { stays: before.fields.length > 0 });
  giveAgain(root, before);
}

/** On the way between the pages of a round, the workshop is never far away. @param {Drawn} drawn */
function showWorkshop({ form: own, state = own }) {
  const names = new Set(/** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-window]")]).map(({ dataset }) => dataset.window));
  const isOwn = [...names].some((name) => ["form", "profile", "reflection", "group", "follow_up"].includes(name ?? ""));
  const drawn = own ?? state;
  const store = isOwn && drawn?.round ? openFor(drawn) : null;
  const member = store && membership(store);
  if (!store || !member) return;
  const desk = () => ({ say: speaker(drawn.words, store.value.language), language: store.value.language });
  document.getElementById("kit-content")?.prepend(scriptBar(member, desk));
}

/** The line about what is still to come. @param {Drawn} drawn */
function lineFor(drawn) {
  const state = drawn.form ?? drawn.state;
  const block = document.getElementById("kit-loading");
  const cells = early();
  if (block && cells.length === 0) return loadingLine(block);
  // Windows whose scripts are on their way take it away when they stand.
  if (!cells.some(({ dataset }) => (dataset.window ?? "") in LATER)) block?.remove();
  const store = state && openFor(state);
  const say = () => speaker(state?.words, store?.value.language ?? "en");
  const line = waitingLine(() => ({ say: say(), hasForm: drawn.form !== null && store?.response.status !== "finished" }));
  store?.subscribe(line.refresh);
  (cells.find(({ dataset }) => dataset.window === "form") ?? cells.at(-1))?.append(line.node);
  return line;
}

if (typeof document !== "undefined") start();
