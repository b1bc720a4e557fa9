// @ts-check
/**
 * What the follow-up says, as one page to read and print.
 *
 * @typedef {{root: HTMLElement, say: import("./words.js").Say, view: any, title: string, language: string,
 *   store: import("./draft.js").DraftStore, day: (iso: string) => string}} Desk
 */

import { download } from "./file-bytes.js";
import { fileName } from "./file-plan.js";
import { wholePage } from "./page.js";
import { element } from "./words.js";

const STYLES = ["tokens", "kit", "profile", "group", "plan", "followup", "page"];
/** The parts of the window that say something, in their order. */
const PARTS = ["plan", "own", "change"];
/** What can only be used in the window itself. */
const LEFT_OUT = "button, input, [role=status], .kit-group-save, .kit-group-take, [hidden]";

/** Save the page, and return its name. @param {Desk} desk */
export async function takePage(desk) {
  const { say, view, store, language, title } = desk;
  const parts = PARTS.map((name) => desk.root.querySelector(`[data-part=${name}]`)).filter((part) => part instanceof HTMLElement && !part.hidden);
  const main = element("main", { class: "kit kit-followup" },
    element("header", {}, element("h1", {}, say("Follow up")), element("p", { class: "kit-help" }, `${title} · ${desk.day(store.today())}`)),
    ...parts.map((part) => copied(/** @type {HTMLElement} */ (part))),
    element("footer", {}, element("p", { class: "kit-help" }, say("Your own change is yours: keep the page where only you can reach it."))));
  const name = fileName(say("my-follow-up"), view, store.today(), "html");
  download(name, await wholePage(`${say("Follow up")}: ${title}`, language, STYLES, main), "text/html");
  return name;
}

/** @param {HTMLElement} part */
function copied(part) {
  const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
  for (const one of copy.querySelectorAll(LEFT_OUT)) one.remove();
  for (const box of copy.querySelectorAll("details")) box.open = true;
  return copy;
}
