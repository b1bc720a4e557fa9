// @ts-check
/**
 * The next step of a round, with the one button that takes it.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Now} Now
 * @typedef {import("./console-part.js").Part} Part
 * @typedef {import("./console-steps.js").Step} Step
 * @typedef {import("./console-press.js").Press} Press
 * @typedef {[heading: string, words: string, presses: Press[]]} Said  the first press is the obvious one
 */

import { doer, newsLine } from "./console-part.js";
import { roundPresses } from "./console-press.js";
import { VIEWS, nextStep, nextView, wayThrough } from "./console-steps.js";
import { element, msgid } from "./words.js";

/** @type {Record<Step, Said>} */
export const SAID = {
  open: [msgid("Everything is prepared"), msgid("Open the round when the group is ready to begin. Then there is a code to join with. Nobody can answer before that."), ["open"]],
  gather: [msgid("Show the code"), msgid("Open the projector page on the big screen. Everybody points the phone at the square pattern, or goes to the address and writes the code."), ["show", "close"]],
  wait: [msgid("Let everybody answer in peace"), msgid("It usually takes ten minutes. Tell the group that nobody asks for names, and that neither you nor anybody else in the room sees what a single person answers. Close the round when the room is ready."), ["close", "show"]],
  close: [msgid("Time to close"), msgid("Everybody who has joined is done. When you close, no more answers come in, and you can show the result."), ["close", "show"]],
  counting: [msgid("The result is being worked out"), msgid("It takes a few seconds."), []],
  few: [msgid("There is no result to show"), msgid("Either fewer than {least} people have answered, or the answers are so alike that one could work out what somebody has answered. Open the round again if more people are coming, or talk about the questions without figures."), ["reopen"]],
  reveal: [msgid("Show the result"), msgid("Next is: {view}. Let everybody look in silence for a minute before you begin to talk."), ["reveal", "reopen"]],
  talk: [msgid("Talk about what you see"), msgid("What surprises you? What are you proud of? What would help the people you meet the most?"), ["show", "reopen"]],
};

/** @param {Desk} desk @returns {Part} */
export function stepPart(desk) {
  const { say } = desk;
  const views = wayThrough(desk.view);
  const news = newsLine();
  const act = doer(desk, news);
  const heading = element("h3", { tabindex: -1 });
  const words = element("p");
  const row = element("div", { class: "kit-actions" });
  let shown = "";
  /** @type {string[]} */
  let revealed = [];

  const presses = roundPresses(desk, act, () => [...revealed, ...[nextView(revealed, views)].filter((view) => view !== null)]);

  const node = element("section", { class: "kit-card kit-step", "aria-labelledby": "kit-console-step" },
    element("h2", { class: "kit-step-kicker", id: "kit-console-step" }, say("Next step")), heading, words, row, news.node);
  return {
    node,
    refresh(now) {
      // Where a script leads, its own step is the next one.
      node.hidden = Boolean(now.workshop);
      revealed = now.revealed;
      const step = nextStep(now, views);
      const view = nextView(revealed, views);
      const key = `${step} ${step === "reveal" ? view : ""}`;
      if (key === shown) return;
      const hadFocus = row.contains(document.activeElement);
      shown = key;
      const [title, text, names] = SAID[step];
      const name = VIEWS.find(({ id }) => id === view)?.name ?? "";
      heading.textContent = say(title);
      words.textContent = say(text, { least: now.min_group, view: name && say(name) });
      row.replaceChildren(...names.map((one, place) => presses[one](place ? "kit-button-quiet" : "")));
      row.parentElement?.setAttribute("data-step", step);
      // The button that was pressed is gone; what it led to is read out.
      if (hadFocus) heading.focus();
    },
  };
}
