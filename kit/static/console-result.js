// @ts-check
/**
 * The group's result: what the room sees of it, all of it for the one who leads, and the tables to
 * take along.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 */

import { card, doer, newsLine } from "./console-part.js";
import { viewsFor } from "./console-steps.js";
import { wallPart } from "./console-wall.js";
import { stepNow } from "./console-workshop-way.js";
import { download } from "./file-bytes.js";
import { asker, live } from "./group-live.js";
import { asking, button } from "./press.js";
import { safeTable } from "./round-csv.js";
import { element, msgid } from "./words.js";

/** How often to ask for a result after closing, and how long to wait between, in milliseconds. */
const LOOKS = 3;
const LOOK_AGAIN = 3_000;

const CHOOSE = msgid("Choose what the room sees, one picture at a time. The latest one is on the projector; those who take part can see all that is shown on their own pages.");
const NONE = msgid("There is no result yet. It takes at least {least} people who have answered, and answers that differ enough for nobody to be found out.");
const WAIT = msgid("The result is there when the round is closed. Then everybody's answers are in it.");
const ELSEWHERE = msgid("The projector shows the step now. Go to a step with a result to have a picture there.");
const ALREADY = msgid("Show the areas while the group is still answering? The picture is then drawn anew only when at least {least} more people have answered, so that nobody is found out. The last few answers may never be in it.");

/** @param {Desk & {state: any, callbacks: any}} desk @returns {Part} */
export function resultPart(desk) {
  const { say } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const shown = choices(desk, act);
  const own = ownPictures(desk);
  const looker = lookOut(desk);
  const lead = element("p");
  let least = 0;
  const already = asking(say, {
    text: say("Show the result already now"),
    kind: "kit-button-link",
    question: () => say(ALREADY, { least }),
    yes: say("Yes, show it now"),
    act: () => act(async () => desk.take(await desk.collector.put(desk.collector.path("reveal"), { views: ["areas"] }))),
  });
  const take = button(say("Download the tables (CSV)"), () => act(() => takeTables(desk)), "kit-button-quiet");
  const node = card("result", say("The group's result"), lead, already, shown.node, element("div", { class: "kit-actions" }, take), news.node, own.node);
  return {
    node,
    refresh(now) {
      least = now.min_group;
      const isThere = now.release > 0;
      const isWaiting = now.status === "open" && now.revealed.length === 0;
      node.hidden = now.status === "new";
      already.hidden = !isWaiting || isThere;
      take.hidden = shown.node.hidden = own.node.hidden = !isThere;
      lead.textContent = isThere ? say(isOnWall(now) ? CHOOSE : ELSEWHERE) : isWaiting ? say(WAIT) : say(NONE, { least });
      shown.refresh(now);
      own.refresh(now);
      looker.refresh(now);
    },
    destroy() {
      looker.destroy();
      own.destroy();
    },
  };
}

/**
 * Ask for a result as the group gets on: the collector makes one when somebody asks, and only when
 * that gives nobody away.
 * @param {Desk} desk
 */
function lookOut({ collector, take }) {
  let looked = "";
  /** @type {any} */
  let later = null;
  const look = async (/** @type {number} */ times) => {
    const found = await collector.get(collector.path("tables")).catch(() => (looked = "", null));
    if (found?.release > 0 || times <= 1) return take({ looking: false, ...(found && { release: found.release }) });
    later = setTimeout(() => look(times - 1), LOOK_AGAIN);
  };
  return {
    /** @param {Now} now */
    refresh({ status, started, finished, revealed }) {
      const key = JSON.stringify([status, started, finished, revealed.length > 0]);
      const isDue = status === "closed" || (status === "open" && revealed.length > 0);
      if (key === looked || !isDue || started.few) return;
      looked = key;
      clearTimeout(later);
      take({ looking: true });
      look(status === "closed" ? LOOKS : 1);
    },
    destroy: () => clearTimeout(later),
  };
}

/** @param {Desk & {state: any, callbacks: any}} desk @param {ReturnType<typeof doer>} act */
function choices(desk, act) {
  const { collector, take } = desk;
  const wall = wallPart(desk, act);
  /** @type {string[]} */
  let revealed = [];
  const send = (/** @type {string[]} */ views) => act(async () => take(await collector.put(collector.path("reveal"), { views })));
  const without = (/** @type {string} */ id) => revealed.filter((one) => one !== id);
  const rows = viewsFor(desk.view).map((view) =>
    row(desk, view, () => send([...without(view.id), view.id]), () => send(without(view.id))));
  return {
    node: element("ul", { class: "kit-views" }, ...rows.map((one) => one.node)),
    /** @param {Now} now */
    refresh(now) {
      revealed = now.revealed;
      const onWall = isOnWall(now) ? revealed.at(-1) : null;
      rows.forEach((one) => one.refresh(now, revealed.includes(one.id), onWall === one.id));
      const latest = rows.find((one) => one.id === revealed.at(-1))?.node;
      if (latest && wall.node.parentElement !== latest) latest.append(wall.node);
      wall.refresh(isOnWall(now) ? now : { ...now, revealed: [] });
    },
  };
}

/** Whether the wall shows pictures now: a script's other steps have a wall of their own. @param {Now} now */
function isOnWall(now) {
  const step = stepNow(now);
  return step === null || step.kind === "look";
}

/**
 * @param {Desk} desk @param {{id: string, name: string, about: string, isLate?: boolean}} view
 * @param {() => void} show  also brings it back onto the projector
 * @param {() => void} hide
 */
function row({ say }, { id, name, about, isLate }, show, hide) {
  const words = say(name);
  const about_ = `kit-console-view-${id}`;
  const press = (/** @type {string} */ text, /** @type {() => void} */ act) =>
    element("button", { type: "button", class: "kit-button kit-button-quiet", onclick: act, "aria-describedby": about_ },
      text, element("span", { class: "kit-hidden" }, ` ${words}`));
  const [shows, again, hides] = [press(say("Show"), show), press(say("Show again"), show), press(say("Hide"), hide)];
  const mark = element("span", { class: "kit-view-mark" });
  const later = element("span", { class: "kit-help" }, isLate ? say("Comes once the round is closed.") : "");
  const node = element("li", { "data-view": id },
    element("div", { id: about_ }, element("strong", {}, words), " ", mark, element("span", { class: "kit-help" }, say(about)), later),
    element("div", { class: "kit-actions" }, shows, again, hides));
  return {
    id, node,
    /** @param {Now} now @param {boolean} isShown @param {boolean} isLatest */
    refresh(now, isShown, isLatest) {
      later.hidden = !isLate || now.status === "closed";
      const focused = [shows, again, hides].find((one) => one === document.activeElement);
      shows.hidden = isShown;
      hides.hidden = !isShown;
      again.hidden = !isShown || isLatest || !isOnWall(now);
      mark.textContent = isLatest ? say("On the projector now") : isShown ? say("Shown") : "";
      // The button that was pressed has given way to another one.
      if (focused?.hidden) (isShown ? hides : shows).focus();
    },
  };
}

/** Every picture, for the one who leads; closed, since this screen may be on the wall. @param {Desk & {state: any, callbacks: any}} desk */
function ownPictures({ say, language, collector, view, state, callbacks }) {
  /** @type {ReturnType<typeof live> | null} */
  let shown = null;
  /** @type {Now | null} */
  let latest = null;
  const room = element("div");
  const ontoggle = () => {
    if (!node.open || shown || !latest) return;
    shown = live(room, { collector, role: "facilitator", ask: asker(callbacks), questionnaire: view, words: state.words, language });
    shown.refresh(latest);
  };
  const node = element("details", { class: "kit-explained kit-live", ontoggle },
    element("summary", {}, say("See the whole result yourself, before the room does")), room);
  return {
    node,
    /** @param {Now} now */
    refresh(now) {
      latest = now;
      shown?.refresh(now);
    },
    destroy: () => shown?.destroy(),
  };
}

/** Take home what may be seen; nothing else is there to take. @param {Desk} desk */
async function takeTables({ say, language, collector, view, round }) {
  const { tables } = await collector.get(collector.path("tables"));
  if (!tables) return say("There is no result yet.");
  download(`${say("group-result")}-${round}.csv`, safeTable(tables, view, language, say), "text/csv;charset=utf-8");
  return say("Your browser is saving the tables. They hold nothing but what you see here.");
}
