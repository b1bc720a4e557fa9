// @ts-check
/**
 * The group's result: what the room sees of it, and the tables to take along.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { card, doer, newsLine } from "./console-part.js";
import { viewsFor } from "./console-steps.js";
import { download } from "./file-bytes.js";
import { button } from "./press.js";
import { safeTable } from "./round-csv.js";
import { element } from "./words.js";

/** How often to ask for a result after closing, and how long to wait between, in milliseconds. */
const LOOKS = 3;
const LOOK_AGAIN = 3_000;

/** @param {Desk & {state: any, callbacks: any}} desk @returns {Part} */
export function resultPart(desk) {
  const { say, collector } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const views = viewsFor(desk.view);
  /** @type {string[]} */
  let revealed = [];
  const show = (/** @type {string} */ id, /** @type {boolean} */ isShown) => act(async () => {
    const next = views.map((view) => view.id).filter((one) => (one === id ? isShown : revealed.includes(one)));
    desk.take(await collector.put(collector.path("reveal"), { views: next }));
  });
  const rows = views.map((view) => row(desk, view, show));
  const lead = element("p");
  const take = button(say("Download the tables (CSV)"), () => act(() => takeTables(desk)), "kit-button-quiet");
  const live = element("div", { class: "kit-live" });
  const list = element("ul", { class: "kit-views" }, ...rows.map((one) => one.node));
  let looked = "";
  /** @type {any} */
  let later = null;
  // The collector makes a result when somebody asks for it, and only when that gives nobody away.
  const look = (/** @type {import("./console-part.js").Now} */ { status, finished }) => {
    const key = JSON.stringify([status, finished]);
    if (key === looked || status === "new" || finished.few) return;
    looked = key;
    clearTimeout(later);
    desk.take({ looking: true });
    fetch(status === "closed" ? LOOKS : 1);
  };
  const fetch = async (/** @type {number} */ times) => {
    const found = await collector.get(collector.path("tables")).catch(() => (looked = "", null));
    if (found?.release > 0 || times <= 1) return desk.take({ looking: false, ...(found && { release: found.release }) });
    later = setTimeout(() => fetch(times - 1), LOOK_AGAIN);
  };
  const node = card("result", say("The group's result"), lead, list,
    element("div", { class: "kit-actions" }, take), news.node, live);
  return {
    node,
    refresh(now) {
      revealed = now.revealed;
      node.hidden = now.status === "new";
      lead.textContent = now.release === 0
        ? say("There is no result yet. It takes at least {least} people who are done, and answers that differ enough for nobody to be found out.", { least: now.min_group })
        : say("You see the result here first. Choose what the room sees, one picture at a time.");
      rows.forEach((one) => one.refresh(revealed.includes(one.id)));
      take.hidden = list.hidden = now.release === 0;
      look(now);
    },
    destroy: () => clearTimeout(later),
  };
}

/**
 * @param {Desk} desk @param {{id: string, name: string, about: string}} view
 * @param {(id: string, isShown: boolean) => Promise<boolean>} show
 */
function row({ say }, { id, name, about }, show) {
  let isShown = false;
  const words = say(name);
  const press = button("", () => show(id, !isShown), "kit-button-quiet", { "aria-describedby": `kit-console-view-${id}` });
  const mark = element("span", { class: "kit-view-mark" });
  const node = element("li", { "data-view": id },
    element("div", { id: `kit-console-view-${id}` }, element("strong", {}, words), " ", mark, element("span", { class: "kit-help" }, say(about))), press);
  return {
    id, node,
    /** @param {boolean} next */
    refresh(next) {
      isShown = next;
      node.classList.toggle("kit-view-shown", next);
      mark.textContent = next ? say("The room sees this.") : "";
      press.replaceChildren(next ? say("Hide") : say("Show"), element("span", { class: "kit-hidden" }, ` ${words}`));
    },
  };
}

/** Take home what may be seen; nothing else is there to take. @param {Desk} desk */
async function takeTables({ say, language, collector, view, round }) {
  const { tables } = await collector.get(collector.path("tables"));
  if (!tables) return say("There is no result yet.");
  download(`${say("group-result")}-${round}.csv`, safeTable(tables, view, language, say), "text/csv;charset=utf-8");
  return say("Your browser is saving the tables. They hold nothing but what you see here.");
}
