// @ts-check
/**
 * Choose the script that a workshop is led by, before it begins.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {{id: string, title: import("./words.js").Text, intro: import("./words.js").Text, languages: string[], minutes: number, steps: number}} ScriptCard
 */

import { UNREACHED, doer, explained, folded, newsLine } from "./console-part.js";
import { minutesInWords } from "./console-workshop-overview.js";
import { paperButton } from "./console-workshop-paper.js";
import { button } from "./press.js";
import { element, msgid, told } from "./words.js";

const WHY = [
  msgid("A script says what you do and for how long, from the first minute to the last: what to say, when everybody answers, when you look at the result, when ideas are written and weighed, and when you agree on what to do. You move on when the room is ready; the phones and the wall follow you."),
  msgid("Nothing is locked. You can go back, skip a step, or give it more time. Without a script the round works too: you open it, close it and show the result."),
];

/**
 * @param {Desk} desk
 * @param {() => void} arriving  hears that a choice is about to be shown
 */
export function chooser(desk, arriving) {
  const { say, collector, take } = desk;
  const news = newsLine();
  const act = doer(desk, news);
  const room = element("div");
  const node = folded("scripts", say("Lead by a script"), say("a workshop with steps, minutes and words to say; or choose another one"), room, news.node);
  let current = "";

  const choose = (/** @type {string | null} */ script) => act(async () => {
    const view = await collector.put(collector.path("script"), { script });
    node.open = false;
    arriving();
    take(view);
  });
  const open = async () => {
    news.tell("");
    try {
      show(await collector.get("scripts"));
    } catch (/** @type {any} */ refusal) {
      news.tell(refusal.detail || say(UNREACHED));
    }
  };
  node.addEventListener("toggle", () => (node.open ? open() : room.replaceChildren()));

  /** @param {ScriptCard[]} cards */
  function show(cards) {
    if (cards.length === 0) return room.replaceChildren(element("p", {}, say("There are no scripts on this server.")));
    const options = cards.map((card) => option(desk, act, card, card.id === (current || cards[0].id)));
    const onsubmit = (/** @type {Event} */ event) => {
      event.preventDefault();
      choose(options.find(({ input }) => input.checked)?.id ?? null);
    };
    const away = current && button(say("Lead without a script"), () => choose(null), "kit-button-link");
    room.replaceChildren(
      element("form", { onsubmit },
        element("fieldset", { class: "kit-field" }, element("legend", { class: "kit-label" }, say("Which workshop?")),
          element("div", { class: "kit-scripts" }, ...options.map((one) => one.node))),
        element("div", { class: "kit-actions" }, button(say("Lead by this script"), () => {}, "", { type: "submit" }), away || null)),
      explained(say("What is a script for?"), ...WHY.map((one) => say(one))));
  }

  return {
    node,
    /** @param {Now} now */
    refresh(now) {
      current = now.workshop?.script ?? "";
      node.hidden = Boolean(now.workshop) && now.workshop?.at !== null;
    },
  };
}

/** @param {Desk} desk @param {ReturnType<typeof doer>} act @param {ScriptCard} card @param {boolean} isChosen */
function option(desk, act, { id, title, intro, minutes, steps }, isChosen) {
  const { say, language } = desk;
  const about = `kit-console-script-${id}`;
  const input = element("input", { type: "radio", name: "script", value: id, checked: isChosen, "aria-describedby": about });
  const node = element("div", { class: "kit-script" },
    element("label", { class: "kit-option" }, input, element("strong", {}, told(title, language))),
    element("div", { id: about },
      element("p", { class: "kit-help" }, [minutesInWords(minutes, say), say("{n} steps", { n: steps })].join(" · ")),
      element("p", {}, told(intro, language))),
    paperButton(desk, act, id, told(title, language)));
  return { id, node, input };
}
